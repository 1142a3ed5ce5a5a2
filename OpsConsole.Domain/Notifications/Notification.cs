using OpsConsole.Domain.Messages;

namespace OpsConsole.Domain.Notifications;

/// <summary>Something that happened to a person's work by another hand or by time: codes and numbers, never sentences or a customer's data (docs/rules.md, "Notifications").</summary>
public sealed class Notification
{
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(90);

    /// <summary>What goes on for so long in one direction is one notification that counts: a bulk change tells each person once.</summary>
    internal static readonly TimeSpan Together = TimeSpan.FromMinutes(1);

    /// <summary>A mail server may be away over a weekend; what is told by then is old.</summary>
    private static readonly TimeSpan MailedFor = TimeSpan.FromDays(3), MailPause = TimeSpan.FromHours(2);

    public long Id { get; init; }
    public int UserId { get; init; }
    public NotificationKind Kind { get; init; }

    /// <summary>Null: it is about several cases at once.</summary>
    public long? CaseId { get; init; }

    /// <summary>The version of the case that the event made: what is taken back takes its notification along.</summary>
    public long CaseVersion { get; init; }

    /// <summary>The import, export or bulk change that ended, and the campaign it ran in.</summary>
    public string? JobId { get; init; }
    public int? CampaignId { get; init; }

    /// <summary>How many cases it is about.</summary>
    public int Count { get; init; } = 1;

    /// <summary>Who did it; null: the console itself, or the customer.</summary>
    public int? ById { get; init; }
    public DateTime At { get; init; }
    public DateTime? ReadAt { get; set; }

    /// <summary>What the other person gave as reason, where one is asked for.</summary>
    public string? Reason { get; init; }

    /// <summary>The person does not want to hear of it in the console: it is there to be mailed alone.</summary>
    public bool MailOnly { get; private set; }

    /// <summary>Null: it goes by no e-mail.</summary>
    public MailState? Mail { get; private set; }
    public int MailTries { get; private set; }
    public DateTime? NextMailAt { get; private set; }
    public DateTime? MailLeasedUntil { get; private set; }

    /// <summary>How its person wants to be told of it; a mail waits as long as more of the kind may come, or be taken back.</summary>
    internal Notification By(ToldHow how)
    {
        if (how.ByMail)
            (MailOnly, Mail, NextMailAt) = (!how.InConsole, MailState.Queued, At + Together);
        return this;
    }

    internal void TakeMail(DateTime now, TimeSpan lease) => (Mail, MailTries, MailLeasedUntil) = (MailState.Sending, MailTries + 1, now + lease);

    /// <summary>Left by a process that died while it handed it over.</summary>
    internal void ReleaseMail(DateTime now) => (Mail, NextMailAt, MailLeasedUntil) = (MailState.Queued, now, null);

    /// <summary>What became of a try; a result that comes late counts only if it is a success.</summary>
    internal void RecordMail(Handover result, int tries, DateTime now)
    {
        if (Mail is null or MailState.Sent || (tries != MailTries && result is not Handover.Accepted))
            return;
        var next = now + (RetryPlan.After(MailTries) ?? MailPause);
        Mail = result is Handover.Accepted ? MailState.Sent : result is Handover.Later && next - At <= MailedFor ? MailState.Queued : MailState.Failed;
        (NextMailAt, MailLeasedUntil) = (Mail == MailState.Queued ? next : null, null);
    }

    internal void DropMail() => (Mail, NextMailAt, MailLeasedUntil) = (null, null, null);
}

/// <summary>Where the e-mail of a notification stands (docs/rules.md, "Ways of being told").</summary>
public enum MailState
{
    Queued,
    Sending,
    Sent,

    /// <summary>Refused for good, or the mail server was away for too long.</summary>
    Failed,
}

/// <summary>What a person is told of.</summary>
public enum NotificationKind
{
    /// <summary>A case became theirs.</summary>
    Reassigned,

    /// <summary>A case of theirs became somebody else's.</summary>
    HandedOn,

    /// <summary>Somebody took a case of theirs over.</summary>
    TakenOver,
    Shared,
    Reopened,

    /// <summary>The customer wrote.</summary>
    Message,

    /// <summary>What was written to the customer could not be delivered.</summary>
    MessageFailed,

    /// <summary>The time that was agreed for the next contact has come.</summary>
    NextContactDue,

    /// <summary>What the person had started ended while nobody looked on.</summary>
    ImportDone,
    ImportFailed,
    ExportDone,
    ExportFailed,
    BulkDone,
    BulkFailed,

    /// <summary>Somebody reminds the branch head of cases of the branch.</summary>
    Reminder,

    /// <summary>The figures of a week are there.</summary>
    WeeklyReport,

    /// <summary>The deadline of a case comes near, and it passed: what the campaign has the console remind of.</summary>
    DeadlineNear,
    DeadlinePassed,

    /// <summary>A case was escalated to an area of theirs.</summary>
    Escalated,

    /// <summary>The area that was asked answered, or gave the case back.</summary>
    Answered,
    Returned,

    /// <summary>The area that was asked has not answered in its time.</summary>
    AnswerLate,

    /// <summary>A record of feedback was opened for the person.</summary>
    Feedback,

    /// <summary>The cell's figures of yesterday, and the quality of last week, are there.</summary>
    CellDay,
    CellQuality,

    /// <summary>A requirement on which no further ticket may stand waits for the supervisors.</summary>
    Blocked,
}
