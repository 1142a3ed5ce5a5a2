using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Filters;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;

namespace OpsConsole.Web.Api;

/// <summary>`/api/v1/campaigns/{code}/filters`: the saved filters that the caller knows of.</summary>
public static class FiltersApi
{
    public static void MapFilters(this RouteGroupBuilder api)
    {
        var filters = api.MapGroup("/campaigns/{code}/filters").WithTags("filters");
        filters.MapGet("", ListAsync).Produces<FilterAnswer[]>().ProducesProblem(404);
        filters.MapPost("", CreateAsync).AddEndpointFilter<Idempotency>().Produces<FilterAnswer>(201).ProducesProblem(400).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409);
        filters.MapGet("/{id}", FindAsync).Produces<FilterAnswer>().ProducesProblem(404).ProducesProblem(409);
        filters.MapPut("/{id}", ChangeAsync).Produces<FilterAnswer>().ProducesProblem(400).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409);
        filters.MapDelete("/{id}", RemoveAsync).Produces(204).ProducesProblem(403).ProducesProblem(404);
    }

    private static async Task<ApiAnswer> ListAsync(string code, Actor actor, SavedFilterQueries queries, ApiResults results, CancellationToken ct) =>
        await queries.ListAsync(code, actor, ct) is { } all ? ApiResults.Ok(all.Select(f => FilterAnswer.Of(f)).ToList()) : results.Missing;

    private static async Task<ApiAnswer> FindAsync(string code, string id, Actor actor, SavedFilterQueries queries, CampaignQueries campaigns, CaseQueries cases, ApiResults results, CancellationToken ct)
    {
        if (await queries.FindAsync(code, id, actor, ct) is not { } found)
            return results.Missing;
        if (found.Tree is null)
            return results.Refused([new("filter.damaged"), .. found.Problems]);
        try
        {
            var query = new CaseQuery((await campaigns.FindAsync(code, actor, ct))!.Id) { Filter = found.Tree };
            return ApiResults.Ok(FilterAnswer.Of(found, await cases.CountAsync(query, actor, ct)), found.Version);
        }
        catch (RefusedException)        // too slow to count: the filter itself is there all the same
        {
            return ApiResults.Ok(FilterAnswer.Of(found), found.Version);
        }
    }

    private static async Task<ApiAnswer> CreateAsync(string code, JsonBody<FilterBody> body, Actor actor, SavedFilterDesk desk, SavedFilterQueries queries, CampaignQueries campaigns, ApiResults results, CancellationToken ct)
    {
        if (body.Value is null)
            return await campaigns.FindAsync(code, actor, ct) is null ? results.Missing : results.Unreadable(body.Error!, body.Status);
        return await results.OfAsync(await desk.CreateAsync(code, body.Value.Form, actor, ct), async done =>
            ApiResults.Created(FilterAnswer.Of((await queries.FindAsync(code, done.Id!, actor, ct))!), $"/api/v1/campaigns/{code}/filters/{done.Id}"));
    }

    private static async Task<ApiAnswer> ChangeAsync(string code, string id, JsonBody<FilterBody> body, Actor actor, SavedFilterDesk desk, SavedFilterQueries queries, ApiResults results, CancellationToken ct)
    {
        if (body.Value is null)
            return await queries.FindAsync(code, id, actor, ct) is null ? results.Missing : results.Unreadable(body.Error!, body.Status);
        return await results.OfAsync(await desk.ChangeAsync(code, id, body.Value.Form, actor, ct), async done =>
            ApiResults.Ok(FilterAnswer.Of((await queries.FindAsync(code, id, actor, ct))!), done.Version));
    }

    private static async Task<IResult> RemoveAsync(string code, string id, Actor actor, SavedFilterDesk desk, ApiResults results, CancellationToken ct)
    {
        var outcome = await desk.RemoveAsync(code, id, actor, ct);
        return outcome is Outcome.Done ? Results.NoContent() : await results.OfAsync(outcome, _ => throw new InvalidOperationException());
    }
}
