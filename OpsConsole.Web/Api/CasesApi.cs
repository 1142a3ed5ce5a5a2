using System.Text.Json;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Live;
using OpsConsole.Domain.People;
using OpsConsole.Domain.Sla;

namespace OpsConsole.Web.Api;

/// <summary>`/api/v1/cases`: search, one case, its log.</summary>
public static class CasesApi
{
    private const int MostEvents = 1_000;

    public static void MapCases(this RouteGroupBuilder api)
    {
        var cases = api.MapGroup("/cases").WithTags("cases");
        cases.MapPost("/search", SearchAsync).Produces<SearchAnswer>().ProducesProblem(400).ProducesProblem(404);
        cases.MapPost("", CreateAsync).AddEndpointFilter<Idempotency>().Produces<CaseAnswer>(201).ProducesProblem(400).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409);
        cases.MapPatch("/{number}", DescribeAsync).Produces<CaseAnswer>().ProducesProblem(400).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409).ProducesProblem(412).ProducesProblem(428);
        api.MapGet("/queue", QueueAsync).WithTags("cases").Produces<CaseAnswer[]>();
        cases.MapGet("/{number}", FindAsync).Produces<CaseAnswer>().ProducesProblem(404);
        cases.MapGet("/{number}/events", EventsAsync).Produces<EventAnswer[]>().ProducesProblem(404);
        cases.MapGet("/{number}/deadline", async (string number, Actor actor, DeadlineQueries deadlines, ApiResults results, CancellationToken ct) =>
            await deadlines.OfCaseAsync(number, actor, ct) is { } found ? ApiResults.Ok(DeadlineAnswer.Of(found)) : results.Missing).Produces<DeadlineAnswer>().ProducesProblem(404);
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
        var (query, errors) = asked.Read(campaign);
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

    private static async Task<ApiAnswer> CreateAsync(JsonBody<NewCaseBody> body, Actor actor, CaseDesk desk, CampaignQueries campaigns, CaseAnswers answers, ApiResults results, CancellationToken ct)
    {
        if (body.Value is not { } asked)
            return actor.MayWork ? results.Unreadable(body.Error!, body.Status) : results.Forbidden;
        if (string.IsNullOrEmpty(asked.Campaign))
            return actor.MayWork ? results.Invalid([new("required", "campaign")]) : results.Forbidden;
        var (customer, errors) = asked.Customer?.Read() ?? (null, []);
        if (errors.Count > 0)
            return actor.MayWork ? results.Invalid(errors) : results.Forbidden;
        var isForm = asked.Form is not null || (await campaigns.FindAsync(asked.Campaign, actor, ct))?.Kind == CampaignKind.RepeatContact;
        var outcome = isForm ? OfForm(await desk.FillFormAsync(asked.Campaign, asked.Branch, asked.Escalation, asked.Customer?.Id, actor, ct, customer))
            : await desk.CreateAsync(asked.Campaign, asked.Branch, asked.Service, asked.Customer?.Id, customer, actor, ct);
        return await results.OfAsync(outcome, async done =>
            new(StatusCodes.Status201Created, (await answers.FindAsync(done.Id!, actor, ct))!, done.Version, $"/api/v1/cases/{done.Id}"));
    }

    /// <summary>Account, branch and customer stand in the body, everything else in its form.</summary>
    private static Outcome OfForm(Outcome outcome) => outcome is not Outcome.Invalid invalid ? outcome
        : new Outcome.Invalid([.. invalid.Errors.Select(e => e.Field is null or "account" or "branch" || e.Field.StartsWith("customer", StringComparison.Ordinal) ? e : e with { Field = "form." + e.Field })]);

    private static async Task<ApiAnswer> DescribeAsync(string number, JsonBody<CasePatch> body, IfMatch match, Actor actor, CaseDesk desk, CaseFactQueries facts, CaseAnswers answers, ApiResults results, CancellationToken ct)
    {
        if (await facts.FindAsync(number, actor, ct) is not { } known)
            return results.Missing;
        if (!actor.MayWork)
            return results.Forbidden;
        if (body.Value is not { } patch)
            return results.Unreadable(body.Error!, body.Status);
        if (match.IsMalformed)
            return results.Invalid([new("version.malformed", "If-Match")]);
        if (match.Version is not { } version)
            return results.VersionRequired;
        if (known.Row.Subject?.Requirement is { } requirement)
        {
            var (ticket, wrong) = patch.Over(known.Row, requirement);
            return wrong.Count > 0 ? results.Invalid(wrong) : await results.OfAsync(await desk.ChangeRequirementAsync(number, version, ticket, actor, ct), async done => ApiResults.Ok((await answers.FindAsync(number, actor, ct))!, done.Version));
        }
        var (form, errors) = patch.Over(known.Row);
        if (errors.Count > 0)
            return results.Invalid(errors);
        return await results.OfAsync(await desk.DescribeAsync(number, version, form, actor, ct), async done => ApiResults.Ok((await answers.FindAsync(number, actor, ct))!, done.Version));
    }

    private static async Task<ApiAnswer> QueueAsync(Actor actor, QueueQueries queue, CaseAnswers answers, CampaignQueries campaigns, CancellationToken ct)
    {
        var rows = await queue.ReadAsync(QueueQueries.Most, actor, ct);
        var answered = new Dictionary<string, CaseAnswer>();
        foreach (var group in rows.GroupBy(r => r.CampaignId))
            if (await campaigns.OfIdAsync(group.Key, actor, ct) is { } campaign)
                foreach (var one in await answers.OfAsync([.. group], campaign, actor, ct))
                    answered[one.Number] = one;
        return ApiResults.Ok(rows.Where(r => answered.ContainsKey(r.Number)).Select(r => answered[r.Number]).ToList());
    }

    private static async Task<ApiAnswer> FindAsync(string number, Actor actor, CaseAnswers answers, AccessLog accesses, ApiResults results, CancellationToken ct)
    {
        if (await answers.FindAsync(number, actor, ct) is not { } found)
            return results.Missing;
        await accesses.CaseAsync(actor, AccessType.View, CaseNumber.IdOf(number), ct);
        return ApiResults.Ok(found, found.Version);
    }

    private static async Task<ApiAnswer> EventsAsync(string number, string? after, Actor actor, CaseHistoryQueries history, ApiResults results, CancellationToken ct)
    {
        var from = 0L;
        var isNumber = after is null || (long.TryParse(after, out from) && from >= 0);
        if (await history.EventsAsync(number, from, MostEvents, actor, ct) is not { } entries)
            return results.Missing;
        return isNumber ? ApiResults.Ok(entries.Select(EventAnswer.Of).ToList())
            : results.Invalid([new("number", "after")]);
    }
}
