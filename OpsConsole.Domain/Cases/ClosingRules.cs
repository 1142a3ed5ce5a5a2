using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;

namespace OpsConsole.Domain.Cases;

/// <summary>Why a save is refused: the form shows these while typing, the entity enforces them. In the order that names the answer (docs/rules.md, "Closing rules").</summary>
public static class ClosingRules
{
    public static IEnumerable<Refusal> For(Case alert, AlertForm form, CampaignSettings settings, Actor actor, CampaignTime time)
    {
        if (alert.Status == CaseStatus.Completed)
            yield return new("case.illegal_transition");
        if (!form.IsFinished)
            yield break;
        if (!actor.MayFinishAlerts)
            yield return new("finish.role");
        if (settings.Contact(form.ContactType) is { } contact && AttemptRules.Missing(contact, alert.Attempts, settings, time) is { } missing)
            yield return missing;
    }
}
