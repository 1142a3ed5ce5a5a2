using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;
using OpsConsole.Domain.Retention;

namespace OpsConsole.Domain.Cases;

/// <summary>Withdrawal requests: how they are disposed of (docs/rules.md, "Retention disposition").</summary>
public sealed partial class Case
{
    /// <summary>What a disposition of this request would mean.</summary>
    public RetentionVerdict Judge(Campaign campaign, DispositionForm form, Actor actor, CampaignTime time) =>
        RetentionRules.Judge(form, RetentionRequest.Of(campaign, Values, CustomerName), Attempts, campaign.Settings, actor, time);

    /// <summary>State, motive, observation and what the motive asked for. A final state completes the case in the same command; another one keeps it in follow-up with its next contact and the motive's days.</summary>
    public void DisposeRetention(Campaign campaign, DispositionForm form, Actor actor, DateTime now, CampaignTime time)
    {
        RefuseUnless(campaign.Kind == CampaignKind.Retention);
        RefuseIfCompleted();
        var verdict = Judge(campaign, form, actor, time);
        RefusedException.ThrowIfAny([.. verdict.Refusals, .. verdict.Errors]);
        var (state, motive, outcome) = (verdict.State!, verdict.Motive!, verdict.Outcome!);
        var command = Guid.NewGuid();
        Change(campaign, CaseEventType.Opened, command, actor, now, () => Start(actor, now));
        Change(campaign, CaseEventType.Disposition, command, actor, now, () =>
        {
            (DispositionPath, DispositionLabels) = (Json.Write(new[] { state.Code, motive.Code }), Json.Write(new[] { state.Label, motive.Label }));
            (Observations, NextContactAt, Status) = (verdict.Observation, verdict.NextContactAt, CaseStatus.FollowUp);
            Keep(outcome);
            DueAt = verdict.DueAt ?? DueAt;
        }, always: true, reason: outcome.Form.Override);        // why a phone or a name stays, where one does
        if (!state.Final)
            return;
        Change(campaign, CaseEventType.Completed, command, actor, now, () =>
        {
            (Status, IsOpen, CompletedAt) = (CaseStatus.Completed, false, now);
            Shares.Clear();
        });
    }

    private void Keep(RetentionOutcome? outcome)
    {
        (DispositionData, DisposedOn, DisposedById) = (outcome is null ? null : Json.Write(outcome), outcome?.On, outcome?.ById);
        DiscountPoints = outcome?.Benefit is null ? null : outcome.DiscountPoints;
    }
}
