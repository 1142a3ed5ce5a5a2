using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Web.Controls;

namespace OpsConsole.Web.Cases;

/// <summary>Why a case stands where it stands in the pending queue, in the order of work.</summary>
public enum PendingGroup
{
    Now,
    Overdue,
    Today,
    Later,
}

/// <summary>One case of the pending queue as its page shows it.</summary>
public sealed record PendingRow(CaseRow Row, Campaign Campaign, CampaignTime Time)
{
    public string Href => ProjectPlaces.FromQueue(ProjectPlaces.CaseAddress(Campaign, Row.Number));

    public SlaState? Sla => SlaPolicy.StateOf(Row.DueAt, Row.CompletedAt, Time.UtcNow);

    public PendingGroup Group { get; } =
        Row.NextContactAt <= Time.UtcNow ? PendingGroup.Now
        : Row.DueAt < Time.UtcNow ? PendingGroup.Overdue
        : Row.DueAt is { } due && Time.Day(due) == Time.Today ? PendingGroup.Today
        : PendingGroup.Later;

    public string Glyph => Group == PendingGroup.Now ? "alarm" : Campaign.Kind == CampaignKind.ServiceCase ? "support_agent" : "star";

    /// <summary>What it is about, in a line.</summary>
    public string? About => Row.Subject is { } subject && (subject.Type ?? subject.Description) is not null
        ? string.Join(" · ", new[] { subject.Type, subject.Description }.Where(said => !string.IsNullOrWhiteSpace(said)))
        : Row.AlertReason;

    /// <summary>The moment from which on it stands elsewhere by time alone; null where it stays.</summary>
    public DateTime? MovesAt => new[] { Row.NextContactAt, Row.DueAt }.Where(at => at > Time.UtcNow).Min();
}
