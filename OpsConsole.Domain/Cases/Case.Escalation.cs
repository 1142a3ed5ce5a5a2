using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Customers;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;
using OpsConsole.Domain.RepeatContacts;

namespace OpsConsole.Domain.Cases;

/// <summary>Cases of a repeat-contacts cell: the form of the front, the back office, the areas (docs/rules.md, "Escalations").</summary>
public sealed partial class Case
{
    /// <summary>A new case from the form of a front agent; its deadline counts from now. The form was checked.</summary>
    public static Case CreateEscalation(Campaign campaign, EscalationForm form, Branch branch, Customer? customer, Actor actor, DateTime now, TimeProvider clock)
    {
        var made = OfForm(campaign, form, branch.Id, branch.Code, customer, now, clock, new() { Form = form, At = now, Asked = AskedPoint.Of(campaign.Settings.Cell.Cause(form.Cause), form.Checks) });
        made.FormById = actor.Id;
        made.Append(CaseEventType.Created, Guid.NewGuid(), actor.Id, now, new() { ["cause"] = form.Cause, ["customer"] = made.CustomerId });
        return made;
    }

    /// <summary>A new case from a row of the forms that were filled in elsewhere; its deadline counts from the form.</summary>
    public static Case CreateEscalation(Campaign campaign, EscalationRow row, Branch branch, Customer? customer, string importId, int? by, DateTime now, TimeProvider clock)
    {
        var made = OfForm(campaign, row.Form, branch.Id, branch.Code, customer, row.At, clock, new() { Form = row.Form, At = row.At, AgentName = row.AgentName });
        (made.CreatedAt, made.ExternalId, made.RowHash, made.ImportId, made.FormById) = (now, row.ExternalId, row.RowHash, importId, row.AgentId);
        made.Append(CaseEventType.Created, Guid.NewGuid(), by, now, new() { ["import"] = importId, ["cause"] = row.Form.Cause, ["customer"] = made.CustomerId });
        return made;
    }

    private static Case OfForm(Campaign campaign, EscalationForm form, int branchId, string branchCode, Customer? customer, DateTime at, TimeProvider clock, Escalation escalation)
    {
        var (made, time) = (new Case { CampaignId = campaign.Id, BranchId = branchId, CreatedAt = at, ReceivedAt = at }, CampaignTime.Of(campaign, clock));
        (made.Account, made.Description, made.Type) = (form.Account, form.Motive, campaign.Settings.Cell.Cause(form.Cause)?.Label);
        (made.CustomerId, made.CustomerName, made.CustomerText) = (customer?.PublicId, customer?.Name, customer?.SearchText);
        made.FormOn = time.Day(at);
        made.Keep(escalation);
        made.Area ??= campaign.Settings.Cell.Cause(form.Cause)?.OwnerArea;
        made.SetDue(campaign.Settings.Sla.DueAt(at, time, made.Priority), at);
        var values = campaign.Schema.Find(SchemaField.Base, campaign.Settings.BranchColumn) is { } column ? new Dictionary<string, FieldValue> { [column.Key] = new(branchCode, null) } : [];
        made.Index(campaign, values);
        return made;
    }

    /// <summary>What the back office makes of it: cause, checklist, management. An unmanaged case is opened first.</summary>
    public void Manage(Campaign campaign, CellManagement management, Actor actor, DateTime now)
    {
        var escalation = OfCell(campaign);
        var command = Guid.NewGuid();
        Change(campaign, CaseEventType.Opened, command, actor, now, () => Start(actor, now));
        Change(campaign, CaseEventType.Saved, command, actor, now, () =>
        {
            if (Status == CaseStatus.Started)
                Status = CaseStatus.FollowUp;
            Keep(escalation with { Management = management with { ById = actor.Id, At = now } });
            Type = campaign.Settings.Cell.Cause(Cause)?.Label ?? Type;
        });
    }

    /// <summary>Asks an area. Its people see the case from now on, and have its business hours to answer.</summary>
    public void Escalate(Campaign campaign, CellArea area, string note, Actor actor, DateTime now, CampaignTime time)
    {
        var escalation = OfCell(campaign);
        RefusedException.ThrowIfAny(
        [
            .. escalation.State == RepeatContacts.EscalationState.Open ? [new Refusal("escalation.open_already", "area")] : Array.Empty<Refusal>(),
            .. campaign.Settings.Cell.Cause(Cause) is { OwnerArea: { } owner } && owner != area.Code ? [new Refusal("escalation.owner_area", "area")] : Array.Empty<Refusal>(),
            .. area.People.Count == 0 ? [new Refusal("escalation.area_without_people", "area")] : Array.Empty<Refusal>(),
        ]);
        var command = Guid.NewGuid();
        Change(campaign, CaseEventType.Opened, command, actor, now, () => Start(actor, now));
        var due = AreaDeadline.Of(campaign.Settings.Sla, area, now, time);
        Change(campaign, CaseEventType.Escalated, command, actor, now, () =>
        {
            Keep(escalation with { State = RepeatContacts.EscalationState.Open, Rounds = [.. escalation.Rounds, new(area.Code, note, now, actor.Id, due)] });
            ShareExactly(area.People, area.Code);
            if (Status is CaseStatus.Started)
                Status = CaseStatus.FollowUp;
        }, more: new() { ["area"] = area.Code, ["note"] = note, ["dueAt"] = due });
    }

    /// <summary>What the area says. It goes back to the back office, which closes.</summary>
    /// <param name="at">When the area said it.</param>
    public void Answer(Campaign campaign, string text, DateTime at, Actor actor, DateTime now)
    {
        var escalation = OfCell(campaign);
        RefusedException.ThrowIfAny(escalation.State is not RepeatContacts.EscalationState.Open ? [new("escalation.not_open")] : at < escalation.Rounds[^1].At ? [new("answer.before_question", "at")] : []);
        Change(campaign, CaseEventType.Answered, Guid.NewGuid(), actor, now, () =>
            Keep(escalation with { State = RepeatContacts.EscalationState.Answered, Rounds = [.. escalation.Rounds.SkipLast(1), escalation.Rounds[^1] with { Answer = text, AnsweredAt = at, AnsweredById = actor.Id }] }),
            more: new() { ["area"] = Area, ["text"] = text, ["at"] = at });
    }

    /// <summary>Rules what the form was worth. An area that rules it an error while it is asked gives it back.</summary>
    public void Rule(Campaign campaign, QualityMark mark, string? note, Actor actor, DateTime now)
    {
        var escalation = EscalationOf(campaign);
        var ruling = new QualityRuling(mark.Code, mark.Error, note, actor.Id, now);
        var byArea = IsOnlyOfArea(actor);
        if (byArea)
            RefuseIfCompleted();
        var back = byArea && mark.Error && escalation.State == RepeatContacts.EscalationState.Open;
        Change(campaign, CaseEventType.Quality, Guid.NewGuid(), actor, now, () => Keep((byArea ? escalation with { AreaRuling = ruling } : escalation with { BackRuling = ruling }) with
        {
            State = back ? RepeatContacts.EscalationState.Returned : escalation.State,
            Rounds = back ? [.. escalation.Rounds.SkipLast(1), escalation.Rounds[^1] with { ReturnedWith = mark.Code }] : escalation.Rounds,
        }), always: true, more: new() { ["mark"] = mark.Code, ["note"] = note, ["by"] = byArea ? "area" : "back" });
    }

    /// <summary>The end: the back office has managed it, and no area is being asked.</summary>
    private void CloseEscalation(Campaign campaign, Actor actor, DateTime now)
    {
        var escalation = OfCell(campaign);
        RefusedException.ThrowIfAny(
        [
            .. escalation.State == RepeatContacts.EscalationState.Open ? [new Refusal("escalation.open_still")] : Array.Empty<Refusal>(),
            .. escalation.Management is not { Management: { Length: > 0 } } ? [new Refusal("close.management_missing")] : Array.Empty<Refusal>(),
        ]);
        Change(campaign, CaseEventType.Completed, Guid.NewGuid(), actor, now, () =>
        {
            (Status, IsOpen, CompletedAt, NextContactAt) = (CaseStatus.Completed, false, now, null);
            if (escalation.State is not null)
                Keep(escalation with { State = RepeatContacts.EscalationState.Closed });
            Shares.Clear();
        });
    }

    /// <summary>The console's own entry: the area's time is over. Said once for each question; nobody's last command, so it bars no undo.</summary>
    internal void SayAnswerLate(DateTime now)
    {
        var escalation = Escalation!;
        Keep(escalation with { Rounds = [.. escalation.Rounds.SkipLast(1), escalation.Rounds[^1] with { ToldLateAt = now }] });
        Append(CaseEventType.AnswerLate, Guid.NewGuid(), null, now, new() { ["area"] = Area, ["dueAt"] = AnswerDueAt });
    }

    /// <summary>Those of the area are others now: an open question follows them.</summary>
    internal void FollowArea(Campaign campaign, CellArea area, Actor actor, DateTime now) =>
        Change(campaign, CaseEventType.Shared, Guid.NewGuid(), actor, now, () => ShareExactly(area.People, area.Code));

    /// <summary>Sees it for being of the area that it is escalated to, and for nothing else.</summary>
    internal bool IsOnlyOfArea(Actor actor) => Shares.Any(s => s.UserId == actor.Id && s.Area is not null)
        && CaseScope.PathsOf(actor, new(CampaignId, BranchId, [.. Shares.Where(s => s.Area is null).Select(s => s.UserId)])).Count == 0;

    /// <summary>Business days from the form until it was closed, or until now.</summary>
    public int ManagementDays(Campaign campaign, CampaignTime time) => BusinessDays.Between(campaign.Settings.Sla.Calendar, time.Day(ReceivedAt), time.Day(CompletedAt ?? time.UtcNow));

    private Escalation OfCell(Campaign campaign)
    {
        var escalation = EscalationOf(campaign);
        RefuseIfCompleted();
        return escalation;
    }

    private Escalation EscalationOf(Campaign campaign)
    {
        RefuseUnless(campaign.Kind == CampaignKind.RepeatContact);
        return Escalation!;
    }

    private void Keep(Escalation? escalation)
    {
        EscalationData = escalation is null ? null : Json.Write(escalation);
        var round = escalation?.Rounds is [.., var last] ? last : null;
        (Cause, Area, EscalationState) = (escalation?.Management?.Cause ?? escalation?.Form.Cause, round?.Area ?? escalation?.Form.Area, escalation?.State);
        (EscalatedAt, AnswerDueAt) = (round?.At, round?.DueAt);
        AwaitsAnswer = escalation?.State == RepeatContacts.EscalationState.Open && round?.ToldLateAt is null;
        (QualityMark, IsWrong) = (escalation?.Ruling?.Mark, escalation?.Ruling?.Error);
    }

    private void IndexEscalation(Campaign campaign, Escalation escalation, CaseFields fields)
    {
        var cell = campaign.Settings.Cell;
        fields.Put(CaseFields.CellCause, cell.Cause(Cause) is { } cause ? $"{cause.Code} {cause.Label}" : Cause);
        fields.Put(CaseFields.Area, cell.Area(Area)?.Label ?? Area);
        fields.Put(CaseFields.Quality, cell.Mark(QualityMark)?.Label ?? QualityMark);
        fields.Put(CaseFields.Petition, cell.Petition(escalation.Form.Petition)?.Label);
        fields.Put(CaseFields.AreaState, EscalationState is { } state ? Codes.Of(state) : null);
        fields.Put(CaseFields.FormAt, escalation.At);
        fields.Put(CaseFields.AnswerDue, AnswerDueAt);
    }
}
