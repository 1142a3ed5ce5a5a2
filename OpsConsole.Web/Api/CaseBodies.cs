using System.Text.Json;
using System.Text.Json.Serialization;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.RepeatContacts;
using OpsConsole.Domain.Retention;

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

public sealed record MergeBody(string? Target, bool? ConfirmDifferentCustomer);

public sealed record NoteBody(string? Text);

public sealed record DispositionBody(IReadOnlyList<string?>? Path, string? Observations, DateTime? NextContactAt, RetentionForm? Data)
{
    public DispositionForm Form => new(Path, Observations, NextContactAt) { Data = Data };
}

/// <summary>A case to be made: its customer by id, or described.</summary>
public sealed record NewCaseBody(string? Campaign, string? Branch, string? Type, string? Description, string? Priority, NewCaseCustomer? Customer, string? Account, IReadOnlyDictionary<string, string?>? Base, EscalationForm? Form)
{
    /// <summary>The form of a repeat-contacts cell.</summary>
    public EscalationForm Escalation => (Form ?? new()) with { Account = Account ?? Form?.Account };

    public ServiceCaseForm Service => new() { Type = Type, Description = Description, Priority = Priority, Account = Account, Base = Base ?? new Dictionary<string, string?>() };
}

public sealed record EscalationBody(string? Area, string? Note);

public sealed record AnswerBody(string? Text, DateTime? At);

public sealed record QualityBody(string? Mark, string? Note);

/// <summary>What the back office of a repeat-contacts cell fills in.</summary>
public sealed record CellManagementBody(string? Cause, IReadOnlyDictionary<string, bool>? Checks, string? Management, string? Observations, string? CaseState, string? SecondObservation)
{
    public CellManagement Form => new()
    {
        Cause = Cause,
        Checks = Checks ?? new Dictionary<string, bool>(),
        Management = Management,
        Observations = Observations,
        CaseState = CaseState,
        SecondObservation = SecondObservation,
    };
}

/// <summary>Only what is given changes; null takes a text away.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record CasePatch(JsonElement Type, JsonElement Description, JsonElement Priority, JsonElement Account, JsonElement Channel, JsonElement ProductLine, JsonElement Category1, JsonElement Category2, JsonElement Category3,
    JsonElement Responsible, JsonElement DocumentClass, JsonElement Problem)
{
    /// <summary>What only a requirement has.</summary>
    private IEnumerable<(JsonElement Given, string Field)> OfRequirements =>
        [(Channel, "channel"), (ProductLine, "productLine"), (Category1, "category1"), (Category2, "category2"), (Category3, "category3"), (Responsible, "responsible"), (DocumentClass, "documentClass"), (Problem, "problem")];

    /// <summary>The case as it would be, and what is no text.</summary>
    public (ServiceCaseForm Form, IReadOnlyList<Refusal> Errors) Over(CaseRow row)
    {
        var errors = OfRequirements.Where(f => f.Given.ValueKind != JsonValueKind.Undefined).Select(f => new Refusal("unknown", f.Field)).ToList();
        string? Text(JsonElement given, string field, string? now)
        {
            if (given.ValueKind == JsonValueKind.Undefined)
                return now;
            if (given.ValueKind is JsonValueKind.String or JsonValueKind.Null)
                return given.GetString();
            errors.Add(new("json", field));
            return now;
        }
        return (new()
        {
            Type = Text(Type, "type", row.Subject?.Type),
            Description = Text(Description, "description", row.Subject?.Description),
            Priority = Text(Priority, "priority", Codes.Of(row.Priority)),
            Account = Text(Account, "account", row.Subject?.Account),
        }, errors);
    }
}

/// <summary>An entry of a case's log as the contract has it.</summary>
/// <param name="Number">The case that it happened to: this one, or one that lives on in it.</param>
public sealed record EventAnswer(long Seq, DateTime At, NamedAnswer? By, string Type, JsonElement Data, string Number)
{
    public static EventAnswer Of(HistoryEntry entry) => new(entry.Sequence, entry.At, entry.ById is { } by ? new(by, entry.ByName) : null, entry.Type, entry.Data, entry.Number);
}
