using System.Text.Json;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;

namespace OpsConsole.Web.Api;

/// <summary>`/api/v1/cases`: search, one case, its log.</summary>
public static class CasesApi
{
    private const int MostEvents = 1_000;

    public static void MapCases(this RouteGroupBuilder api)
    {
        var cases = api.MapGroup("/cases").WithTags("cases");
        cases.MapPost("/search", SearchAsync).Produces<SearchAnswer>().ProducesProblem(400).ProducesProblem(404);
        cases.MapGet("/{number}", FindAsync).Produces<CaseAnswer>().ProducesProblem(404);
        cases.MapGet("/{number}/events", EventsAsync).Produces<EventAnswer[]>().ProducesProblem(404);
        cases.MapCaseVerbs();
    }

    private static async Task<ApiAnswer> SearchAsync(JsonBody<SearchBody> body, Actor actor, CampaignQueries campaigns, CaseQueries queries, CaseAnswers answers, ApiResults results, CancellationToken ct)
    {
        if (body.Value is not { } asked)
            return results.Unreadable(body.Error!, body.Status);
        if (string.IsNullOrEmpty(asked.Campaign))
            return results.Invalid([new("required", "campaign")]);
        if (await campaigns.FindAsync(asked.Campaign, actor, ct) is not { } campaign)
            return results.Missing;
        var (query, errors) = asked.Read(campaign.Id);
        if (query is null)
            return results.Invalid(errors);
        try
        {
            var page = await queries.PageAsync(query, actor, ct);
            var total = await queries.CountAsync(query, actor, ct);
            return ApiResults.Ok(new SearchAnswer(total, await answers.OfAsync(page.Rows, campaign, actor, ct), page.NextCursor));
        }
        catch (RefusedException refused)
        {
            return results.Invalid(refused.Reasons);
        }
    }

    private static async Task<ApiAnswer> FindAsync(string number, Actor actor, CaseAnswers answers, ApiResults results, CancellationToken ct) =>
        await answers.FindAsync(number, actor, ct) is { } found ? ApiResults.Ok(found, found.Version) : results.Missing;

    private static async Task<ApiAnswer> EventsAsync(string number, string? after, Actor actor, CaseHistoryQueries history, ApiResults results, CancellationToken ct)
    {
        var from = 0L;
        var isNumber = after is null || (long.TryParse(after, out from) && from >= 0);
        if (await history.EventsAsync(number, from, MostEvents, actor, ct) is not { } entries)
            return results.Missing;
        return isNumber ? ApiResults.Ok(entries.Select(e => new EventAnswer(e.Sequence, e.At, e.ById is { } by ? new(by, e.ByName) : null, e.Type, e.Data)).ToList())
            : results.Invalid([new("number", "after")]);
    }
}
