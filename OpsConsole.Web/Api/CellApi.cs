using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;
using OpsConsole.Domain.RepeatContacts;

namespace OpsConsole.Web.Api;

public sealed record CellCountAnswer(int Forms, int Escalated, int Pending)
{
    public static CellCountAnswer Of(CellCount c) => new(c.Forms, c.Escalated, c.Pending);
}

/// <summary>Forms of one cause, state of the question and area; state null: no area was asked.</summary>
public sealed record CellGroupAnswer(string? Cause, string? State, string? Area, CellCountAnswer Count)
{
    public static CellGroupAnswer Of(CellGroup g) => new(g.Cause, g.State is { } state ? Codes.Of(state) : null, g.Area, CellCountAnswer.Of(g.Count));
}

public sealed record CellDayAnswer(DateOnly Day, CellCountAnswer Total, IReadOnlyList<CellGroupAnswer> Groups);

public sealed record CellAreaAnswer(string Area, int Asked, int InTime, int Late, int Returned, int Waiting, int Overdue);

public sealed record CellPlanAnswer(string? Text, string? By, DateTime? At, DateTime? SentAt, long Version);

public sealed record CellTrendAnswer(string? Cause, int Contacts, int Repeats, IReadOnlyList<int> RepeatsByWeek);

public sealed record CellAgentAnswer(int Id, string Name, int Marked, int Wrong, decimal? Rate, long? Feedback, decimal? RateAfter);

/// <summary>Mean days: business days from the form to the end, of those completed, one decimal; null where none is.</summary>
public sealed record CellWeekAnswer(DateOnly Week, CellCountAnswer Total, IReadOnlyList<CellGroupAnswer> Groups, IReadOnlyList<CellAreaAnswer> Areas, IReadOnlyList<CellAlarm> Alarms, decimal? MeanDays, CellPlanAnswer Plan,
    int RankedFrom, IReadOnlyList<CellAgentAnswer> Top, IReadOnlyList<CellAgentAnswer> Apart, IReadOnlyList<CellTrendAnswer> Causes);

/// <summary>The reports of a cell: one day, and the week that was asked for; one of the two is null where only the other was asked for.</summary>
public sealed record CellAnswer(string Campaign, CellDayAnswer? Day, CellWeekAnswer? Week);

/// <summary>`/api/v1/campaigns/{code}/cell?day=|week=`: what the pages of the cell show; yesterday where nothing is said. A week is named by its Monday.</summary>
public static class CellApi
{
    public static void MapCell(this RouteGroupBuilder api) =>
        api.MapGet("/campaigns/{code}/cell", ReadAsync).WithTags("reports").Produces<CellAnswer>().ProducesProblem(400).ProducesProblem(404);

    private static async Task<ApiAnswer> ReadAsync(string code, string? day, string? week, Actor actor, CampaignQueries campaigns, CellQueries queries, TimeProvider clock, ApiResults results, CancellationToken ct)
    {
        if (await campaigns.FindAsync(code, actor, ct) is not { } campaign)
            return results.Missing;
        if (campaign.Kind != CampaignKind.RepeatContact)
            return results.Invalid([new("report.not_cell", "code")]);
        List<Refusal> errors = [];
        var (askedDay, askedWeek) = (RetentionApi.Day(day, nameof(day), errors), RetentionApi.Day(week, nameof(week), errors));
        var today = CampaignTime.Of(campaign, clock).Today;
        var ((of, wrongDay), (monday, wrongWeek)) = (CellHour.Day(askedDay, today), CellHour.Week(askedWeek, today));
        errors.AddRange(new[] { wrongDay, wrongWeek }.OfType<Refusal>());
        if (errors.Count > 0)
            return results.Invalid(errors);
        var isWeek = askedWeek is not null;
        return ApiResults.Ok(new CellAnswer(code, isWeek && askedDay is null ? null : DayOf(await queries.DayAsync(campaign, of, actor, ct)),
            isWeek ? WeekOf(await queries.WeekAsync(campaign, monday, actor, ct), await queries.QualityAsync(campaign, monday, actor, ct)) : null));
    }

    private static CellDayAnswer DayOf(CellDay d) => new(d.Day, CellCountAnswer.Of(d.Total), [.. d.Groups.Select(CellGroupAnswer.Of)]);

    private static CellWeekAnswer WeekOf(CellWeek w, CellQuality q) => new(w.Week, CellCountAnswer.Of(w.Total), [.. w.Groups.Select(CellGroupAnswer.Of)],
        [.. w.Areas.OrderBy(a => a.Key, StringComparer.Ordinal).Select(a => new CellAreaAnswer(a.Key, a.Value.Asked, a.Value.InTime, a.Value.Late, a.Value.Returned, a.Value.Waiting, a.Value.Overdue))], w.Alarms, w.MeanDays,
        new(w.Plan.Text, w.Plan.By, w.Plan.At, w.Plan.SentAt, w.Plan.Version), q.RankedFrom, [.. q.Top.Select(AgentOf)], [.. q.Apart.Select(AgentOf)],
        [.. q.Trends.Select(t => new CellTrendAnswer(t.Cause, t.Contacts, t.Repeats, [.. t.Weeks.Select(x => x.Repeats)]))]);

    private static CellAgentAnswer AgentOf(CellAgent a) => new(a.Id, a.Name, a.Count.Marked, a.Count.Wrong, a.Count.Rate, a.Feedback?.Id, a.After.Rate);
}
