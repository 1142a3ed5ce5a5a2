using System.Text.Json;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Kernel;

namespace OpsConsole.Domain.Cases;

/// <summary>Which of two cases can live on in the other, and what a merge that is taken back leaves behind (docs/rules.md, "Merging").</summary>
public static class MergeRules
{
    /// <summary>What the two entries of a merge say beside their changes: the source's where it went and what went along, the target's what came and the deadline until then.</summary>
    internal const string Into = "into", Moved = "moved", Source = "source", DueBefore = "dueBefore";

    /// <summary>Everything that speaks against it; a source that is Completed is refused before.</summary>
    /// <param name="confirmed">Somebody said that the customers may be different.</param>
    public static IReadOnlyList<Refusal> Check(Case source, CampaignKind sourceKind, Case target, CampaignKind targetKind, bool confirmed)
    {
        if (source.Id == target.Id)
            return [new("merge.self", "target")];
        var refusals = new List<Refusal>();
        if (source.EscalationState == RepeatContacts.EscalationState.Open)      // whoever answers would answer a case that is closed
            refusals.Add(new("escalation.open_still"));
        if (target.Status == CaseStatus.Completed)
            refusals.Add(new("merge.closed_target", "target"));
        if (source.Subject is not null && target.Subject is not null && (source.InitialId is null) != (target.InitialId is null))       // an insistence stands beside its requirement
            refusals.Add(new("merge.insistence", "target"));
        if (sourceKind != targetKind)
            refusals.Add(new("merge.other_kind", "target"));
        if (!confirmed && AreDifferentCustomers(source, target))
            refusals.Add(new("merge.other_customer", "confirmDifferentCustomer"));
        return refusals;
    }

    /// <summary>Known customers are compared by id, else by the source's reference, else by name; a case without any customer contradicts none.</summary>
    public static bool AreDifferentCustomers(Case a, Case b)
    {
        if ((a.CustomerId ?? a.CustomerRef ?? a.CustomerName) is null || (b.CustomerId ?? b.CustomerRef ?? b.CustomerName) is null)
            return false;
        if (a.CustomerId is not null && b.CustomerId is not null)
            return a.CustomerId != b.CustomerId;
        if (a.CustomerRef is not null && b.CustomerRef is not null)
            return a.CustomerRef != b.CustomerRef;
        return a.CustomerName is null || b.CustomerName is null || TextFold.Fold(a.CustomerName) != TextFold.Fold(b.CustomerName);
    }

    public static DateTime? Earlier(DateTime? a, DateTime? b) => a is null || b < a ? b : a;

    /// <summary>The number of the other case of a merge's entry.</summary>
    internal static string OtherOf(CaseEvent entry) => Text(entry, Into) ?? Text(entry, Source)!;

    internal static bool IsOfSource(CaseEvent entry) => Text(entry, Into) is not null;

    internal static MergedParts PartsOf(CaseEvent merge) => JsonElement.Parse(merge.Data).GetProperty(Moved).Deserialize<MergedParts>(Json.Stored)!;

    /// <summary>The target's deadline as if one merge had never been: its own from before the first merge, what was decided since, and those of the cases that still live on in it.</summary>
    /// <param name="log">The target's entries that say something about its deadline, oldest first, from its first merge on.</param>
    /// <param name="others">Number and deadline of the cases that stay merged.</param>
    internal static DateTime? DeadlineWithout(IReadOnlyList<CaseEvent> log, IReadOnlyDictionary<string, DateTime?> others)
    {
        var due = JsonElement.Parse(log[0].Data).GetProperty(DueBefore).Deserialize<DateTime?>(Json.Stored);
        var last = log.Where(e => e.Type == CaseEventType.Merged && !IsOfSource(e)).GroupBy(OtherOf).ToDictionary(g => g.Key, g => g.Last());
        foreach (var entry in log)
            if (entry.Type == CaseEventType.Merged)
                due = !IsOfSource(entry) && others.TryGetValue(OtherOf(entry), out var its) && last[OtherOf(entry)] == entry ? Earlier(due, its) : due;
            else if (entry.Type != CaseEventType.MergeUndone && CaseStateFields.NewValueOf(entry, "dueAt") is { } now)
                due = now.Deserialize<DateTime?>(Json.Stored);
        return due;
    }

    private static string? Text(CaseEvent entry, string name) => JsonElement.Parse(entry.Data).TryGetProperty(name, out var value) ? value.GetString() : null;
}

/// <summary>What went from one case to another, by its ids, so that exactly that comes back.</summary>
public sealed record MergedParts(IReadOnlyList<long> Attempts)
{
    public IReadOnlyList<long> Messages { get; init; } = [];
    public IReadOnlyList<string> Attachments { get; init; } = [];
}
