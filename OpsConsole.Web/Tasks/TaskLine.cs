using OpsConsole.Domain.Exports;
using OpsConsole.Domain.Jobs;

namespace OpsConsole.Web.Tasks;

/// <summary>One task of the signed-in person, as the strip shows it.</summary>
public sealed record TaskLine(string Id, TaskKind Kind, string Title, JobState State, int Rows, int Total, int Percent, string? Error, DateTime CreatedAt)
{
    /// <summary>A file that can be fetched.</summary>
    public string? Href { get; init; }

    public bool IsActive => State is JobState.Queued or JobState.Running or JobState.Undoing;

    public static TaskLine Of(ExportView job) => new(job.Id, TaskKind.Export, job.FileName, job.State, job.Rows, job.Total, job.Percent, job.Error, job.CreatedAt)
    {
        Href = job.HasFile ? Exports.ExportPlaces.Content(job.Id) : null,
    };
}

public enum TaskKind
{
    Export,
    Bulk,
}
