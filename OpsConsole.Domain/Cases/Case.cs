using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;
using OpsConsole.Domain.RepeatContacts;
using OpsConsole.Domain.Requirements;
using OpsConsole.Domain.Retention;

namespace OpsConsole.Domain.Cases;

/// <summary>The unit of work of every campaign. Its state changes only through the guarded transitions of <c>Case.Transitions.cs</c>, each of which appends to the log and raises <see cref="Version"/>.</summary>
public sealed partial class Case
{
    /// <summary>How long the person who saved, finished, transferred, shared or reassigned can take it back.</summary>
    public static readonly TimeSpan UndoWindow = TimeSpan.FromSeconds(10);

    /// <summary>How long a change of customer can be taken back, if nothing changed since, and a merge, whatever came later.</summary>
    public static readonly TimeSpan LongUndoWindow = TimeSpan.FromHours(24);

    private readonly List<CaseEvent> _log = [];

    /// <summary>The name of a responsible set on this instance; the navigation knows the stored one only.</summary>
    private string? _responsibleName;

    private Case()
    {
    }

    public long Id { get; private set; }
    public string Number => CaseNumber.Of(Id);
    public int CampaignId { get; private set; }
    public int BranchId { get; private set; }
    public Branch? Branch { get; private set; }
    public CaseStatus Status { get; private set; }

    /// <summary>Not Completed.</summary>
    public bool IsOpen { get; private set; } = true;

    /// <summary>Taken back with its import: in no list, its key free again; its events stay.</summary>
    public bool IsRemoved { get; private set; }
    public bool IsAlert { get; private set; }

    /// <summary>Why it is an alert, in the words of the rule: "Recomendación 3 ≤ 6".</summary>
    public string? AlertReason { get; private set; }
    public int? Score { get; private set; }
    public SurveyGroup? Group { get; private set; }
    public int? ResponsibleId { get; private set; }
    public OpsUser? Responsible { get; private set; }

    /// <summary>Where the responsible was loaded or set on this instance.</summary>
    public string? ResponsibleName => ResponsibleId is null ? null : _responsibleName ?? Responsible?.Name;

    /// <summary>The survey time, or the creation of a case without survey; deadlines count from here. UTC.</summary>
    public DateTime ReceivedAt { get; private set; }
    public DateTime CreatedAt { get; private set; }
    public DateTime? StartedAt { get; private set; }
    public DateTime? CompletedAt { get; private set; }
    public DateTime? DueAt { get; private set; }
    public DateTime? NextContactAt { get; private set; }

    /// <summary>Nobody has been told yet that the time agreed for the next contact has come (docs/rules.md, "Notifications").</summary>
    public bool AwaitsContact { get; private set; }
    public int ReopenedCount { get; private set; }
    public int AttemptCount { get; private set; }
    public CasePriority Priority { get; private set; } = CasePriority.Normal;

    /// <summary>Free words of the campaign, as a JSON list of folded texts.</summary>
    public string Tags { get; private set; } = CaseTags.None;

    public string? IncidentType { get; private set; }
    public string? ContactType { get; private set; }
    public string? ActionPlan { get; private set; }
    public string? RootCause { get; private set; }
    public string? PlanOwner { get; private set; }
    public DateOnly? PlanCheckOn { get; private set; }

    /// <summary>What a service case is about: one of the campaign's types, and in words. The type of a withdrawal request is its product line.</summary>
    public string? Type { get; private set; }
    public string? Description { get; private set; }

    /// <summary>The account it concerns, as the customer's contract names it.</summary>
    public string? Account { get; private set; }

    /// <summary>The chosen disposition, codes and the labels they had then, as JSON lists; null until somebody chose one.</summary>
    public string? DispositionPath { get; private set; }
    public string? DispositionLabels { get; private set; }
    public string? Observations { get; private set; }

    /// <summary>What the disposition of a withdrawal request led to, as JSON; the next three repeat what figures read of it (docs/rules.md, "Retention figures").</summary>
    public string? DispositionData { get; private set; }
    public DateOnly? DisposedOn { get; private set; }
    public int? DisposedById { get; private set; }

    /// <summary>Per cent times months of the benefit.</summary>
    public int? DiscountPoints { get; private set; }

    public RetentionOutcome? Outcome => DispositionData is null ? null : Json.Read<RetentionOutcome>(DispositionData);

    /// <summary>The form of a repeat-contacts cell and all that became of it, as JSON; the next ones repeat what lists and figures read of it (docs/rules.md, "Escalations").</summary>
    public string? EscalationData { get; private set; }

    /// <summary>A to I, as the back office sees it, else as the form says.</summary>
    public string? Cause { get; private set; }

    /// <summary>The area that it is, or was last, escalated to; before that the one that the form proposes. Of a requirement: the one that answers.</summary>
    public string? Area { get; private set; }
    public EscalationState? EscalationState { get; private set; }

    /// <summary>The local day of the form, and who filled it in.</summary>
    public DateOnly? FormOn { get; private set; }
    public int? FormById { get; private set; }
    public DateTime? EscalatedAt { get; private set; }

    /// <summary>By when the area has to answer.</summary>
    public DateTime? AnswerDueAt { get; private set; }

    /// <summary>The area has not answered, and nobody has been told yet that its time is over.</summary>
    public bool AwaitsAnswer { get; private set; }

    /// <summary>The mark that counts, and whether it is one of an error.</summary>
    public string? QualityMark { get; private set; }
    public bool? IsWrong { get; private set; }

    public Escalation? Escalation => EscalationData is null ? null : Json.Read<Escalation>(EscalationData);

    /// <summary>What a requirement or an insistence says besides and all that became of it, as JSON; the next ones, and the area, repeat what lists and rules read of it (docs/rules.md, "Requirements").</summary>
    public string? RequirementData { get; private set; }

    /// <summary>Code of what it is about.</summary>
    public string? Subject { get; private set; }

    /// <summary>The requirement that an insistence stands on.</summary>
    public long? InitialId { get; private set; }

    /// <summary>When the area said its last answer.</summary>
    public DateTime? RespondedAt { get; private set; }

    /// <summary>Since when no further ticket may stand on it and the supervisors have it.</summary>
    public DateTime? BlockedAt { get; private set; }

    public Requirement? Requirement => RequirementData is null ? null : Json.Read<Requirement>(RequirementData);

    /// <summary>The customer as the source names it: its reference there, and its name.</summary>
    public string? CustomerRef { get; private set; }
    public string? CustomerName { get; private set; }

    /// <summary>The public id of the customer that the case belongs to, where the console knows one (docs/rules.md, "Customers").</summary>
    public string? CustomerId { get; private set; }

    /// <summary>The customer's document, phones and e-mails as they were when the case last followed it: what the search box reads.</summary>
    public string? CustomerText { get; private set; }

    /// <summary>The source's key: unique in the campaign, so that the same row twice is one case. Null once taken back.</summary>
    public string? ExternalId { get; private set; }
    public string? RowHash { get; private set; }
    public string? ImportId { get; private set; }

    /// <summary>Rises by one with every logged change; what a save was based on is compared with it.</summary>
    public long Version { get; private set; }

    /// <summary>{key: value as it came}: shown and exported; no predicate reads it.</summary>
    public string Data { get; private set; } = "{}";

    /// <summary>{key: number} and {key: folded text}: what filters and sorting read.</summary>
    public string Numbers { get; private set; } = "{}";
    public string Folded { get; private set; } = "{}";

    /// <summary>Every column's folded text, one per line: what the search box reads.</summary>
    public string SearchText { get; private set; } = "";

    public List<ContactAttempt> Attempts { get; } = [];
    public List<CaseShare> Shares { get; } = [];

    /// <summary>What this instance appended; it reaches the table in the transaction of the change.</summary>
    public IReadOnlyList<CaseEvent> Log => _log;

    public SlaState? SlaStateAt(DateTime now) => SlaPolicy.StateOf(DueAt, CompletedAt, now);

    public IReadOnlyDictionary<string, string> Values => Json.Read<Dictionary<string, string>>(Data);

    /// <summary>Makes the columns that filters and search read agree with the values. <paramref name="content"/>: imported values by key; null keeps those stored.</summary>
    private void Index(Campaign campaign, IReadOnlyDictionary<string, FieldValue>? content = null)
    {
        content ??= StoredContent();
        var data = content.ToDictionary(p => p.Key, p => p.Value.Raw);
        var fields = new CaseFields();
        foreach (var (key, value) in content)
            fields.Put(key, value);
        fields.Put(CaseFields.Incident, IncidentType);
        fields.Put(CaseFields.Contact, ContactType);
        fields.Put(CaseFields.Plan, ActionPlan);
        fields.Put(CaseFields.Cause, RootCause);
        fields.Put(CaseFields.Reason, AlertReason);
        fields.Put(CaseFields.Disposition, DispositionLabels is null ? null : string.Join(" › ", Json.Read<List<string>>(DispositionLabels)));
        fields.Put(CaseFields.Observation, Observations);
        fields.Put(CaseFields.Group, Group?.ToString());
        if (campaign.Kind.IsServiceWork())
            foreach (var (key, text) in new[] { (CaseFields.Customer, CustomerName), (CaseFields.Type, Type), (CaseFields.Description, Description), (CaseFields.Account, Account) })
                fields.Put(key, text);
        if (Outcome is { } outcome)
        {
            fields.Put(CaseFields.Closure, outcome.Closure?.Code);
            fields.Put(CaseFields.CloseBy, outcome.Closure is { } closure ? CampaignTime.Of(campaign, TimeProvider.System).StartOf(closure.DueDate) : (DateTime?)null);
            fields.Put(CaseFields.Benefit, outcome.Benefit?.Words);
            fields.Put(CaseFields.DisposedOn, CampaignTime.Of(campaign, TimeProvider.System).StartOf(outcome.On));
            fields.Put(CaseFields.BenefitMonths, (double?)outcome.Benefit?.Months.Count);
            fields.Put(CaseFields.DiscountMonths, outcome.Benefit is null ? null : (double?)(outcome.DiscountPoints / 100.0));
        }
        if (Escalation is { } escalation)
            IndexEscalation(escalation, fields);
        if (Requirement is { } requirement)
            IndexRequirement(requirement, fields);
        fields.Put(CaseFields.Tags, string.Join(' ', CaseTags.Read(Tags)));
        fields.Put(CaseFields.Score, (double?)Score);
        fields.Put(CaseFields.Attempts, (double?)AttemptCount);
        fields.Put(CaseFields.Due, DueAt);
        fields.Put(CaseFields.Next, NextContactAt);
        fields.Put(CaseFields.Created, CreatedAt);
        fields.Put(CaseFields.Started, StartedAt);
        fields.Put(CaseFields.Completed, CompletedAt);
        (Data, Numbers, Folded) = (Json.Write(data), fields.Numbers, fields.Folded);
        SearchText = fields.SearchText(campaign.Schema, data, ResponsibleName, CustomerName, CustomerText, Type, Description, Account, Claimant);
    }

    private Dictionary<string, FieldValue> StoredContent()
    {
        var numbers = CaseFields.ReadNumbers(Numbers);
        return Values.ToDictionary(p => p.Key, p => new FieldValue(p.Value, numbers.TryGetValue(p.Key, out var number) ? number : null));
    }

    private void Append(string type, Guid command, int? by, DateTime now, Dictionary<string, object?> data)
    {
        Version++;
        _log.Add(new CaseEvent
        {
            CaseId = Id,
            Case = this,
            CampaignId = CampaignId,
            BranchId = BranchId,
            Version = Version,
            CommandId = command,
            At = now,
            ById = by,
            Type = type,
            Data = Json.Write(data),
        });
    }
}
