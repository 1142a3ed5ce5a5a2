namespace OpsConsole.Domain.Reports;

/// <summary>What a report is about; the API writes it in lower case (docs/rules.md, "Reports").</summary>
public enum ReportType
{
    Weekly,
    Case,
    Grid,
    Retention,

    /// <summary>The pivot of a repeat-contacts cell, its week as the client is told, who filled forms in badly, causes by repeats.</summary>
    Daily,
    WeeklyClient,
    TopErrors,
    Causes,
}

/// <summary>Which week, which case or which days a report is about, as its job keeps it; a list keeps its own plan (docs/rules.md, "Reports").</summary>
public sealed record ReportPlan(DateOnly? Week = null, string? Number = null, DateOnly? From = null, DateOnly? To = null);
