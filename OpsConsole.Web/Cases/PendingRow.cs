using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Retention;
using OpsConsole.Web.Controls;

namespace OpsConsole.Web.Cases;

/// <summary>Why a case stands where it stands in the order of work.</summary>
public enum PendingGroup
{
    Now,
    Overdue,
    Today,
    Later,
}

/// <summary>One case of a list of the queue as its page shows it, at the moment it was read.</summary>
public sealed record PendingRow(CaseRow Row, Campaign Campaign, CampaignTime Time, QueueList List)
{
    private readonly DateTime _readAt = Time.UtcNow;

    public string Href => ProjectPlaces.FromQueue(ProjectPlaces.CaseAddress(Campaign, Row.Number));

    public SlaState? Sla => SlaPolicy.StateOf(Row.DueAt, Row.CompletedAt, Time.UtcNow);

    public PendingGroup Group { get; } =
        Row.NextContactAt <= Time.UtcNow ? PendingGroup.Now
        : Row.DueAt < Time.UtcNow ? PendingGroup.Overdue
        : Row.DueAt is { } due && Time.Day(due) == Time.Today ? PendingGroup.Today
        : PendingGroup.Later;

    /// <summary>The local day of the agreed contact; null in lists that have no days.</summary>
    public DateOnly? Day => List == QueueList.Scheduled && Row.NextContactAt is { } at ? Time.Day(at) : null;

    /// <summary>How many days from today that is.</summary>
    public int? DaysAhead => Day is { } day ? day.DayNumber - Time.Day(_readAt).DayNumber : null;

    /// <summary>What stands under one heading.</summary>
    public string Section => List is QueueList.ClosedToday or QueueList.Escalated ? List.ToString() : Day is { } day ? day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) : Group.ToString();

    public bool IsDue => Group == PendingGroup.Now && List is (QueueList.Pending or QueueList.Shared);

    public string Glyph => List == QueueList.ClosedToday ? "task_alt" : List == QueueList.Escalated ? "block" : List == QueueList.Scheduled || IsDue ? "alarm" : Campaign.Kind switch
    {
        CampaignKind.CloseTheLoop => "star",
        CampaignKind.Retention => "handshake",
        CampaignKind.RepeatContact => "replay",
        CampaignKind.Requirement => "assignment",
        _ => "support_agent",
    };

    /// <summary>What it is about, in a line.</summary>
    public string? About => Campaign.Kind == CampaignKind.Retention ? OfRequest(RetentionRequest.Of(Campaign, Json.Read<Dictionary<string, string>>(Row.Data), Row.CustomerName)) : Row.Subject is { } subject && (subject.Type ?? subject.Description) is not null
        ? string.Join(" · ", new[] { subject.Type, subject.Description }.Where(said => !string.IsNullOrWhiteSpace(said)))
        : Row.AlertReason;

    private static string? OfRequest(RetentionRequest request) => new[] { request.Product, request.ServiceNumber, request.ComplaintNumber }.OfType<string>().ToList() is { Count: > 0 } said ? string.Join(" · ", said) : null;

    /// <summary>The moment from which on it stands elsewhere by time alone; null where it stays.</summary>
    public DateTime? MovesAt => new[] { Row.NextContactAt, Row.DueAt }.Where(at => at > _readAt).Min();
}
