using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Protocols;

namespace OpsConsole.Domain.Retention;

/// <summary>The states and motives with which a withdrawal request is worked, what each asks for and says (docs/rules.md, "Retention catalogue").</summary>
/// <param name="ComplaintType">The only type of complaint that the campaign handles.</param>
public sealed record MotiveCatalogue(string ComplaintType, IReadOnlyList<RetentionState> States)
{
    public static readonly MotiveCatalogue Empty = new("", []);

    /// <summary>By code or label, compared without case and accents.</summary>
    public RetentionState? State(string? name) => Named(States, name);

    /// <summary>The motives of a state: its own, or those of the state whose it shares.</summary>
    public IReadOnlyList<Motive> MotivesOf(RetentionState state) => state.SameMotivesAs is { } other ? States.First(s => s.Code == other).Motives : state.Motives;

    public Motive? Motive(RetentionState state, string? name) => Named(MotivesOf(state), name);

    /// <summary>What a motive of this state asks for besides what every disposition has.</summary>
    public static IReadOnlyList<string> Needs(RetentionState state, Motive motive) => [.. motive.Needs, .. state.Needs];

    /// <summary>The states that hold a motive of that name.</summary>
    public bool KnowsMotive(string? name) => States.Any(s => Named(s.Motives, name) is not null);

    private static T? Named<T>(IReadOnlyList<T> among, string? name) where T : CatalogueEntry
    {
        var folded = TextFold.Fold(name ?? "");
        return among.FirstOrDefault(e => TextFold.Fold(e.Code) == folded) ?? among.FirstOrDefault(e => TextFold.Fold(e.Label) == folded);
    }
}

/// <summary>A state of the catalogue.</summary>
/// <param name="Final">The request is decided and the case Completed; otherwise it stays in follow-up.</param>
/// <param name="SameMotivesAs">The code of the state whose motives it has; its own list is empty then.</param>
/// <param name="OnlyIf">When it is offered at all; null: always.</param>
/// <param name="NeedsAttempts">Only after the campaign's attempts without an answer.</param>
/// <param name="Outcome">How the figures count it.</param>
public sealed record RetentionState(string Code, string Label, bool Final, IReadOnlyList<Motive> Motives, RetentionResult Outcome = RetentionResult.Open,
    string? SameMotivesAs = null, Condition? OnlyIf = null, bool NeedsAttempts = false, string? Help = null) : CatalogueEntry(Code, Label, Help)
{
    /// <summary>What each of its motives asks for besides its own.</summary>
    public IReadOnlyList<string> Needs { get; init; } = [];
}

/// <summary>What a state means in the figures: retained and withdrawn are decided, the others stand beside them (docs/rules.md, "Retention figures").</summary>
public enum RetentionResult
{
    Open,
    Retained,
    Withdrawn,
    NotApplicable,
    Unreached,
}

/// <summary>Why a request ended, or waits, as it does.</summary>
/// <param name="Closure">How it closes in the transactional system: ATENDIDO or ANULADO.</param>
/// <param name="Days">Natural days from the disposition until that is due; of a state that is not final, until the case is.</param>
/// <param name="Note">What is said beside the days.</param>
/// <param name="CostUsd">What the customer pays, where the text says it.</param>
public sealed record Motive(string Code, string Label, string Closure, int Days, string? Note = null, decimal? CostUsd = null, string? Help = null) : CatalogueEntry(Code, Label, Help)
{
    public const string Attended = "ATENDIDO", Annulled = "ANULADO";

    /// <summary>Keys of <see cref="RetentionForm"/> that must be given.</summary>
    public IReadOnlyList<string> Needs { get; init; } = [];

    /// <summary>The observation's text with {marks}; several where the product line or the agent's choice decides.</summary>
    public IReadOnlyList<MotiveText> Texts { get; init; } = [];
    public TextChoice ChosenBy { get; init; }

    public bool GrantsBenefit => Needs.Contains(RetentionForm.BenefitKey);
}

/// <summary>By what one of several texts is chosen.</summary>
public enum TextChoice
{
    /// <summary>There is one.</summary>
    None,

    /// <summary>The product line; the text of the code "default" where none fits.</summary>
    Product,

    /// <summary>The agent, who has to say which.</summary>
    Variant,
}

/// <summary>One text of a motive; code and label tell it from the motive's others.</summary>
public sealed record MotiveText(string Text, string? Code = null, string? Label = null)
{
    public const string Default = "default";
}
