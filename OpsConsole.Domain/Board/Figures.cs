namespace OpsConsole.Domain.Board;

/// <summary>Where a group of cases stands at a moment (docs/rules.md, "Counters"). Hours are summed, so that groups can be added up.</summary>
public struct Figures
{
    public int Open, Unmanaged, DueSoon, Overdue, CompletedToday, Met, Decided, MetBefore, DecidedBefore, Contacted, Completed;
    public double ContactHours, CompletionHours;

    /// <summary>The deadline that passed first of those overdue, and the next one to pass.</summary>
    public DateTime? OldestDue, NextDue;

    /// <summary>In percent, one decimal, half rounded up; null where nothing was decided.</summary>
    public readonly decimal? MetPercent => Percent(Met, Decided);
    public readonly decimal? MetPercentLastWeek => Percent(MetBefore, DecidedBefore);

    /// <summary>From the survey or the creation to the first attempt, of those first contacted this week.</summary>
    public readonly double? MeanContactHours => Contacted == 0 ? null : ContactHours / Contacted;

    /// <summary>From the survey or the creation to the end, of those completed this week.</summary>
    public readonly double? MeanCompletionHours => Completed == 0 ? null : CompletionHours / Completed;

    public void Count(in CountedCase one, FigureTimes at)
    {
        if (one.FirstContactAt >= at.Week)
        {
            Contacted++;
            ContactHours += (one.FirstContactAt.Value - one.ReceivedAt).TotalHours;
        }
        if (one.IsOpen)
            CountOpen(one, at);
        else if (one.CompletedAt >= at.WeekBefore)
            CountCompleted(one, one.CompletedAt.Value, at);
    }

    public void Add(in Figures other)
    {
        Open += other.Open;
        Unmanaged += other.Unmanaged;
        DueSoon += other.DueSoon;
        Overdue += other.Overdue;
        CompletedToday += other.CompletedToday;
        Met += other.Met;
        Decided += other.Decided;
        MetBefore += other.MetBefore;
        DecidedBefore += other.DecidedBefore;
        Contacted += other.Contacted;
        Completed += other.Completed;
        ContactHours += other.ContactHours;
        CompletionHours += other.CompletionHours;
        OldestDue = Earlier(OldestDue, other.OldestDue);
        NextDue = Earlier(NextDue, other.NextDue);
    }

    private void CountOpen(in CountedCase one, FigureTimes at)
    {
        Open++;
        Unmanaged += one.Status == Cases.CaseStatus.Unmanaged ? 1 : 0;
        if (one.DueAt is not { } due)
            return;
        if (due >= at.Now)
        {
            DueSoon += due < at.Soon ? 1 : 0;
            NextDue = Earlier(NextDue, due);
            return;
        }
        Overdue++;
        OldestDue = Earlier(OldestDue, due);
        Decided += due >= at.Week ? 1 : 0;
        DecidedBefore += due < at.Week && due >= at.WeekBefore ? 1 : 0;
    }

    private void CountCompleted(in CountedCase one, DateTime done, FigureTimes at)
    {
        var (decided, met) = (one.DueAt is null ? 0 : 1, done <= one.DueAt ? 1 : 0);
        CompletedToday += done >= at.Today ? 1 : 0;
        if (done < at.Week)
        {
            (MetBefore, DecidedBefore) = (MetBefore + met, DecidedBefore + decided);
            return;
        }
        (Met, Decided) = (Met + met, Decided + decided);
        Completed++;
        CompletionHours += (done - one.ReceivedAt).TotalHours;
    }

    public static DateTime? Earlier(DateTime? one, DateTime? other) => one is null || other < one ? other ?? one : one;

    internal static decimal? Percent(int met, int decided) => decided == 0 ? null : Math.Round(100m * met / decided, 1, MidpointRounding.AwayFromZero);
}
