using OpsConsole.Domain.Bulk;
using OpsConsole.Domain.Exports;
using OpsConsole.Domain.Jobs;
using OpsConsole.Web.Exports;

namespace OpsConsole.Web.Tasks;

/// <summary>One task of the signed-in person, as the strip shows it.</summary>
public sealed record TaskLine(string Id, TaskKind Kind, string Title, JobState State, int Rows, int Total, int Percent, string? Error, DateTime CreatedAt)
{
    /// <summary>A file that can be fetched.</summary>
    public string? Href { get; init; }

    /// <summary>Of a bulk change: cases that were changed (or put back), and those that were not.</summary>
    public int Done { get; init; }
    public int Left { get; init; }
    public bool CanUndo { get; init; }

    public bool IsActive => State is JobState.Queued or JobState.Running or JobState.Undoing;

    public static TaskLine Of(ExportView job) => new(job.Id, TaskKind.Export, job.FileName, job.State, job.Rows, job.Total, job.Percent, job.Error, job.CreatedAt)
    {
        Href = job.HasFile ? ExportPlaces.Content(job) : null,
    };

    public static TaskLine Of(BulkView job, BulkWords words) => new(job.Id, TaskKind.Bulk, words.Deed(job.Action, job.Total), job.State, job.Rows, job.Total, job.Percent, job.Error, job.CreatedAt)
    {
        Done = job.State == JobState.Undone ? job.Restored : job.Done,
        Left = job.State == JobState.Undone ? job.Kept : job.Refused + job.Changed,
        CanUndo = job.CanUndo,
    };
}

public enum TaskKind
{
    Export,
    Bulk,
}
