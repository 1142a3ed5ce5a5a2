using OpsConsole.Domain.People;

namespace OpsConsole.Domain.Notifications;

/// <summary>How a person wants to be told of one kind of thing, where that is not how everybody is (docs/rules.md, "Ways of being told").</summary>
public sealed class NotificationChoice
{
    public int UserId { get; init; }
    public NotificationKind Kind { get; init; }
    public bool InConsole { get; set; }
    public bool ByMail { get; set; }
}

/// <summary>How one kind of thing is told: in the console, by e-mail, both or not at all (docs/rules.md, "Ways of being told").</summary>
public sealed record ToldHow(NotificationKind Kind, bool InConsole, bool ByMail)
{
    /// <summary>As long as a person chose nothing: everything in the console, reminders, deadlines that passed, weekly reports, those of the cell, questions to an area and what waits for the supervisors by e-mail too.</summary>
    public static ToldHow Usual(NotificationKind kind) => new(kind, true, kind is NotificationKind.Reminder or NotificationKind.DeadlinePassed or NotificationKind.WeeklyReport or NotificationKind.Escalated or NotificationKind.AnswerLate or NotificationKind.CellDay or NotificationKind.CellQuality or NotificationKind.Blocked);

    /// <summary>The kinds that people of this role can be told of at all.</summary>
    public static IReadOnlyList<NotificationKind> KindsOf(Role role) => [.. Enum.GetValues<NotificationKind>().Where(kind => kind switch
    {
        NotificationKind.ExportDone or NotificationKind.ExportFailed => true,
        NotificationKind.Reminder => role == Role.BranchHead,
        NotificationKind.WeeklyReport => role is Role.ExperienceAnalyst or Role.RegionalSupervisor,
        NotificationKind.CellDay or NotificationKind.CellQuality or NotificationKind.Blocked => role is Role.RegionalSupervisor,
        NotificationKind.ImportDone or NotificationKind.ImportFailed => role is Role.ExperienceAnalyst or Role.BackOffice,
        _ => role != Role.Administrator,
    })];
}
