using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;

namespace OpsConsole.Web.Cases;

/// <summary>The alert as its page shows it now, and who looks at it.</summary>
public sealed record AlertCase(Actor Actor, CaseDetail Detail, CampaignTime Time, IReadOnlyDictionary<string, string> Values)
{
    public CaseRow Row => Detail.Row;
    public string Number => Row.Number;
    public CampaignSettings Settings => Detail.Campaign.Settings;
    public bool IsCompleted => Row.Status == CaseStatus.Completed;
    public SlaState? Sla => SlaPolicy.StateOf(Row.DueAt, Row.CompletedAt, Time.UtcNow);

    /// <summary>All that finishing with this form still lacks.</summary>
    public IReadOnlyList<Refusal> ToFinish(AlertForm form) => ClosingRules.ToFinish(Row.Status, Detail.Attempts, form, Settings, Actor, Time);
}
