namespace OpsConsole.Domain.Cases;

/// <summary>What a person enters to manage an alert: codes of the campaign's catalogues and texts. Follow-up may leave any field empty; finishing needs all (docs/rules.md, "Closing rules").</summary>
public sealed record AlertForm
{
    public const string FollowUpState = "follow_up", FinishedState = "finished";

    public string? IncidentType { get; init; }
    public string? ContactType { get; init; }
    public string? ActionPlan { get; init; }
    public string? RootCause { get; init; }
    public string? PlanOwner { get; init; }
    public DateOnly? PlanCheckOn { get; init; }
    public DateTime? NextContactAt { get; init; }
    public string? State { get; init; }

    public bool IsFinished => State == FinishedState;

    /// <summary>What the case holds now, as the form shows it.</summary>
    public static AlertForm Of(Case alert) => new()
    {
        IncidentType = alert.IncidentType,
        ContactType = alert.ContactType,
        ActionPlan = alert.ActionPlan,
        RootCause = alert.RootCause,
        PlanOwner = alert.PlanOwner,
        PlanCheckOn = alert.PlanCheckOn,
        NextContactAt = alert.NextContactAt,
        State = StateOf(alert.Status),
    };

    public static AlertForm Of(CaseRow alert) => new()
    {
        IncidentType = alert.IncidentType,
        ContactType = alert.ContactType,
        ActionPlan = alert.ActionPlan,
        RootCause = alert.RootCause,
        PlanOwner = alert.PlanOwner,
        PlanCheckOn = alert.PlanCheckOn,
        NextContactAt = alert.NextContactAt,
        State = StateOf(alert.Status),
    };

    private static string StateOf(CaseStatus status) => status == CaseStatus.Completed ? FinishedState : FollowUpState;
}
