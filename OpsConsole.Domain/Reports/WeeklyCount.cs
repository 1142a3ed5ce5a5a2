using OpsConsole.Domain.Cases;

namespace OpsConsole.Domain.Reports;

/// <summary>What else of an alert counts beside its state: its attempts as far as they were written down, and the reminders (docs/rules.md, "Weekly report").</summary>
internal sealed record WeeklyDeeds(ILookup<long, (DateTime At, DateTime RecordedAt)> Attempts, ILookup<long, DateTime> Reminders);

/// <summary>Counts one week over alerts as they stood at its freeze; knows no database (docs/rules.md, "Weekly report").</summary>
internal sealed record WeeklyCount(DateTime From, DateTime To, DateTime FrozenAt)
{
    public IReadOnlyDictionary<int, WeeklyNumbers> Numbers(IEnumerable<WeeklyCase> cases, WeeklyDeeds deeds) =>
        cases.Where(c => c.Counts).GroupBy(c => c.BranchId).ToDictionary(g => g.Key, g => g.Aggregate(WeeklyNumbers.Zero, (sum, c) => sum + Of(c, deeds)));

    public IReadOnlyDictionary<(int Branch, string Code), int> Causes(IEnumerable<WeeklyCase> cases) =>
        cases.Where(c => c.Counts && IsCompletedHere(c) && c.RootCause is not null).GroupBy(c => (c.BranchId, c.RootCause!)).ToDictionary(g => g.Key, g => g.Count());

    public IReadOnlyList<WeeklyLate> Late(IEnumerable<WeeklyCase> cases, WeeklyDeeds deeds) =>
        [.. cases.Where(c => c.Counts && IsOpenLate(c)).OrderBy(c => c.DueAt).ThenBy(c => c.Id)
            .Select(c => new WeeklyLate(c.Id, c.BranchId, c.Status, c.ResponsibleId, c.ReceivedAt, c.DueAt!.Value, Days(c), Reminders(c, deeds)))];

    public WeeklyDue Due(IEnumerable<WeeklyCase> cases)
    {
        var due = cases.Where(c => c.Counts && IsWithin(c.DueAt)).ToList();
        return new(due.Count, due.Count(c => c.IsCompleted && c.IsInTime));
    }

    private WeeklyNumbers Of(WeeklyCase c, WeeklyDeeds deeds)
    {
        var attempts = deeds.Attempts[c.Id].Where(a => a.RecordedAt <= FrozenAt).ToList();
        var (done, late, due) = (IsCompletedHere(c), IsOpenLate(c), IsWithin(c.DueAt));
        var contacted = attempts.Count > 0 && IsWithin(attempts.Min(a => a.At));
        return new(
            Received: IsWithin(c.ReceivedAt) ? 1 : 0,
            InTime: done && c.IsInTime ? 1 : 0,
            Late: done && !c.IsInTime ? 1 : 0,
            OpenLate: late ? 1 : 0,
            WorstDays: late ? Days(c) : 0,
            Due: due ? 1 : 0,
            DueInTime: due && c.IsCompleted && c.IsInTime ? 1 : 0,
            OnLateAttempts: done && attempts.Any(a => (a.RecordedAt - a.At).Duration() > ContactAttempt.LateAfter) ? 1 : 0,
            Chased: late && Reminders(c, deeds) > 0 ? 1 : 0,
            Contacted: contacted ? 1 : 0,
            ContactMinutes: contacted ? Math.Max(0, (long)(attempts.Min(a => a.At) - c.ReceivedAt).TotalMinutes) : 0);
    }

    private bool IsCompletedHere(WeeklyCase c) => c.IsCompleted && IsWithin(c.CompletedAt);

    private bool IsOpenLate(WeeklyCase c) => !c.IsCompleted && c.DueAt < FrozenAt;

    private bool IsWithin(DateTime? at) => at >= From && at < To;

    private int Days(WeeklyCase c) => (int)Math.Ceiling((FrozenAt - c.DueAt!.Value).TotalDays);

    private int Reminders(WeeklyCase c, WeeklyDeeds deeds) => deeds.Reminders[c.Id].Count(at => at <= FrozenAt);
}
