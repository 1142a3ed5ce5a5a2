using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Kernel;

namespace OpsConsole.Domain.Requirements;

/// <summary>Whether a ticket may be made that stands on a requirement: asked by page, API and import alike (docs/rules.md, "Insistences").</summary>
public static class InsistenceRules
{
    /// <summary>Subjects whose ticket supposes something of the requirement.</summary>
    public const string Late = "late_response", Disagreement = "disagreement";

    /// <summary>Everything that speaks against it, and the row of the assistant that hands the requirement to the supervisors instead.</summary>
    /// <param name="at">When the customer insisted.</param>
    public static (IReadOnlyList<Refusal> Refusals, int? Blocks) Check(RequirementStand stand, RequirementSubject subject, DateTime at)
    {
        var initial = stand.Initial;
        if (initial.Data.Initial is not null || stand.Catalogue.Subject(initial.Subject) is { IsInsistence: true })
            return ([new("requirement.is_insistence", "initial")], null);
        if (initial.Status == CaseStatus.Completed)
            return ([new("requirement.initial_closed", "initial")], null);
        if (initial.Data.Block is not null)
            return ([new("requirement.blocked", "initial")], null);
        var allowed = initial.Data.MoreTickets > 0;
        if (!allowed && stand.Row(subject.Code == Disagreement ? RequirementFacts.Unsatisfied : RequirementFacts.NotSaid) is { Action: ProtocolActions.EscalateSupervisor } row)
            return ([new("requirement.blocked", "initial")], row.Result);
        List<Refusal> refusals = [];
        if (!allowed && stand.Insistences.Any(i => i is { IsAnswered: false, Status: not CaseStatus.Completed } && AreAlike(stand.Catalogue, i.Subject, subject)))
            refusals.Add(new("requirement.insistence_open", "initial"));
        if (subject.Code == Late && initial.RespondedAt <= at)
            refusals.Add(new("requirement.answered", "subject"));
        else if (subject.Code == Late && initial.DueAt is { } due && stand.Time.Day(at) <= stand.Time.Day(due))
            refusals.Add(new("requirement.not_late", "subject"));
        if (subject.Code == Disagreement && !stand.Insistences.Prepend(initial).Any(t => t.RespondedAt <= at))
            refusals.Add(new("requirement.not_answered", "subject"));
        return (refusals, null);
    }

    /// <summary>Those that the assistant counts ask for the same thing: an answer; each of the others for its own.</summary>
    private static bool AreAlike(RequirementCatalogue catalogue, string there, RequirementSubject subject) => there == subject.Code || (subject.Counts && catalogue.Subject(there) is { Counts: true });
}
