using OpsConsole.Domain.Kernel;

namespace OpsConsole.Domain.RepeatContacts;

/// <summary>The form of the front agent (docs/rules.md, "Escalations").</summary>
public sealed record EscalationForm
{
    public const int TextMax = 4_000, CodeMax = 40;

    public string? Account { get; init; }

    /// <summary>Why the customer came, in words.</summary>
    public string? Motive { get; init; }

    /// <summary>A to I.</summary>
    public string? Cause { get; init; }

    /// <summary>The marking in the client's system: reason and sub-reason.</summary>
    public string? Reason { get; init; }
    public string? SubReason { get; init; }

    /// <summary>P, Q or R.</summary>
    public string? Petition { get; init; }

    /// <summary>The area that the agent proposes; that of the cause where it has an owner.</summary>
    public string? Area { get; init; }

    /// <summary>What was done already.</summary>
    public string? Done { get; init; }

    /// <summary>How the customer came.</summary>
    public string? Channel { get; init; }

    /// <summary>What the customer complains of, where it is told more closely than by the cause.</summary>
    public string? Symptom { get; init; }

    /// <summary>Answers to the checklist of the cause, by the code of the point.</summary>
    public IReadOnlyDictionary<string, bool> Checks { get; init; } = new Dictionary<string, bool>();

    /// <summary>Whose account it is, where the cause has an owner and the form names none.</summary>
    internal EscalationForm Routed(RepeatCell cell) => Area is null && cell.Cause(Cause)?.OwnerArea is { } owner ? this with { Area = owner } : this;

    /// <summary>What is wrong with it.</summary>
    /// <param name="isImport">A file says neither channel nor checks.</param>
    public IEnumerable<Refusal> Check(RepeatCell cell, bool isImport = false)
    {
        if (TextRules.Check(Account, "account", LoggedContact.AccountMax) is { } account)
            yield return account;
        if (TextRules.Check(Motive, "motive", TextMax) is { } motive)
            yield return motive;
        if (TextRules.Check(Done, "done", TextMax, required: false) is { } done)
            yield return done;
        if (TextRules.Check(Reason, "reason", CodeMax, required: false) is { } reason)
            yield return reason;
        if (TextRules.Check(SubReason, "subReason", CodeMax, required: false) is { } subReason)
            yield return subReason;
        if (TextRules.Check(Symptom, "symptom", LoggedContact.SymptomMax, required: false) is { } symptom)
            yield return symptom;
        if (cell.Cause(Cause) is not { } cause)
            yield return new(string.IsNullOrWhiteSpace(Cause) ? "required" : "unknown", "cause");
        else if (!isImport && cause.Checklist.FirstOrDefault(p => !Checks.ContainsKey(p.Code)) is { } open)
            yield return new("required", $"checks.{open.Code}");
        else if (cause.OwnerArea is { } owner && Area is not null && Area != owner)
            yield return new("escalation.owner_area", "area");
        if (cell.Petition(Petition) is null)
            yield return new(string.IsNullOrWhiteSpace(Petition) ? "required" : "unknown", "petition");
        if (Area is not null && cell.Area(Area) is null)
            yield return new("unknown", "area");
    }
}
