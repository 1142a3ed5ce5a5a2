using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Filters;
using OpsConsole.Domain.People;
using OpsConsole.Web.Controls;

namespace OpsConsole.Web.Api;

/// <summary>A campaign with its figures; effectiveness in percent, null where nobody was invited.</summary>
public sealed record CampaignAnswer(string Code, string Name, string Kind, string Status, DateTime CreatedAt, DateTime ModifiedAt, int? Base, int Effective, decimal? Effectiveness)
{
    public static CampaignAnswer Of(CampaignSummary c) => new(c.Code, c.Name, c.Kind.ToString(), c.Status.ToString(), c.CreatedAt, c.ModifiedAt, c.Base, c.Effective, c.Effectiveness);
}

public sealed record CampaignBody(string? Code, string? Name, string? Kind);

public sealed record FieldAnswer(string Source, string Name, string Label, string Type, bool Indexed);

/// <summary>`/api/v1/campaigns`: the projects and their columns.</summary>
public static class CampaignsApi
{
    public static void MapCampaigns(this RouteGroupBuilder api)
    {
        var campaigns = api.MapGroup("/campaigns").WithTags("campaigns");
        campaigns.MapGet("", async (Actor actor, CampaignQueries queries, CancellationToken ct) => ApiResults.Ok((await queries.ListAsync(actor, ct)).Select(CampaignAnswer.Of).ToList())).Produces<CampaignAnswer[]>();
        campaigns.MapPost("", CreateAsync).AddEndpointFilter<Idempotency>().Produces<CampaignAnswer>(201).ProducesProblem(400).ProducesProblem(403).ProducesProblem(409);
        campaigns.MapGet("/{code}/fields", FieldsAsync).Produces<FieldAnswer[]>().ProducesProblem(404);
    }

    private static async Task<ApiAnswer> CreateAsync(JsonBody<CampaignBody> body, Actor actor, CampaignDesk desk, CampaignQueries queries, ApiResults results, CancellationToken ct)
    {
        if (body.Value is not { } asked)
            return actor.MayManageCampaigns ? results.Unreadable(body.Error!, body.Status) : results.Forbidden;
        CampaignKind? kind = Enum.TryParse<CampaignKind>(asked.Kind, out var known) && known.ToString() == asked.Kind ? known : null;
        if (kind is null && !string.IsNullOrEmpty(asked.Kind) && actor.MayManageCampaigns)
            return results.Invalid([new("unknown", "kind")]);
        return await results.OfAsync(await desk.CreateAsync(asked.Code, asked.Name, kind, actor, ct), async done =>
            ApiResults.Created(CampaignAnswer.Of((await queries.ListAsync(actor, ct)).Single(c => c.Code == done.Id)), $"/api/v1/campaigns/{done.Id}"));
    }

    private static async Task<ApiAnswer> FieldsAsync(string code, Actor actor, CampaignQueries queries, FieldLabels labels, ApiResults results, CancellationToken ct) =>
        await queries.FindAsync(code, actor, ct) is { } campaign
            ? ApiResults.Ok(FieldCatalog.Of(campaign).Fields.Select(f => new FieldAnswer(f.Source, f.Name, labels[f], f.Type.ToString().ToLowerInvariant(), f.Indexed)).ToList())
            : results.Missing;
}
