using System.Linq.Expressions;
using System.Reflection;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.RepeatContacts;

namespace OpsConsole.Domain.Exports;

/// <summary>What a file reads of a case: only the columns that it shows are filled, since hundreds of thousands of rows are read.</summary>
public sealed class ExportRow
{
    public long Id { get; init; }
    public int BranchId { get; init; }
    public int? ResponsibleId { get; init; }
    public CaseStatus Status { get; init; }
    public bool IsAlert { get; init; }
    public string? AlertReason { get; init; }
    public int? Score { get; init; }
    public SurveyGroup? Group { get; init; }
    public CasePriority Priority { get; init; }
    public int AttemptCount { get; init; }
    public string? IncidentType { get; init; }
    public string? ContactType { get; init; }
    public string? ActionPlan { get; init; }
    public string? RootCause { get; init; }
    public DateTime ReceivedAt { get; init; }
    public DateTime CreatedAt { get; init; }
    public DateTime? StartedAt { get; init; }
    public DateTime? CompletedAt { get; init; }
    public DateTime? DueAt { get; init; }
    public DateTime? NextContactAt { get; init; }
    public string? Tags { get; init; }
    public string? CustomerName { get; init; }
    public string? Type { get; init; }
    public string? Description { get; init; }
    public string? Account { get; init; }
    public string? DispositionLabels { get; init; }
    public string? DispositionData { get; init; }
    public DateOnly? DisposedOn { get; init; }
    public int? DisposedById { get; init; }
    public string? Observations { get; init; }
    public string? Cause { get; init; }
    public string? Area { get; init; }
    public EscalationState? EscalationState { get; init; }
    public int? FormById { get; init; }
    public string? QualityMark { get; init; }
    public DateTime? AnswerDueAt { get; init; }
    public string? EscalationData { get; init; }
    public string? Subject { get; init; }
    public DateTime? RespondedAt { get; init; }
    public DateTime? BlockedAt { get; init; }
    public string? RequirementData { get; init; }
    public string? Data { get; init; }
    public string? Numbers { get; init; }

    /// <param name="parts">Names of the properties to read; the id always is.</param>
    internal static Expression<Func<Case, ExportRow>> Of(IEnumerable<string> parts)
    {
        var @case = Expression.Parameter(typeof(Case), "c");
        return Expression.Lambda<Func<Case, ExportRow>>(Expression.MemberInit(Expression.New(typeof(ExportRow)), parts.Append(nameof(Id)).Distinct().Order(StringComparer.Ordinal)
            .Select(name => Expression.Bind((MemberInfo)typeof(ExportRow).GetProperty(name)!, Expression.Property(@case, name)))), @case);
    }
}

/// <summary>The names behind the ids of branches and people.</summary>
public sealed record ExportNames(IReadOnlyDictionary<int, string> Branches, IReadOnlyDictionary<int, string> Regions, IReadOnlyDictionary<int, string> People);
