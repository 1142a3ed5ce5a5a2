using OpsConsole.Domain.Jobs;
using OpsConsole.Domain.Reports;

namespace OpsConsole.Domain.Exports;

/// <summary>A list of cases that somebody downloads as a file (docs/rules.md, "Exports").</summary>
public sealed class ExportJob : Job
{
    public const string Csv = "csv", Xlsx = "xlsx", Pdf = "pdf";

    /// <summary>csv or xlsx; of a report xlsx or pdf.</summary>
    public required string Format { get; init; }

    /// <summary>A report is made like any other file; null: a plain list (docs/rules.md, "Reports").</summary>
    public ReportType? Report { get; init; }

    /// <summary>Of a CSV: semicolon or comma.</summary>
    public char Separator { get; init; } = ';';

    /// <summary>What was asked for, as JSON (<see cref="ExportPlan"/>, or <see cref="ReportPlan"/>).</summary>
    public required string Plan { get; init; }

    /// <summary>The name the person gets; never a path, no personal data.</summary>
    public required string FileName { get; init; }

    /// <summary>Language of heads and words.</summary>
    public required string Language { get; init; }

    /// <summary>The scope under which the rows were read; whoever lost it gets the file no more.</summary>
    public string? ScopeKey { get; set; }
    public bool HadShares { get; set; }
    public long Bytes { get; set; }
}
