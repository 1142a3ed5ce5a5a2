using System.Text.Json;
using System.Text.Json.Serialization;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Retention;
using OpsConsole.Web.Controls;

namespace OpsConsole.Web.Api;

/// <summary>A person, or a customer, by id and name.</summary>
public sealed record NamedAnswer(object? Id, string? Name);

public sealed record AttemptsAnswer(int Total, int Today);

/// <param name="ExternalClosure">Of a withdrawal request that was decided: how and until when it closes in the transactional system.</param>
/// <param name="Data">What a withdrawal request's disposition said besides.</param>
/// <param name="Benefit">What was granted, with its months.</param>
public sealed record DispositionAnswer(IReadOnlyList<string> Path, IReadOnlyList<string> Labels, string? Observations,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ExternalClosure? ExternalClosure = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] RetentionForm? Data = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] GrantedBenefit? Benefit = null);

public sealed record ManagementAnswer(string? IncidentType, string? ContactType, string? ActionPlan, string? RootCause, string? PlanOwner, DateOnly? PlanCheckOn);

/// <summary>A case as the contract has it. Enumerations are the glossary's codes, times UTC; columns stand under their own names.</summary>
public record CaseAnswer(string Number, string Campaign, string Kind, string Status, bool IsAlert, string? AlertReason, string? Group, int? Score,
    string? SlaState, DateTime? DueAt, DateTime SurveyAt, DateTime CreatedAt, DateTime? StartedAt, DateTime? CompletedAt, string Branch, string Region,
    NamedAnswer? Responsible, NamedAnswer? Customer, string Priority, IReadOnlyList<string> Tags, string? Type, string? Description, string? Account,
    DispositionAnswer? Disposition, AttemptsAnswer Attempts, IReadOnlyList<NamedAnswer> SharedWith, string? MergedInto, int ReopenedCount, DateTime? NextContactAt, long Version,
    IReadOnlyDictionary<string, object> Meta, IReadOnlyDictionary<string, object> Base, IReadOnlyDictionary<string, object> Survey, ManagementAnswer Management, string Url,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] EscalationAnswer? Escalation = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] RequirementAnswer? Requirement = null)
{
    public static CaseAnswer Of(CaseRow row, Campaign campaign, CaseFacts facts, DateTime now)
    {
        var data = Json.Read<Dictionary<string, string>>(row.Data);
        Dictionary<string, object> Columns(string source) => campaign.Schema.Of(source).Where(f => data.ContainsKey(f.Key)).ToDictionary(f => f.Name, f => Value(f, data[f.Key], facts));
        return new(row.Number, campaign.Code, campaign.Kind.ToString(), row.Status.ToString(), row.IsAlert, row.AlertReason, Lower(row.Group), row.Score,
            SlaPolicy.StateOf(row.DueAt, row.CompletedAt, now)?.ToString(), row.DueAt, row.ReceivedAt, row.CreatedAt, row.StartedAt, row.CompletedAt, row.Branch, row.Region,
            row.ResponsibleId is { } responsible ? new(responsible, row.ResponsibleName) : null,
            (row.CustomerId ?? row.CustomerRef ?? row.CustomerName) is null ? null : new(row.CustomerId ?? row.CustomerRef, row.CustomerName),
            Lower<CasePriority>(row.Priority)!, CaseTags.Read(row.Tags), row.Subject?.Type, row.Subject?.Description, row.Subject?.Account, Disposed(row.Subject), new(row.AttemptCount, facts.AttemptsToday), [.. facts.SharedWith.Select(p => new NamedAnswer(p.Id, p.Name))],
            row.MergedInto, row.ReopenedCount, row.NextContactAt, row.Version, Columns(SchemaField.Meta), Columns(SchemaField.Base), Columns(SchemaField.Survey),
            new(row.IncidentType, row.ContactType, row.ActionPlan, row.RootCause, row.PlanOwner, row.PlanCheckOn), ProjectPlaces.CaseAddress(campaign, row.Number), row.Subject?.Escalation is { } escalation ? EscalationAnswer.Of(escalation, row, campaign, now) : null,
            row.Subject?.Requirement is { } requirement ? RequirementAnswer.Of(requirement, row, campaign) : null);
    }

    /// <summary>As its column's type has it; what is none of that type stays the text that came.</summary>
    private static object Value(SchemaField field, string raw, CaseFacts facts)
    {
        if (!facts.Numbers.TryGetValue(field.Key, out var number))
            return raw;
        return field.Type switch
        {
            FieldType.Number => number,
            FieldType.Boolean => number != 0,
            FieldType.Date => DateTime.UnixEpoch.AddMilliseconds(number),
            FieldType.Text or FieldType.Choice or null => raw,
        };
    }

    private static DispositionAnswer? Disposed(CaseSubject? subject) => subject is { Path: { } path, Labels: { } labels }
        ? new(Json.Read<List<string>>(path), Json.Read<List<string>>(labels), subject.Observations, subject.Outcome?.Closure, subject.Outcome?.Form, subject.Outcome?.Benefit) : null;

    private static string? Lower<T>(T? value) where T : struct, Enum => value is { } known ? JsonNamingPolicy.CamelCase.ConvertName(known.ToString()) : null;
}

/// <summary>The case after a merge was taken back, with what came to the target meanwhile and stays there, oldest first.</summary>
public sealed record MergeTakenBackAnswer : CaseAnswer
{
    public MergeTakenBackAnswer(CaseAnswer known, IReadOnlyList<HistoryEntry> stayed) : base(known) => Stayed = [.. stayed.Select(EventAnswer.Of)];

    public IReadOnlyList<EventAnswer> Stayed { get; }
}
