using OpsConsole.Domain.People;

namespace OpsConsole.Web.Api;

/// <summary>Who the caller is, and the codes of the places in reach.</summary>
public sealed record MeAnswer(int Id, string Name, string Email, IReadOnlyList<string> Roles, IReadOnlyList<string> Branches, IReadOnlyList<string> Regions, IReadOnlyList<string> Campaigns);

public static class MeApi
{
    public static void MapMe(this RouteGroupBuilder api) => api.MapGet("/me", ReadAsync).WithTags("me").Produces<MeAnswer>();

    private static async Task<ApiAnswer> ReadAsync(Actor actor, PlaceQueries places, CancellationToken ct)
    {
        var own = await places.OfAsync(actor, ct);
        return ApiResults.Ok(new MeAnswer(actor.Id, actor.Name, actor.Email, [actor.Role.ToString()], own.Branches, own.Regions, own.Campaigns));
    }
}
