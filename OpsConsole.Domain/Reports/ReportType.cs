namespace OpsConsole.Domain.Reports;

/// <summary>What a report is about; the API writes it in lower case (docs/rules.md, "Reports").</summary>
public enum ReportType
{
    Weekly,
    Case,
    Grid,
}

/// <summary>Which week or which case a report is about, as its job keeps it; a list keeps its own plan (docs/rules.md, "Reports").</summary>
public sealed record ReportPlan(DateOnly? Week = null, string? Number = null);
