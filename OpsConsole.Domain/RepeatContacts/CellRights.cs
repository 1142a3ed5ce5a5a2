using OpsConsole.Domain.Cases;
using OpsConsole.Domain.People;

namespace OpsConsole.Domain.RepeatContacts;

/// <summary>What a person may do with a case of the cell; the desk asks again (docs/rules.md, "Escalations").</summary>
/// <param name="Manages">Cause, checklist, management, areas, end.</param>
/// <param name="Answers">The open question is one to an area of theirs.</param>
/// <param name="Rules">May mark what the form was worth.</param>
/// <param name="OnlyAsArea">Sees the case for nothing else.</param>
public readonly record struct CellRights(bool Manages, bool Answers, bool Rules, bool OnlyAsArea)
{
    public static CellRights Of(Actor actor, CaseDetail detail, Escalation escalation)
    {
        var (row, cell) = (detail.Row, detail.Campaign.Settings.Cell);
        var isOfArea = escalation.Rounds is [.., var last] && cell.Area(last.Area) is { } area && area.People.Contains(actor.Id) && row.Status != CaseStatus.Completed;
        var onlyAsArea = isOfArea && CaseScope.PathsOf(actor, new(row.CampaignId, row.BranchId, [.. detail.SharedWith.Select(s => s.Id)], [])).Count == 0;
        var manages = actor.MayManageCell && !onlyAsArea;
        return new(manages, isOfArea && actor.MayWork && escalation.State == EscalationState.Open, manages || (isOfArea && actor.MayWork), onlyAsArea);
    }
}
