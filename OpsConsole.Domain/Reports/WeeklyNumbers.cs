namespace OpsConsole.Domain.Reports;

/// <summary>What is counted of one branch, or of several, in one week (docs/rules.md, "Weekly report").</summary>
/// <param name="Received">Alerts surveyed in the week.</param>
/// <param name="InTime">Completed in the week, at their deadline at the latest.</param>
/// <param name="Late">Completed in the week, after their deadline.</param>
/// <param name="OpenLate">Not completed at the freeze though their deadline was over.</param>
/// <param name="WorstDays">The longest delay among these, in started days.</param>
/// <param name="Due">Alerts whose deadline ended in the week.</param>
/// <param name="DueInTime">Those of them that were completed in time.</param>
/// <param name="OnLateAttempts">Completed in the week with an attempt that was written down more than 15 minutes off.</param>
/// <param name="Chased">Of those open late, how many somebody was reminded of.</param>
/// <param name="Contacted">Alerts whose first attempt was in the week.</param>
/// <param name="ContactMinutes">From the survey to these attempts, all together.</param>
public sealed record WeeklyNumbers(int Received, int InTime, int Late, int OpenLate, int WorstDays, int Due, int DueInTime, int OnLateAttempts, int Chased, int Contacted, long ContactMinutes)
{
    public static readonly WeeklyNumbers Zero = new(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    public int Completed => InTime + Late;

    /// <summary>Share in time of those due in the week; null where none was.</summary>
    public decimal? Share => Percent(DueInTime, Due);

    /// <summary>Share of what was completed that rests on attempts written down late.</summary>
    public decimal? LateAttemptShare => Percent(OnLateAttempts, Completed);

    /// <summary>Mean hours from the survey to the first attempt.</summary>
    public decimal? ContactHours => Contacted == 0 ? null : Math.Round(ContactMinutes / 60m / Contacted, 1, MidpointRounding.AwayFromZero);

    public static WeeklyNumbers operator +(WeeklyNumbers a, WeeklyNumbers b) => new(a.Received + b.Received, a.InTime + b.InTime, a.Late + b.Late, a.OpenLate + b.OpenLate, Math.Max(a.WorstDays, b.WorstDays),
        a.Due + b.Due, a.DueInTime + b.DueInTime, a.OnLateAttempts + b.OnLateAttempts, a.Chased + b.Chased, a.Contacted + b.Contacted, a.ContactMinutes + b.ContactMinutes);

    internal static decimal? Percent(int part, int whole) => whole == 0 ? null : Math.Round(part * 100m / whole, 1, MidpointRounding.AwayFromZero);
}

/// <summary>A root cause and how many of the alerts completed in the week, and in the week before, have it (docs/rules.md, "Weekly report").</summary>
public sealed record WeeklyCause(string Code, int Now, int Before);

/// <summary>Alerts due in a week and those completed in time, as known at the freeze (docs/rules.md, "Weekly report").</summary>
public sealed record WeeklyDue(int Due, int InTime)
{
    public decimal? Share => WeeklyNumbers.Percent(InTime, Due);
}

/// <summary>One branch's week, the week before, its causes, and how the last eight weeks went (docs/rules.md, "Weekly report").</summary>
public sealed record WeeklyBranch(int BranchId, WeeklyNumbers Now, WeeklyNumbers Before, IReadOnlyList<WeeklyCause> Causes, IReadOnlyList<WeeklyDue> Weeks)
{
    /// <summary>Points by which the share in time rose; null where either week had none due.</summary>
    public decimal? Change => Now.Share - Before.Share;
}

/// <summary>An alert that was open past its deadline at the freeze (docs/rules.md, "Weekly report").</summary>
/// <param name="Days">Of delay, each started day counted.</param>
public sealed record WeeklyLate(long CaseId, int BranchId, Cases.CaseStatus Status, int? ResponsibleId, DateTime ReceivedAt, DateTime DueAt, int Days, int Reminders);
