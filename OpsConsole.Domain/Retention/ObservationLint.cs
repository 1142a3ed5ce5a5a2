namespace OpsConsole.Domain.Retention;

/// <summary>What tells who somebody is, the strongest first (docs/rules.md, "Retention: observation lint").</summary>
public enum LintKind { Document, Card, Phone, Email, Name }

/// <summary>A stretch of a text that tells who somebody is (docs/rules.md, "Retention: observation lint").</summary>
/// <param name="What">Which document or card, the number in one form, or the stretch itself: for people to read.</param>
public sealed record LintFinding(LintKind Kind, int Start, int Length, string What)
{
    public int End => Start + Length;
}

/// <summary>What the lint knows of the case (docs/rules.md, "Retention: observation lint").</summary>
/// <param name="Pass">What a template filled in from fields; each passes as often as it is listed.</param>
/// <param name="Own">Numbers of the case itself: of what passes they alone, and phones, pass where they happen to look like a document. Null: all that passes is the case's own.</param>
public sealed record LintContext(string? CustomerName, string? CustomerDocument, IReadOnlyList<string> Pass, IReadOnlyList<string>? Own = null);

/// <summary>Finds in a text what tells who somebody is (docs/rules.md, "Retention: observation lint"): one walk, no state, nothing is changed.</summary>
public static class ObservationLint
{
    /// <summary>Everything, in order, without overlaps: what is stronger wins.</summary>
    public static IReadOnlyList<LintFinding> Find(string text, LintContext? context = null)
    {
        if (string.IsNullOrWhiteSpace(text))
            return [];
        var read = new LintText(text, context?.Pass ?? []);
        var found = new LintFindings(text.Length);
        var numbers = new LintNumbers(read, context?.Own);
        found.Add(numbers.Documents(context?.CustomerDocument));
        found.Add(numbers.Phones());
        found.Add(LintEmails.In(read));
        found.Add(new LintNames(read, found, context?.CustomerName).All());
        return found.InOrder();
    }

    /// <summary>Whether it may stand in no observation; the rest asks for a reason.</summary>
    public static bool IsRefused(LintKind kind) => kind is LintKind.Document or LintKind.Card;
}

/// <summary>What was found so far; what overlaps it comes too late.</summary>
internal sealed class LintFindings(int length)
{
    private readonly LintFinding?[] _at = new LintFinding?[length];

    public void Add(IEnumerable<LintFinding> findings)
    {
        foreach (var finding in findings)
            if (!_at.AsSpan(finding.Start, finding.Length).ContainsAnyExcept((LintFinding?)null))
                _at.AsSpan(finding.Start, finding.Length).Fill(finding);
    }

    public LintFinding? At(int index) => _at[index];

    public IReadOnlyList<LintFinding> InOrder() => [.. _at.OfType<LintFinding>().Distinct(ReferenceEqualityComparer.Instance).Cast<LintFinding>()];
}
