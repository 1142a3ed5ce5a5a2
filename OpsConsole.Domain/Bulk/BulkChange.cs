using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;

namespace OpsConsole.Domain.Bulk;

/// <summary>What an action does to one case: the transitions and rules are those that a single case has (docs/rules.md, "Bulk changes").</summary>
internal sealed class BulkChange(string action, BulkArgs args, Campaign campaign, CampaignTime time, OpsUser? person, Branch? branch)
{
    private readonly IReadOnlyList<string> _add = CaseTags.Fold(args.Tags ?? []), _remove = CaseTags.Fold(args.Remove ?? []);

    /// <summary>Whether the role may ever do this.</summary>
    public static bool May(string action, Actor actor) => action == BulkAction.Transfer ? actor.MayTransfer : actor.MayWork;

    /// <summary>What is wrong with the arguments, before any case is looked at.</summary>
    public IReadOnlyList<Refusal> Check(DateTime now)
    {
        IEnumerable<Refusal> errors = action switch
        {
            BulkAction.Assign => [.. Recipients.Check(person, args.User), .. Recipients.CheckReason(args.Reason)],
            BulkAction.Share => Recipients.Check(person, args.User),
            BulkAction.Transfer => [.. Recipients.CheckReason(args.Reason), .. Recipients.Check(branch, args.Branch)],
            BulkAction.Priority when Codes.Parse<CasePriority>(args.Priority) is null => [new(string.IsNullOrEmpty(args.Priority) ? "required" : "unknown", "priority")],
            BulkAction.Tag when _add.Count + _remove.Count == 0 => [new("required", "tags")],
            BulkAction.Tag => CaseTags.Check(_add, "tags"),
            BulkAction.NextContact when args.NextContactAt is null => [new("required", "nextContactAt")],
            BulkAction.NextContact when args.NextContactAt <= now => [new("past", "nextContactAt")],
            _ => [],
        };
        return [.. errors.Select(e => e with { Field = "args." + e.Field })];
    }

    /// <summary>Refuses by <see cref="RefusedException"/>, with the case as it was.</summary>
    public void Apply(Case @case, Actor actor, DateTime now)
    {
        RefusedException.ThrowIfAny(@case.IsOnlyOfArea(actor) ? [new("escalation.only_answer")] : []);
        switch (action)
        {
            case BulkAction.Assign:
                RefusedException.ThrowIfAny(@case.Status != CaseStatus.Completed && !Recipients.Sees(person!, @case) ? [new("reassign.out_of_scope", "user")] : []);
                @case.Reassign(campaign, person!, args.Reason!, actor, now);
                break;
            case BulkAction.Transfer:
                @case.Transfer(campaign, branch!, args.Reason!, actor, now);
                break;
            case BulkAction.Share:
                @case.Share(campaign, person!, actor, now);
                break;
            case BulkAction.Priority:
                @case.Prioritise(campaign, Codes.Parse<CasePriority>(args.Priority)!.Value, actor, now, time);
                break;
            case BulkAction.Tag:
                @case.Tag(campaign, _add, _remove, actor, now);
                break;
            case BulkAction.NextContact:
                @case.PlanContact(campaign, args.NextContactAt, actor, now);
                break;
            case BulkAction.FollowUp:
                @case.Save(campaign, AlertForm.Of(@case) with { State = AlertForm.FollowUpState }, actor, now, time);
                break;
            case BulkAction.Finish:
                Finish(@case, actor, now);
                break;
            case BulkAction.Close:
                // Alerts are finished with their form; kinds that are closed bring their rule with them.
                throw new RefusedException([new(@case.Status == CaseStatus.Completed ? "case.illegal_transition" : "close.alert")]);
            default:
                throw new ArgumentException("Not an action.", nameof(@case));
        }
    }

    /// <summary>With the form as it was saved: what it lacks is a refusal here, since nobody sees the form.</summary>
    private void Finish(Case @case, Actor actor, DateTime now)
    {
        var form = AlertForm.Of(@case) with { State = AlertForm.FinishedState };
        List<Refusal> rules = [.. ClosingRules.For(@case, form, campaign.Settings, actor, time)];
        if (@case.Status != CaseStatus.Completed && AlertFormValidator.Check(form, campaign.Settings) is { Count: > 0 } missing)
            rules.InsertRange(rules.FindIndex(r => r.Code == "finish.attempts_missing") is >= 0 and var at ? at : rules.Count, missing.Select(m => new Refusal("finish.fields_missing", m.Field)));
        RefusedException.ThrowIfAny(rules);
        @case.Save(campaign, form, actor, now, time);
    }
}
