namespace OpsConsole.Domain.Jobs;

/// <summary>Where work beside the people's stands; the API writes it in lower case. Preview: asked for, not started (docs/rules.md, "Jobs").</summary>
public enum JobState
{
    Preview,
    Queued,
    Running,
    Done,
    Failed,
    Cancelled,
    Undoing,
    Undone,
}
