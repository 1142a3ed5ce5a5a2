using System.Linq.Expressions;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.People;
using OpsConsole.Domain.RepeatContacts;
using OpsConsole.Domain.Requirements;
using OpsConsole.Domain.Retention;

namespace OpsConsole.Domain.Cases;

/// <summary>What lists, the alert page and the API show of a case; never the long columns that only predicates read.</summary>
public sealed record CaseRow(long Id, int CampaignId, int BranchId, string Branch, string BranchName, string Region, CaseStatus Status, bool IsAlert, string? AlertReason,
    int? Score, SurveyGroup? Group, int? ResponsibleId, string? ResponsibleName, string? CustomerRef, string? CustomerName,
    DateTime ReceivedAt, DateTime CreatedAt, DateTime? StartedAt, DateTime? CompletedAt, DateTime? DueAt, DateTime? NextContactAt, int ReopenedCount, int AttemptCount,
    CasePriority Priority, string? IncidentType, string? ContactType, string? ActionPlan, string? RootCause, string? PlanOwner, DateOnly? PlanCheckOn, long Version, string Tags, string Data, string? CustomerId = null, long? MergedIntoId = null)
{
    public string Number => CaseNumber.Of(Id);

    /// <summary>Whether opening it to work it would change it: of one that is worked already there is nothing to be written.</summary>
    public bool ChangesWhenOpenedBy(Actor actor) => ResponsibleId is null || Case.IsStartedBy(actor, Status, BranchId);

    /// <summary>The number of the case that this one lives on in.</summary>
    public string? MergedInto => MergedIntoId is { } id ? CaseNumber.Of(id) : null;

    /// <summary>{key: number}, where it was asked for.</summary>
    public string? Numbers { get; init; }

    /// <summary>What a service case is about and how it went, where it was asked for.</summary>
    public CaseSubject? Subject { get; init; }

    public static readonly Expression<Func<Case, CaseRow>> Projection = c => new CaseRow(c.Id, c.CampaignId, c.BranchId, c.Branch!.Code, c.Branch.Name, c.Branch.Region!.Code,
        c.Status, c.IsAlert, c.AlertReason, c.Score, c.Group, c.ResponsibleId, c.Responsible!.Name, c.CustomerRef, c.CustomerName,
        c.ReceivedAt, c.CreatedAt, c.StartedAt, c.CompletedAt, c.DueAt, c.NextContactAt, c.ReopenedCount, c.AttemptCount,
        c.Priority, c.IncidentType, c.ContactType, c.ActionPlan, c.RootCause, c.PlanOwner, c.PlanCheckOn, c.Version, c.Tags, c.Data, c.CustomerId, c.MergedIntoId);

    private static readonly Expression<Func<Case, CaseSubject>> SubjectOf = c => new CaseSubject(c.Type, c.Description, c.Account, c.DispositionPath, c.DispositionLabels, c.Observations, c.DispositionData, c.EscalationData, c.FormById, c.Cause, c.Area, c.EscalationState, c.QualityMark, c.RequirementData, c.Subject, c.RespondedAt, c.BlockedAt);

    /// <summary>With the numbers and the subject too: what a list needs that shows dates of the campaign's own columns, and what the API answers.</summary>
    public static readonly Expression<Func<Case, CaseRow>> WithNumbers = Expression.Lambda<Func<Case, CaseRow>>(
        Expression.MemberInit((NewExpression)Projection.Body, Expression.Bind(typeof(CaseRow).GetProperty(nameof(Numbers))!, Expression.Property(Projection.Parameters[0], nameof(Case.Numbers))),
            Expression.Bind(typeof(CaseRow).GetProperty(nameof(Subject))!, new Rename(SubjectOf.Parameters[0], Projection.Parameters[0]).Visit(SubjectOf.Body)!)),
        Projection.Parameters);

    /// <summary>Of a case at hand, which was loaded with branch and region.</summary>
    public static CaseRow Of(Case loaded) => FromMemory.Value(loaded);

    private static readonly Lazy<Func<Case, CaseRow>> FromMemory = new(() => ((Expression<Func<Case, CaseRow>>)new NameAtHand().Visit(WithNumbers)).Compile());

    /// <summary>A database joins the responsible where there is one; here there may be none, or one set just now.</summary>
    private sealed class NameAtHand : ExpressionVisitor
    {
        protected override Expression VisitMember(MemberExpression node) => node is { Member.Name: nameof(OpsUser.Name), Expression: MemberExpression { Member.Name: nameof(Case.Responsible) } responsible }
            ? Expression.Property(responsible.Expression!, nameof(Case.ResponsibleName))
            : base.VisitMember(node);
    }

    /// <summary>The row as part of a larger projection.</summary>
    internal static Expression Of(ParameterExpression @case, bool withNumbers)
    {
        var whole = withNumbers ? WithNumbers : Projection;
        return new Rename(whole.Parameters[0], @case).Visit(whole.Body)!;
    }
}

/// <summary>The words of a service case; null in cases of other kinds.</summary>
/// <param name="Path">Codes of the chosen disposition, as a JSON list.</param>
/// <param name="Labels">Their labels at that time.</param>
/// <param name="Data">What a withdrawal request came to, as JSON.</param>
/// <param name="Cell">The form of a repeat-contacts cell and what became of it, as JSON.</param>
/// <param name="FormById">Who filled it in.</param>
/// <param name="Ticket">What a requirement says and what became of it, as JSON.</param>
public sealed record CaseSubject(string? Type, string? Description, string? Account, string? Path, string? Labels, string? Observations, string? Data = null, string? Cell = null, int? FormById = null, string? Cause = null, string? Area = null, EscalationState? EscalationState = null, string? QualityMark = null,
    string? Ticket = null, string? SubjectCode = null, DateTime? RespondedAt = null, DateTime? BlockedAt = null)
{
    public RetentionOutcome? Outcome => Data is null ? null : Json.Read<RetentionOutcome>(Data);
    public Requirement? Requirement => Ticket is null ? null : Json.Read<Requirement>(Ticket);
    public Escalation? Escalation => Cell is null ? null : Json.Read<Escalation>(Cell);
}
