using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;

namespace OpsConsole.Domain.Cases;

/// <summary>Why a save is refused: the form shows these while typing, the entity enforces them. In the order that names the answer (docs/rules.md, "Closing rules").</summary>
public static class ClosingRules
{
    public static IEnumerable<Refusal> For(Case alert, AlertForm form, CampaignSettings settings, Actor actor, CampaignTime time) =>
        For(alert.Status, alert.Attempts, form, settings, actor, time);

    public static IEnumerable<Refusal> For(CaseStatus status, IReadOnlyList<ContactAttempt> attempts, AlertForm form, CampaignSettings settings, Actor actor, CampaignTime time)
    {
        if (status == CaseStatus.Completed)
            yield return new("case.illegal_transition");
        if (!form.IsFinished)
            yield break;
        if (!actor.MayFinishAlerts)
            yield return new("finish.role");
        if (settings.Contact(form.ContactType) is { } contact && AttemptRules.Missing(contact, attempts, settings, time) is { } missing)
            yield return missing;
    }

    /// <summary>All that finishing with this form still lacks, role and fields included: what the foot of the form names.</summary>
    public static IReadOnlyList<Refusal> ToFinish(CaseStatus status, IReadOnlyList<ContactAttempt> attempts, AlertForm form, CampaignSettings settings, Actor actor, CampaignTime time)
    {
        var finished = form with { State = AlertForm.FinishedState };
        return [.. AlertFormValidator.Check(finished, settings), .. For(status, attempts, finished, settings, actor, time)];
    }
}
