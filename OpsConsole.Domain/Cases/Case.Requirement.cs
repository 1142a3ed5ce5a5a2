using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Customers;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;
using OpsConsole.Domain.Requirements;

namespace OpsConsole.Domain.Cases;

/// <summary>Requirements and the insistences on them: ticket, answers, block (docs/rules.md, "Requirements").</summary>
public sealed partial class Case
{
    /// <summary>A new case from a ticket; its maximum date counts from now. Form and rules were checked.</summary>
    /// <param name="initial">The requirement that it stands on.</param>
    public static Case CreateRequirement(Campaign campaign, RequirementForm form, Branch branch, Customer? customer, Case? initial, Actor actor, DateTime now, TimeProvider clock)
    {
        var catalogue = campaign.Settings.Requirements;
        var made = new Case { CampaignId = campaign.Id, BranchId = branch.Id, CreatedAt = now, ReceivedAt = now, FormById = actor.Id };
        (made.CustomerId, made.CustomerName, made.CustomerText) = customer is not null ? (customer.PublicId, customer.Name, customer.SearchText) : (null, form.Name?.Trim(), null);
        made.Keep(form.In(new() { Subject = form.Subject!, Initial = initial?.Number }, catalogue));
        made.Say(campaign, form);
        made.SetDue(made.SlaOf(campaign).DueAt(now, CampaignTime.Of(campaign, clock), made.Priority), now);
        made.Ask(campaign);
        made.Index(campaign, ValuesOf(campaign, branch));
        var command = Guid.NewGuid();
        made.Append(CaseEventType.Created, command, actor.Id, now, new() { ["type"] = made.Type, ["customer"] = made.CustomerId, ["initial"] = initial?.Number });
        if (made.PeopleOfArea(campaign) is { Count: > 0 } people)
            made.Append(CaseEventType.Escalated, command, actor.Id, now, new() { ["area"] = made.Area, ["dueAt"] = made.DueAt, ["to"] = people });
        return made;
    }

    /// <summary>A new case from a row of a file; its maximum date is the file's, or counts from the day on which it came in.</summary>
    public static Case CreateRequirement(Campaign campaign, RequirementRow row, int branch, Case? initial, string importId, int? by, DateTime now, TimeProvider clock)
    {
        var made = new Case { CampaignId = campaign.Id, BranchId = branch, CreatedAt = now, ImportId = importId };
        (made.CustomerId, made.CustomerText) = (initial?.CustomerId, initial?.CustomerText);
        made.Take(campaign, row, initial?.Number, CampaignTime.Of(campaign, clock));
        made.CustomerName = initial?.CustomerId is null ? made.CustomerName : initial.CustomerName;
        made.Ask(campaign);
        made.Append(CaseEventType.Created, Guid.NewGuid(), by, now, new() { ["import"] = importId, ["type"] = made.Type, ["initial"] = initial?.Number });
        return made;
    }

    /// <summary>The source says something else now; subject, requirement and branch stay, and what was answered here. Refused once Completed.</summary>
    public void UpdateByImport(Campaign campaign, RequirementRow row, string importId, int? by, DateTime now, TimeProvider clock)
    {
        RefuseIfCompleted();
        var before = new RequirementRow(ExternalId!, RowHash!, RequirementForm.Of(Requirement!, Description, Priority), ReceivedAt, Requirement!.MaxOn, Requirement.Responses, OwnContent(campaign));
        Take(campaign, row, Requirement.Initial, CampaignTime.Of(campaign, clock));
        Ask(campaign);
        Append(CaseEventType.UpdatedByImport, Guid.NewGuid(), by, now, new() { ["import"] = importId, ["before"] = before });
    }

    /// <summary>What the source said before an import changed it.</summary>
    public void RestoreContent(Campaign campaign, RequirementRow row, string importId, int? by, DateTime now, TimeProvider clock)
    {
        Take(campaign, row, Requirement!.Initial, CampaignTime.Of(campaign, clock));
        Ask(campaign);
        Append(CaseEventType.ImportReverted, Guid.NewGuid(), by, now, new() { ["import"] = importId });
    }

    private void Take(Campaign campaign, RequirementRow row, string? initial, CampaignTime time)
    {
        (ExternalId, RowHash, ReceivedAt) = (row.ExternalId, row.RowHash, row.At);
        var known = Requirement ?? new() { Subject = row.Form.Subject!, Initial = initial };
        Keep(row.Form.In(known, campaign.Settings.Requirements) with { MaxOn = row.MaxOn, Responses = [.. row.Responses.Concat(known.Responses.Where(r => r.ById is not null)).OrderBy(r => r.At)] });
        Say(campaign, row.Form);
        CustomerName = CustomerId is null ? row.Form.Name : CustomerName;
        SetDue(row.MaxOn is { } day ? time.StartOf(day.AddDays(1)).AddMilliseconds(-1) : SlaOf(campaign).DueAt(ReceivedAt, time, Priority, PauseList), time.UtcNow);
        Index(campaign, row.Values);
    }

    private void Say(Campaign campaign, RequirementForm form) =>
        (Type, Description, Priority) = (campaign.Settings.Requirements.Subject(Subject)?.Label ?? Subject, form.Description?.Trim(), Codes.Parse<CasePriority>(form.Priority) ?? CasePriority.Normal);

    /// <summary>What the ticket says; subject and requirement stay. Another area is asked with it.</summary>
    public void ChangeRequirement(Campaign campaign, RequirementForm form, Actor actor, DateTime now, CampaignTime time)
    {
        var known = OfRequirements(campaign);
        var (command, area) = (Guid.NewGuid(), campaign.Settings.Requirements.Area(form.Responsible)?.Code);
        var moves = area != Area;
        if (moves)
            Change(campaign, CaseEventType.Escalated, command, actor, now, () =>
            {
                Keep(known with { Responsible = area });
                Ask(campaign);
            }, more: new() { ["area"] = area, ["dueAt"] = DueAt, ["to"] = campaign.Settings.Requirements.Area(area)?.People ?? [] });
        Change(campaign, CaseEventType.Saved, command, actor, now, () =>
        {
            Keep(form.In(known, campaign.Settings.Requirements));
            Description = form.Description?.Trim();
            SetPriority(campaign, Codes.Parse<CasePriority>(form.Priority) ?? Priority, time);
        }, always: moves);       // the last entry of the command, so that it is taken back as a whole
    }

    /// <summary>What the area says. It closes nothing.</summary>
    /// <param name="at">When the area said it.</param>
    public void Respond(Campaign campaign, string text, DateTime at, Actor actor, DateTime now)
    {
        var known = OfRequirements(campaign);
        RefusedException.ThrowIfAny(
        [
            .. Area is null ? [new Refusal("requirement.no_area")] : IsAsked(campaign, actor) ? Array.Empty<Refusal>() : [new("answer.not_of_area")],
            .. at < ReceivedAt ? [new Refusal("answer.before_created", "at")] : Array.Empty<Refusal>(),
        ]);
        Respond(campaign, known, text, at, actor, now, Guid.NewGuid());
    }

    private void Respond(Campaign campaign, Requirement known, string text, DateTime at, Actor actor, DateTime now, Guid command) =>
        Change(campaign, CaseEventType.Answered, command, actor, now, () => Keep(known with { Responses = [.. known.Responses, new(text, at, actor.Id)] }),
            more: new() { ["area"] = Area, ["text"] = text, ["answeredAt"] = at, ["to"] = Waiting });

    /// <summary>A further ticket stands on it: two of the same moment see each other here.</summary>
    internal void Insist(Campaign campaign, RequirementSubject subject, int? by, string? importId, DateTime now)
    {
        var known = OfRequirements(campaign);
        Keep(known with { MoreTickets = Math.Max(0, known.MoreTickets - 1) });
        Append(CaseEventType.Insisted, Guid.NewGuid(), by, now, new() { ["subject"] = subject.Label, ["import"] = importId });
    }

    /// <summary>No further ticket: the supervisors of the region have it from now on.</summary>
    /// <param name="subject">Of the ticket that was refused; null: somebody hands it over.</param>
    /// <param name="to">The supervisors.</param>
    internal void Block(Campaign campaign, int result, RequirementSubject? subject, List<int> to, Actor actor, DateTime now)
    {
        var known = OfRequirements(campaign);
        Change(campaign, CaseEventType.Blocked, Guid.NewGuid(), actor, now, () => Keep(known with { Block = new(result, now, actor.Id, subject?.Code) }),
            more: new() { ["result"] = result, ["subject"] = subject?.Label, ["to"] = to });
    }

    /// <summary>A supervisor answers it, or allows one more ticket.</summary>
    /// <param name="answer">Null: one more ticket.</param>
    internal void Unblock(Campaign campaign, string reason, string? answer, Actor actor, DateTime now)
    {
        var known = OfRequirements(campaign);
        RefusedException.ThrowIfAny(known.Block is null ? [new("requirement.not_blocked")] : []);
        var command = Guid.NewGuid();
        Change(campaign, CaseEventType.Unblocked, command, actor, now, () => Keep(known with { Block = null, MoreTickets = known.MoreTickets + (answer is null ? 1 : 0) }), reason: reason,
            more: new() { ["allowed"] = answer is null ? 1 : 0, ["to"] = Waiting });
        if (answer is not null)
            Respond(campaign, Requirement!, answer, now, actor, now, command);
    }

    /// <summary>A supervisor's answer to the requirement, which is one to this insistence too.</summary>
    internal void RespondAlong(Campaign campaign, string answer, Actor actor, DateTime now) => Respond(campaign, OfRequirements(campaign), answer, now, actor, now, Guid.NewGuid());

    /// <summary>The end: it was answered, and no supervisor has it.</summary>
    private void CloseRequirement(Campaign campaign, Actor actor, DateTime now)
    {
        var known = OfRequirements(campaign);
        RefusedException.ThrowIfAny(
        [
            .. actor.Role == Role.Agent && !campaign.Settings.AgentsMayClose ? [new Refusal("finish.role")] : Array.Empty<Refusal>(),
            .. known.Block is not null ? [new Refusal("requirement.blocked")] : Array.Empty<Refusal>(),
            .. known.Response is null ? [new Refusal("close.response_missing")] : Array.Empty<Refusal>(),
        ]);
        Change(campaign, CaseEventType.Completed, Guid.NewGuid(), actor, now, () =>
        {
            (Status, IsOpen, CompletedAt, NextContactAt) = (CaseStatus.Completed, false, now, null);
            Shares.Clear();
        });
    }

    /// <summary>The area's people see it from now on, and those of another one no more.</summary>
    private void Ask(Campaign campaign) => ShareExactly(PeopleOfArea(campaign) ?? [], Area);

    /// <summary>Who wants the answer: whoever wrote the ticket, and whoever is responsible.</summary>
    private List<int> Waiting => [.. new[] { FormById ?? 0, ResponsibleId ?? 0 }.Where(id => id > 0).Distinct()];

    /// <summary>Those who are asked; null: nobody is.</summary>
    private IReadOnlyList<int>? PeopleOfArea(Campaign campaign) => campaign.Kind switch
    {
        CampaignKind.RepeatContact when EscalationState is not null => campaign.Settings.Cell.Area(Area)?.People ?? [],
        CampaignKind.Requirement when Area is not null => campaign.Settings.Requirements.Area(Area)?.People ?? [],
        _ => null,
    };

    private SlaPolicy SlaOf(Campaign campaign) => campaign.Settings.SlaOf(Subject);

    private Requirement OfRequirements(Campaign campaign)
    {
        RefuseUnless(campaign.Kind == CampaignKind.Requirement);
        RefuseIfCompleted();
        return Requirement!;
    }

    private void Keep(Requirement? requirement)
    {
        RequirementData = requirement is null ? null : Json.Write(requirement);
        (Subject, InitialId, Area) = (requirement?.Subject, requirement?.Initial is { } number ? CaseNumber.IdOf(number) : null, requirement?.Responsible);
        (RespondedAt, BlockedAt) = (requirement?.Response?.At, requirement?.Block?.At);
    }

    private void IndexRequirement(Requirement requirement, CaseFields fields)
    {
        fields.Put(CaseFields.IntakeAt, ReceivedAt);
        fields.Put(CaseFields.Initial, requirement.Initial);
        fields.Put(CaseFields.Line, requirement.Line);
        fields.Put(CaseFields.Channel, requirement.Channel);
        fields.Put(CaseFields.RespondedAt, requirement.Response?.At);
        fields.Put(CaseFields.DocumentClass, requirement.DocumentClass);
        fields.Put(CaseFields.Category1, requirement.Category1);
        fields.Put(CaseFields.Category2, requirement.Category2);
        fields.Put(CaseFields.Category3, requirement.Category3);
    }

    /// <summary>Who claims, for the search box: a phone also by its digits alone.</summary>
    private string? Claimant => Requirement?.Problem is not { } problem ? null : string.Join(' ', new[] { problem.Name, problem.Phone, problem.Email, problem.Phone is { } phone ? string.Concat(phone.Where(char.IsAsciiDigit)) : null }.Where(said => !string.IsNullOrEmpty(said)));
}
