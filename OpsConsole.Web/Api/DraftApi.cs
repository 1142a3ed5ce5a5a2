using Microsoft.AspNetCore.Antiforgery;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;
using OpsConsole.Web.Account;

namespace OpsConsole.Web.Api;

/// <summary>Where a page that is being left, or has lost its circuit, puts what was typed. Only for the console's own pages: cookie and antiforgery token.</summary>
public static class DraftApi
{
    /// <summary>The draft exactly as the page holds it, and the version that the typing was based on.</summary>
    public sealed record DraftBody(string? Content, long BaseVersion);

    public static void MapDrafts(this IEndpointRouteBuilder routes) =>
        routes.MapPut("/api/v1/cases/{number}/draft", SaveAsync).RequireAuthorization().ExcludeFromDescription();

    private static async Task<IResult> SaveAsync(string number, DraftBody draft, HttpContext http, IAntiforgery antiforgery, DraftDesk desk, Actor actor, CancellationToken ct)
    {
        if (!await antiforgery.IsRequestValidAsync(http))
            return AccessAnswers.Forbidden();
        return await desk.SaveAsync(number, draft.Content ?? "", draft.BaseVersion, actor, ct) switch
        {
            Outcome.Done => Results.NoContent(),
            Outcome.Missing => Results.NotFound(),
            Outcome.SignedOut => AccessAnswers.Unauthenticated(),
            Outcome.Invalid => Results.BadRequest(),
            _ => AccessAnswers.Forbidden(),
        };
    }
}
