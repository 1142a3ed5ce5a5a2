using OpsConsole.Domain.Cases;

namespace OpsConsole.Web.Api;

public sealed record AttemptBody(string? Channel, string? ContactPoint, string? Result, DateTime? At)
{
    public AttemptReport Report => new(Channel, ContactPoint, Result, At);
}

public sealed record ManagementBody(string? IncidentType, string? ContactType, string? ActionPlan, string? RootCause, string? PlanOwner, DateOnly? PlanCheckOn, DateTime? NextContactAt, string? State)
{
    public AlertForm Form => new()
    {
        IncidentType = IncidentType,
        ContactType = ContactType,
        ActionPlan = ActionPlan,
        RootCause = RootCause,
        PlanOwner = PlanOwner,
        PlanCheckOn = PlanCheckOn,
        NextContactAt = NextContactAt,
        State = State,
    };
}

public sealed record ReasonBody(string? Reason);

public sealed record TransferBody(string? Branch, string? Reason);

public sealed record ShareBody(string? User);

public sealed record ReassignBody(string? User, string? Reason);

public sealed record CustomerChoiceBody(string? Customer, bool? Confirm);

public sealed record NoteBody(string? Text);

/// <summary>An entry of a case's log as the contract has it.</summary>
public sealed record EventAnswer(long Seq, DateTime At, NamedAnswer? By, string Type, System.Text.Json.JsonElement Data);
