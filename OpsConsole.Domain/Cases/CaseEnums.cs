namespace OpsConsole.Domain.Cases;

/// <summary>The six states of every kind (docs/rules.md, "State machine").</summary>
public enum CaseStatus
{
    Unmanaged,
    Started,
    FollowUp,
    Shared,
    Transferred,
    Completed,
}

/// <summary>Where a case stands towards its deadline; computed when read, never stored.</summary>
public enum SlaState
{
    OnTime,
    DueSoon,
    Overdue,
    Met,
    Missed,
}

/// <summary>The group of a survey answer; null where it has no score.</summary>
public enum SurveyGroup
{
    Detractor,
    Passive,
    Promoter,
    Dissatisfied,
    Satisfied,
}

/// <summary>How urgent people say a case is; the deadline is another matter.</summary>
public enum CasePriority
{
    Low,
    Normal,
    High,
    Urgent,
}

/// <summary>By which way a contact was tried.</summary>
public enum AttemptChannel
{
    Phone,
    Sms,
    Whatsapp,
    Email,
}

/// <summary>How a contact attempt ended.</summary>
public enum AttemptResult
{
    Effective,
    NoAnswer,
    PhoneOff,
    RefusesCalls,
}
