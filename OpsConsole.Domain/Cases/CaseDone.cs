using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;

namespace OpsConsole.Domain.Cases;

/// <summary>A change that is on disk, with the case as it left it: an answer needs no further look, since the caller still sees it (docs/rules.md, "Order of answers").</summary>
public record CaseDone(Case Case, Campaign Campaign, Actor By) : Outcome.Done(Case.Version, Case.Number);

/// <summary>A reminder that is on disk, with the names of those who were reminded (docs/rules.md, "Reminders").</summary>
public sealed record CaseReminded(Case Case, Campaign Campaign, Actor By, IReadOnlyList<string> To) : CaseDone(Case, Campaign, By);

/// <summary>How many cases of a branch were reminded of, and who was told (docs/rules.md, "Reminders").</summary>
public sealed record BranchReminded(int Count, IReadOnlyList<string> To) : Outcome.Done
{
    internal BranchReminded With(BranchReminded more) => new(Count + more.Count, [.. To.Union(more.To)]);
}

/// <summary>A merge taken back: the case that was asked for, and what had come to the target meanwhile and stays there (docs/rules.md, "Merging").</summary>
public sealed record MergeTakenBack(Case Case, Campaign Campaign, Actor By, IReadOnlyList<HistoryEntry> Stayed) : CaseDone(Case, Campaign, By);
