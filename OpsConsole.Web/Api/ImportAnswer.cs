using OpsConsole.Domain.Imports;
using OpsConsole.Web.Campaigns;

namespace OpsConsole.Web.Api;

/// <summary>Why a row was rejected, or what is wrong with the whole file (line 0 where none can be named).</summary>
public sealed record ImportErrorAnswer(int Line, string? Column, string? Value, string Reason, string Code);

public sealed record ImportNoticeAnswer(string Code, string Text);

/// <summary>An import as the contract shows it; a file that still waits for its columns counts as running.</summary>
public sealed record ImportAnswer(string Id, string Campaign, string Kind, string FileName, bool DryRun, string State, int Total, int Created, int Updated, int Unchanged, int Rejected)
{
    public int Warnings { get; init; }
    public int Alerts { get; init; }
    public int WithoutBase { get; init; }

    /// <summary>Rows of the file; 0 until it was read once.</summary>
    public int Rows { get; init; }
    public int? Percent { get; init; }
    public DateTime CreatedAt { get; init; }
    public DateTime? FinishedAt { get; init; }
    public string? By { get; init; }
    public required IReadOnlyList<ImportErrorAnswer> Errors { get; init; }
    public required IReadOnlyList<ImportNoticeAnswer> Notices { get; init; }

    /// <summary>Numbers of cases that taking back left in place, because somebody had worked on them.</summary>
    public required IReadOnlyList<string> Kept { get; init; }

    public static ImportAnswer Of(ImportView import, IReadOnlyList<ImportProblem> errors, IReadOnlyList<ImportProblem> warnings, ImportWords words) =>
        new(import.Id, import.Campaign, import.Kind, import.FileName, import.DryRun, (import.State == ImportState.Waiting ? ImportState.Running : import.State).ToString().ToLowerInvariant(),
            import.Total, import.Created, import.Updated, import.Unchanged, import.Rejected)
        {
            Warnings = import.Warnings,
            Alerts = import.Alerts,
            WithoutBase = import.WithoutBase,
            Rows = import.RowsInFile,
            Percent = import.Percent,
            CreatedAt = import.CreatedAt,
            FinishedAt = import.FinishedAt,
            By = import.By,
            Errors = [.. import.Fault is { } fault ? [Of(fault, words)] : Array.Empty<ImportErrorAnswer>(), .. errors.Select(e => new ImportErrorAnswer(e.Line, e.Column, e.Value, words.Of(e), e.Code))],
            Notices = [.. import.Notices.Where(n => n.Code is not (ImportNotice.Header or ImportNotice.Shape)).Select(n => new ImportNoticeAnswer(n.Code, words.Of(n)))],
            Kept = [.. warnings.Where(w => w.Code == "revert.kept").Select(w => w.Value!)],
        };

    private static ImportErrorAnswer Of(FileFault fault, ImportWords words) =>
        new(fault.Args.Select(arg => int.TryParse(arg, out var line) ? line : 0).FirstOrDefault(line => line > 0), null, null, words.Of(fault), fault.Code);
}
