using OpsConsole.Domain.Board;

namespace OpsConsole.Domain.Retention;

/// <summary>How the withdrawal requests of a campaign came out between two local days, both included, as one person may see it; page, workbook and PDF show this record (docs/rules.md, "Retention figures").</summary>
/// <param name="IsWhole">The reader sees all branches.</param>
/// <param name="Days">Every day of the time, also those without a disposition.</param>
public sealed record RetentionFigures(DateOnly From, DateOnly To, bool IsWhole, RetentionCount Total, IReadOnlyList<RetentionMotive> Motives, IReadOnlyList<RetentionAgent> Agents, IReadOnlyList<RetentionLine> Lines, IReadOnlyList<RetentionDay> Days)
{
    /// <summary>The motives added up by their state.</summary>
    public IReadOnlyList<RetentionMotive> States =>
        [.. Motives.GroupBy(m => m.State).Select(s => s.First() with { Code = "", Label = "", Count = s.Aggregate(default(RetentionCount), (sum, m) => sum + m.Count) }).OrderByDescending(s => s.Count.Cases).ThenBy(s => s.StateLabel, StringComparer.Ordinal)];
}

/// <summary>Dispositions by what they mean, and the benefits granted with them. Groups can be added up.</summary>
/// <param name="NotApplicable">NO PROCEDE and NO APLICA.</param>
/// <param name="Unreached">NO CONTESTA DERIVADO A N1.</param>
/// <param name="Pending">Still open.</param>
/// <param name="Benefits">Cases with a benefit.</param>
/// <param name="Months">Months that get a discount.</param>
/// <param name="Points">Per cent times months.</param>
public readonly record struct RetentionCount(int Retained, int Withdrawn, int NotApplicable, int Unreached, int Pending, int Benefits, int Months, long Points)
{
    public int Decided => Retained + Withdrawn;

    /// <summary>What is not decided and does not wait either.</summary>
    public int Others => NotApplicable + Unreached;
    public int Cases => Decided + Others + Pending;

    /// <summary>Retained of those decided, in percent with one decimal, half rounded up; null where nothing was decided.</summary>
    public decimal? Rate => Figures.Percent(Retained, Decided);

    /// <summary>What the benefits cost: one is a month free of charge.</summary>
    public decimal DiscountMonths => Points / 100m;

    public static RetentionCount operator +(RetentionCount a, RetentionCount b) =>
        new(a.Retained + b.Retained, a.Withdrawn + b.Withdrawn, a.NotApplicable + b.NotApplicable, a.Unreached + b.Unreached, a.Pending + b.Pending, a.Benefits + b.Benefits, a.Months + b.Months, a.Points + b.Points);

    /// <param name="open">How many of the cases are not completed.</param>
    internal static RetentionCount Of(RetentionResult result, int cases, int open, int benefits, int months, long points)
    {
        var none = new RetentionCount(0, 0, 0, 0, 0, benefits, months, points);
        return result switch
        {
            RetentionResult.Open => none with { Pending = open },
            RetentionResult.Retained => none with { Retained = cases },
            RetentionResult.Withdrawn => none with { Withdrawn = cases },
            RetentionResult.NotApplicable => none with { NotApplicable = cases },
            RetentionResult.Unreached => none with { Unreached = cases },
        };
    }
}

/// <summary>What came to one motive of one state.</summary>
/// <param name="State">Code of the state.</param>
/// <param name="IsCurrent">The catalogue that runs has it, so lists can be narrowed to it.</param>
public sealed record RetentionMotive(string State, string StateLabel, RetentionResult Result, string Code, string Label, bool IsCurrent, RetentionCount Count);

/// <summary>Who disposed.</summary>
/// <param name="Id">0: nobody is known.</param>
/// <param name="Email">What lists are narrowed by: names may be two people's.</param>
public sealed record RetentionAgent(int Id, string Name, string? Email, RetentionCount Count);

/// <summary>What came of the requests of one product line.</summary>
/// <param name="Name">Of the product line as the requests have it most often; null: they have none.</param>
public sealed record RetentionLine(string? Name, RetentionCount Count);

/// <summary>What was disposed of on a local day and still stands.</summary>
public sealed record RetentionDay(DateOnly Day, RetentionCount Count);

/// <summary>What the board says of a campaign: today and this week, from Monday (docs/rules.md, "Retention figures").</summary>
public sealed record RetentionCard(int CampaignId, string Code, string Name, DateOnly Monday, DateOnly Day, RetentionCount Today, RetentionCount Week);
