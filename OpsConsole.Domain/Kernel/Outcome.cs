namespace OpsConsole.Domain.Kernel;

/// <summary>What became of a command: the same for page, API and job (docs/rules.md, "Order of answers").</summary>
public abstract record Outcome
{
    private Outcome()
    {
    }

    /// <summary>Everything that speaks against it, whether shape or rule.</summary>
    public IReadOnlyList<Refusal> Refusals => this switch
    {
        Invalid invalid => invalid.Errors,
        Refused refused => refused.Reasons,
        _ => [],
    };

    /// <summary>Done and on disk. <paramref name="Id"/> names what was created, where something was.</summary>
    public record Done(long Version = 0, string? Id = null) : Outcome;

    /// <summary>Not there, or not visible to the caller: the answer is the same.</summary>
    public sealed record Missing : Outcome;

    /// <summary>The caller's rights ended or changed since they were resolved: sign in again.</summary>
    public sealed record SignedOut : Outcome;

    /// <summary>The caller's role may never do this.</summary>
    public sealed record Forbidden : Outcome;

    /// <summary>The shape is wrong: missing, too short, unknown value. One refusal per field.</summary>
    public sealed record Invalid(IReadOnlyList<Refusal> Errors) : Outcome;

    /// <summary>Someone changed it since the version the caller saw. <paramref name="Theirs"/>: changed field to its value now.</summary>
    public sealed record Conflict(long Version, string? ChangedBy, DateTime? ChangedAt, IReadOnlyDictionary<string, object?> Theirs) : Outcome;

    /// <summary>A rule of the domain says no; all broken rules are listed, the first one names the answer.</summary>
    public sealed record Refused(IReadOnlyList<Refusal> Reasons) : Outcome;
}
