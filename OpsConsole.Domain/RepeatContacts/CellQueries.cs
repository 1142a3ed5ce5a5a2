using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.People;

namespace OpsConsole.Domain.RepeatContacts;

/// <summary>Counts what came to a repeat-contacts cell, under the reader's scope (docs/rules.md, "Reports of the cell").</summary>
public sealed class CellQueries(IDbContextFactory<OpsDbContext> contexts, CaseCounts shared, FeedbackQueries feedback, TimeProvider clock)
{
    /// <summary>The pivot of a local day.</summary>
    /// <param name="since">The log number that the figures must have seen; windows that heard of the same state share them. Null: as the database has it now.</param>
    public async Task<CellDay> DayAsync(Campaign campaign, DateOnly day, Actor actor, CancellationToken ct, long? since = null) => since is { } sequence
        ? await shared.GetAsync(sequence, $"cell-day|{campaign.Id}|{actor.ScopeKey}|{day:O}", () => MakeDayAsync(campaign, day, actor, CancellationToken.None), ct)
        : await MakeDayAsync(campaign, day, actor, ct);

    /// <param name="week">Its Monday.</param>
    public Task<CellWeek> WeekAsync(Campaign campaign, DateOnly week, Actor actor, CancellationToken ct) => Task.Run(async () =>
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        db.StopsWhenCancelled = true;
        var (forms, now) = (Forms(db, campaign, week, week.AddDays(6), actor), clock.GetUtcNow().UtcDateTime);
        var groups = await Groups(forms).ToListAsync(ct);
        var (areas, alarms) = (new Dictionary<string, CellAnswers>(), new List<CellAlarm>());
        await foreach (var asked in forms.Where(c => c.EscalationState != null).Select(c => new { c.Id, c.Cause, State = c.EscalationState!.Value, Data = c.EscalationData! }).AsAsyncEnumerable().WithCancellation(ct))
        {
            var round = Json.Read<Escalation>(asked.Data).Rounds[^1];
            var came = CellAnswers.Of(asked.State, round, now);
            areas[round.Area] = areas.GetValueOrDefault(round.Area) + came;
            if (came.Overdue > 0)
                alarms.Add(new(CaseNumber.Of(asked.Id), asked.Cause, round.Area, round.DueAt));
        }

        var (completed, days, time, calendar) = (0, 0, CampaignTime.Of(campaign, clock), campaign.Settings.Sla.Calendar);
        await foreach (var done in forms.Where(c => c.CompletedAt != null).Select(c => new { From = c.FormOn!.Value, At = c.CompletedAt!.Value }).AsAsyncEnumerable().WithCancellation(ct))
            (completed, days) = (completed + 1, days + BusinessDays.Between(calendar, done.From, time.Day(done.At)));
        return new CellWeek(week, !actor.IsBoundToBranches, groups, areas, [.. alarms.OrderBy(a => a.DueAt).ThenBy(a => a.Number, StringComparer.Ordinal)], completed, days, await PlanAsync(db, campaign.Id, week, ct));
    }, ct);

    /// <param name="week">Its Monday.</param>
    public Task<CellQuality> QualityAsync(Campaign campaign, DateOnly week, Actor actor, CancellationToken ct) => Task.Run(async () =>
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        db.StopsWhenCancelled = true;
        var marked = await Forms(db, campaign, week, week.AddDays(6), actor).Where(c => c.QualityMark != null).GroupBy(c => c.FormById)
            .Select(g => new { Id = g.Key, Marked = g.Count(), Wrong = g.Count(c => c.IsWrong == true) }).ToListAsync(ct);
        List<int> people = [.. marked.Select(m => m.Id).OfType<int>()];
        var known = await db.Users.AsNoTracking().Where(u => EF.Parameter(people).Contains(u.Id)).Select(u => new { u.Id, u.Name, u.Email }).ToDictionaryAsync(u => u.Id, ct);
        var counted = marked.Where(m => m.Id is { } id && known.ContainsKey(id)).Select(m => new CellAgent(m.Id!.Value, known[m.Id.Value].Name, known[m.Id.Value].Email ?? "", new(m.Marked, m.Wrong), null, default));
        var (top, apart) = CellRanking.Of(counted, a => a.Count, a => a.Name, campaign.Settings.Cell.RankedFrom);
        var records = (await feedback.OfWeekAsync(campaign, week, actor, ct)).ToDictionary(f => f.AgentId);
        var after = await AfterAsync(db, campaign, [.. top.Concat(apart).Select(a => records.GetValueOrDefault(a.Id)).OfType<FeedbackView>()], actor, ct);
        CellAgent Told(CellAgent agent) => agent with { Feedback = records.GetValueOrDefault(agent.Id), After = after.GetValueOrDefault(agent.Id) };
        return new CellQuality(week, !actor.IsBoundToBranches, campaign.Settings.Cell.RankedFrom, new(marked.Sum(m => m.Marked), marked.Sum(m => m.Wrong)), [.. top.Select(Told)], [.. apart.Select(Told)], await TrendsAsync(db, campaign, week, ct));
    }, ct);

    /// <summary>How their forms of the four weeks from the day after the record were marked.</summary>
    private async Task<IReadOnlyDictionary<int, MarkCount>> AfterAsync(OpsDbContext db, Campaign campaign, IReadOnlyList<FeedbackView> records, Actor actor, CancellationToken ct)
    {
        if (records.Count == 0)
            return new Dictionary<int, MarkCount>();
        var time = CampaignTime.Of(campaign, clock);
        var from = records.ToDictionary(r => r.AgentId, r => time.Day(r.OpenedAt).AddDays(1));
        List<int?> people = [.. from.Keys];
        var days = await Forms(db, campaign, from.Values.Min(), from.Values.Max().AddDays(CellQuality.MeasuredDays - 1), actor).Where(c => c.QualityMark != null && EF.Parameter(people).Contains(c.FormById)).GroupBy(c => new { c.FormById, c.FormOn })
            .Select(g => new { Id = g.Key.FormById!.Value, Day = g.Key.FormOn!.Value, Marked = g.Count(), Wrong = g.Count(c => c.IsWrong == true) }).ToListAsync(ct);
        return days.Where(d => d.Day >= from[d.Id] && d.Day < from[d.Id].AddDays(CellQuality.MeasuredDays)).GroupBy(d => d.Id).ToDictionary(g => g.Key, g => new MarkCount(g.Sum(d => d.Marked), g.Sum(d => d.Wrong)));
    }

    /// <summary>The log has no branches: it counts for the whole campaign.</summary>
    private async Task<IReadOnlyList<CellCauseTrend>> TrendsAsync(OpsDbContext db, Campaign campaign, DateOnly week, CancellationToken ct)
    {
        var (id, time, weeks) = (campaign.Id, CampaignTime.Of(campaign, clock), new Dictionary<string, (int Contacts, int Repeats)[]>());
        for (var i = 0; i < CellQuality.TrendWeeks; i++)
        {
            var monday = week.AddDays(7 * (i + 1 - CellQuality.TrendWeeks));
            var (from, to) = (time.StartOf(monday), time.StartOf(monday.AddDays(7)));
            foreach (var cause in await db.Contacts.AsNoTracking().Where(c => c.CampaignId == id && c.At >= from && c.At < to).GroupBy(c => c.Cause).Select(g => new { g.Key, Contacts = g.Count(), Repeats = g.Count(c => c.IsRepeat) }).ToListAsync(ct))
            {
                if (!weeks.TryGetValue(cause.Key ?? "", out var counts))
                    weeks[cause.Key ?? ""] = counts = new (int, int)[CellQuality.TrendWeeks];
                counts[i] = (counts[i].Contacts + cause.Contacts, counts[i].Repeats + cause.Repeats);
            }
        }

        return [.. weeks.Select(w => new CellCauseTrend(w.Key.Length == 0 ? null : w.Key, w.Value)).OrderByDescending(t => t.Repeats).ThenByDescending(t => t.Contacts).ThenBy(t => t.Cause, StringComparer.Ordinal)];
    }

    private Task<CellDay> MakeDayAsync(Campaign campaign, DateOnly day, Actor actor, CancellationToken ct) => Task.Run(async () =>
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        db.StopsWhenCancelled = true;
        return new CellDay(day, !actor.IsBoundToBranches, await Groups(Forms(db, campaign, day, day, actor)).ToListAsync(ct));
    }, ct);

    /// <summary>What was merged into another case or taken back counts nowhere.</summary>
    private static IQueryable<Case> Forms(OpsDbContext db, Campaign campaign, DateOnly from, DateOnly to, Actor actor)
    {
        var id = campaign.Id;
        return db.Cases.AsNoTracking().VisibleTo(actor).Where(c => c.CampaignId == id && c.FormOn >= from && c.FormOn <= to && c.MergedIntoId == null);
    }

    private static IQueryable<CellGroup> Groups(IQueryable<Case> forms) => forms.GroupBy(c => new { c.Cause, c.EscalationState, c.Area })
        .Select(g => new CellGroup(g.Key.Cause, g.Key.EscalationState, g.Key.Area, new CellCount(g.Count(), g.Key.EscalationState == null ? 0 : g.Count(), g.Count(c => c.IsOpen))));

    private static async Task<WeekPlan> PlanAsync(OpsDbContext db, int campaign, DateOnly week, CancellationToken ct) =>
        await db.ClientWeeks.AsNoTracking().Where(w => w.CampaignId == campaign && w.Week == week)
            .Select(w => new WeekPlan(w.ActionPlan, db.Users.Where(u => u.Id == w.PlannedById).Select(u => u.Name).FirstOrDefault(), w.PlannedAt, w.SentAt, w.Version)).SingleOrDefaultAsync(ct) ?? WeekPlan.None;
}
