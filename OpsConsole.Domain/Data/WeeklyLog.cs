using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Reports;

namespace OpsConsole.Domain.Data;

/// <summary>Reads the alerts of a campaign as they stood at a moment, out of their log: the same whenever it is asked (docs/rules.md, "Weekly report").</summary>
internal static class WeeklyLog
{
    private const int Slice = 1_000;

    /// <summary>Entries that leave everything counted here as it was.</summary>
    private static readonly string[] Quiet = [CaseEventType.Attempt, CaseEventType.Note, CaseEventType.Message, CaseEventType.Attachment, CaseEventType.NextContactDue, CaseEventType.DeadlinePassed, CaseEventType.ContactPoint, CaseEventType.Account, CaseEventType.BaseUpdated, CaseEventType.Reminder, CaseEventType.AnswerLate];

    public static async Task<WeeklyFigures> ReadAsync(OpsDbContext db, Campaign campaign, DateOnly week, WeeklyHour hour, CampaignTime time, CancellationToken ct)
    {
        DateTime Start(int weeks) => time.StartOf(week.AddDays(7 * weeks));
        var (frozen, frozenBefore) = (hour.FreezeOf(week), hour.FreezeOf(week.AddDays(-7)));
        var log = await LaterAsync(db, campaign.Id, frozenBefore, ct);
        var stored = await CasesAsync(db, campaign.Id, Start(1 - WeeklyFigures.CurveWeeks), log.Keys, ct);
        var atFreeze = stored.ConvertAll(c => AsOf(c, log, frozen, DateTime.MaxValue));
        var earlier = atFreeze.ConvertAll(c => AsOf(c, log, frozenBefore, frozen));
        var deeds = await DeedsAsync(db, campaign.Id, Start(-1), frozen, ct);
        WeeklyCount now = new(Start(0), Start(1), frozen), before = new(Start(-1), Start(0), frozenBefore);
        var (numbers, formerly) = (now.Numbers(atFreeze, deeds), before.Numbers(earlier, deeds));
        var (causes, causesBefore) = (now.Causes(atFreeze), before.Causes(earlier));
        var curve = Enumerable.Range(1 - WeeklyFigures.CurveWeeks, WeeklyFigures.CurveWeeks).Select(w => new WeeklyCount(Start(w), Start(w + 1), frozen)).ToList();
        var branches = atFreeze.Where(c => c.Counts).ToLookup(c => c.BranchId);
        return new(week, frozen,
            [.. numbers.Keys.Union(formerly.Keys).Order().Select(id => new WeeklyBranch(id, numbers.GetValueOrDefault(id, WeeklyNumbers.Zero), formerly.GetValueOrDefault(id, WeeklyNumbers.Zero),
                [.. causes.Keys.Union(causesBefore.Keys).Where(k => k.Branch == id).OrderBy(k => k.Code, StringComparer.Ordinal).Select(k => new WeeklyCause(k.Code, causes.GetValueOrDefault(k), causesBefore.GetValueOrDefault(k)))],
                [.. curve.Select(w => w.Due(branches[id]))])).Where(b => b.Now != WeeklyNumbers.Zero || b.Before != WeeklyNumbers.Zero || b.Weeks.Any(w => w.Due > 0))],
            now.Late(atFreeze, deeds));
    }

    /// <summary>What happened after a moment, by case, the last thing first.</summary>
    private static async Task<Dictionary<long, List<(DateTime At, string Type, string Data)>>> LaterAsync(OpsDbContext db, int campaignId, DateTime after, CancellationToken ct)
    {
        var log = new Dictionary<long, List<(DateTime At, string Type, string Data)>>();
        await foreach (var e in db.CaseEvents.AsNoTracking().Where(e => e.CampaignId == campaignId && e.At > after && !Quiet.Contains(e.Type)).OrderByDescending(e => e.Sequence).Select(e => new { e.CaseId, e.At, e.Type, e.Data }).AsAsyncEnumerable().WithCancellation(ct))
        {
            if (!log.TryGetValue(e.CaseId, out var entries))
                log[e.CaseId] = entries = [];
            entries.Add((e.At, e.Type, e.Data));
        }

        return log;
    }

    /// <summary>Everything that can count since then: open, or surveyed, due or completed since, or changed by the log that is taken back.</summary>
    private static async Task<List<WeeklyCase>> CasesAsync(OpsDbContext db, int campaignId, DateTime since, IReadOnlyCollection<long> touched, CancellationToken ct)
    {
        var all = await Read(db.Cases.Where(c => c.CampaignId == campaignId && (c.IsOpen || c.ReceivedAt >= since || c.DueAt >= since || c.CompletedAt >= since))).ToListAsync(ct);
        var known = all.Select(c => c.Id).ToHashSet();
        foreach (var slice in touched.Where(id => !known.Contains(id)).Order().Chunk(Slice))
            all.AddRange(await Read(db.Cases.Where(c => EF.Parameter(slice).Contains(c.Id))).ToListAsync(ct));
        return all;
    }

    private static IQueryable<WeeklyCase> Read(IQueryable<Case> cases) => cases.AsNoTracking().Select(c => new WeeklyCase
    {
        Id = c.Id,
        BranchId = c.BranchId,
        Status = c.Status,
        ResponsibleId = c.ResponsibleId,
        RootCause = c.RootCause,
        ReceivedAt = c.ReceivedAt,
        DueAt = c.DueAt,
        CompletedAt = c.CompletedAt,
        IsAlert = c.IsAlert,
        IsGone = c.IsRemoved || c.MergedIntoId != null,
    });

    private static async Task<WeeklyDeeds> DeedsAsync(OpsDbContext db, int campaignId, DateTime since, DateTime until, CancellationToken ct)
    {
        var attempts = await db.Attempts.AsNoTracking().Where(a => a.RecordedAt <= until && db.Cases.Any(c => c.Id == a.CaseId && c.CampaignId == campaignId && (c.IsOpen || c.ReceivedAt >= since || c.CompletedAt >= since)))
            .Select(a => new { a.CaseId, a.At, a.RecordedAt }).ToListAsync(ct);
        var reminders = await db.CaseEvents.AsNoTracking().Where(e => e.CampaignId == campaignId && e.Type == CaseEventType.Reminder && e.ById != null && e.At <= until && db.Cases.Any(c => c.Id == e.CaseId && (c.IsOpen || c.CompletedAt >= since)))
            .Select(e => new { e.CaseId, e.At }).ToListAsync(ct);
        return new(attempts.ToLookup(a => a.CaseId, a => (a.At, a.RecordedAt)), reminders.ToLookup(r => r.CaseId, r => r.At));
    }

    private static WeeklyCase AsOf(WeeklyCase stored, Dictionary<long, List<(DateTime At, string Type, string Data)>> log, DateTime moment, DateTime until)
    {
        foreach (var (at, type, data) in log.GetValueOrDefault(stored.Id, []))
            if (at > moment && at <= until)
                stored = stored.Before(type, data);
        return stored;
    }
}
