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
        var made = OfForm(campaign, form, branch.Id, ValuesOf(campaign, branch), customer, now, clock, null);
        made.FormById = actor.Id;
        made.Append(CaseEventType.Created, Guid.NewGuid(), actor.Id, now, new() { ["type"] = made.Type, ["customer"] = made.CustomerId });
        return made;
    }

    /// <summary>A new case from a row of the forms that were filled in elsewhere; its deadline counts from the form.</summary>
    public static Case CreateEscalation(Campaign campaign, EscalationRow row, int branch, Customer? customer, string importId, int? by, DateTime now, TimeProvider clock)
    {
        var made = OfForm(campaign, row.Form, branch, row.Values, customer, row.At, clock, row.AgentName);
        (made.CreatedAt, made.ExternalId, made.RowHash, made.ImportId, made.FormById) = (now, row.ExternalId, row.RowHash, importId, row.AgentId);
        made.Append(CaseEventType.Created, Guid.NewGuid(), by, now, new() { ["import"] = importId, ["type"] = made.Type, ["customer"] = made.CustomerId });
        return made;
    }

    /// <summary>The source says something else now; branch and customer stay as they are. Refused once Completed.</summary>
    public void UpdateByImport(Campaign campaign, EscalationRow row, string importId, int? by, DateTime now, TimeProvider clock)
    {
        RefuseIfCompleted();
        var before = new EscalationRow(ExternalId!, RowHash!, Escalation!.Form, Escalation.At, Escalation.AgentName, FormById, OwnContent(campaign));
        Take(campaign, row, CampaignTime.Of(campaign, clock));
        Append(CaseEventType.UpdatedByImport, Guid.NewGuid(), by, now, new() { ["import"] = importId, ["before"] = before });
    }

    /// <summary>What the source said before an import changed it.</summary>
    public void RestoreContent(Campaign campaign, EscalationRow row, string importId, int? by, DateTime now, TimeProvider clock)
    {
        Take(campaign, row, CampaignTime.Of(campaign, clock));
        Append(CaseEventType.ImportReverted, Guid.NewGuid(), by, now, new() { ["import"] = importId });
    }

    private static Case OfForm(Campaign campaign, EscalationForm form, int branch, IReadOnlyDictionary<string, FieldValue> values, Customer? customer, DateTime at, TimeProvider clock, string? agent)
    {
        var (made, time) = (new Case { CampaignId = campaign.Id, BranchId = branch, CreatedAt = at, ReceivedAt = at }, CampaignTime.Of(campaign, clock));
        (made.CustomerId, made.CustomerName, made.CustomerText) = (customer?.PublicId, customer?.Name, customer?.SearchText);
        made.Keep(new Escalation { Form = form.Routed(campaign.Settings.Cell), At = at, AgentName = agent, Asked = AskedPoint.Of(campaign.Settings.Cell.Cause(form.Cause), form.Checks) });
        made.Say(campaign, form);
        made.FormOn = time.Day(at);
        made.SetDue(campaign.Settings.Sla.DueAt(at, time, made.Priority), at);
        made.Index(campaign, values);
        return made;
    }

    private void Take(Campaign campaign, EscalationRow row, CampaignTime time)
    {
        (ExternalId, RowHash, FormById) = (row.ExternalId, row.RowHash, row.AgentId);
        Keep(Escalation! with { Form = row.Form.Routed(campaign.Settings.Cell), At = row.At, AgentName = row.AgentName });
        Say(campaign, row.Form);
        (ReceivedAt, FormOn) = (row.At, time.Day(row.At));
        SetDue(campaign.Settings.Sla.DueAt(ReceivedAt, time, Priority, PauseList), time.UtcNow);
        Index(campaign, row.Values);
    }

    private void Say(Campaign campaign, EscalationForm form) => (Account, Description, Type) = (form.Account, form.Motive, campaign.Settings.Cell.Cause(Cause)?.Label);

    private static Dictionary<string, FieldValue> ValuesOf(Campaign campaign, Branch branch) =>
        campaign.Schema.Find(SchemaField.Base, campaign.Settings.BranchColumn) is { } column ? new() { [column.Key] = new(branch.Code, null) } : [];

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
            if (Status == CaseStatus.Started)
                Status = CaseStatus.FollowUp;
        }, more: new() { ["area"] = area.Code, ["text"] = note, ["dueAt"] = due, ["to"] = area.People });
    }

    /// <summary>What the area says. It goes back to the back office, which closes.</summary>
    /// <param name="at">When the area said it.</param>
    public void Answer(Campaign campaign, string text, DateTime at, Actor actor, DateTime now)
    {
        var escalation = OfCell(campaign);
        RefusedException.ThrowIfAny(escalation.State is not RepeatContacts.EscalationState.Open ? [new("escalation.not_open")] : at < escalation.Rounds[^1].At ? [new("answer.before_question", "at")] : []);
        Change(campaign, CaseEventType.Answered, Guid.NewGuid(), actor, now, () =>
            Keep(escalation with { State = RepeatContacts.EscalationState.Answered, Rounds = [.. escalation.Rounds.SkipLast(1), escalation.Rounds[^1] with { Answer = text, AnsweredAt = at, AnsweredById = actor.Id }] }),
            more: new() { ["area"] = Area, ["text"] = text, ["answeredAt"] = at, ["to"] = Askers(escalation) });
    }

    /// <summary>Rules what the form was worth: the back office's hand counts as the back office's, everybody else's as the area's. An area that rules it an error while it is asked gives it back.</summary>
    public void Rule(Campaign campaign, QualityMark mark, string? note, Actor actor, DateTime now)
    {
        var escalation = EscalationOf(campaign);
        var ruling = new QualityRuling(mark.Code, mark.Error, note, actor.Id, now);
        var byArea = !actor.MayManageCell || IsOnlyOfArea(actor);
        if (byArea)
            RefuseIfCompleted();
        var back = byArea && mark.Error && escalation.State == RepeatContacts.EscalationState.Open;
        Change(campaign, CaseEventType.Quality, Guid.NewGuid(), actor, now, () => Keep((byArea ? escalation with { AreaRuling = ruling } : escalation with { BackRuling = ruling }) with
        {
            State = back ? RepeatContacts.EscalationState.Returned : escalation.State,
            Rounds = back ? [.. escalation.Rounds.SkipLast(1), escalation.Rounds[^1] with { ReturnedWith = mark.Code }] : escalation.Rounds,
        }), always: true, more: new() { ["mark"] = mark.Code, ["text"] = note, ["area"] = byArea ? Area : null, ["to"] = back ? Askers(escalation) : [] });
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
    internal void SayAnswerLate(Campaign campaign, DateTime now)
    {
        var escalation = Escalation!;
        List<int> to = [.. (campaign.Settings.Cell.Area(Area)?.People ?? []).Union(Askers(escalation))];
        Keep(escalation with { Rounds = [.. escalation.Rounds.SkipLast(1), escalation.Rounds[^1] with { ToldLateAt = now }] });
        Append(CaseEventType.AnswerLate, Guid.NewGuid(), null, now, new() { ["area"] = Area, ["dueAt"] = AnswerDueAt, ["to"] = to });
    }

    /// <summary>Those of the area are others now, and see it instead of those of before. Nobody's last command, so it bars no undo.</summary>
    internal void FollowArea(Campaign campaign, DateTime now)
    {
        var before = AreaPeople;
        ShareExactly(PeopleOfArea(campaign) ?? [], Area);
        if (!AreaPeople.SequenceEqual(before))
            Append(CaseEventType.Shared, Guid.NewGuid(), null, now, new() { ["area"] = Area, ["changes"] = new Dictionary<string, object?[]> { ["areaPeople"] = [before, AreaPeople] } });
    }

    /// <summary>Who wants the answer: whoever asked, and whoever is responsible.</summary>
    private List<int> Askers(Escalation escalation) => [.. new[] { escalation.Rounds[^1].ById, ResponsibleId ?? 0 }.Where(id => id > 0).Distinct()];

    /// <summary>Who sees it for being of the area.</summary>
    private List<int> AreaPeople => [.. Shares.Where(s => s.Area is not null).Select(s => s.UserId).Order()];

    /// <summary>Is one of those whom the area's question goes to, whatever else lets them see it.</summary>
    internal bool IsAsked(Campaign campaign, Actor actor) => PeopleOfArea(campaign)?.Contains(actor.Id) == true;

    /// <summary>Sees it for being of the area that it is escalated to, and for nothing else: answers and rules, and leaves the rest alone.</summary>
    internal bool IsOnlyOfArea(Actor actor) => Shares.Any(s => s.UserId == actor.Id && s.Area is not null)
        && CaseScope.PathsOf(actor, new(CampaignId, BranchId, [.. Shares.Where(s => s.Area is null).Select(s => s.UserId)], [])).Count == 0;

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

    /// <summary>Back as it was; that an area was told of its time stays said.</summary>
    private void Restore(string? kept)
    {
        var (former, told) = (kept is null ? null : Json.Read<Escalation>(kept), Escalation?.Rounds is [.., var last] ? last.ToldLateAt : null);
        if (former?.Rounds is [.., var round] && round.At == EscalatedAt && told is not null)
            former = former with { Rounds = [.. former.Rounds.SkipLast(1), round with { ToldLateAt = told }] };
        Keep(former);
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

    private void IndexEscalation(Escalation escalation, CaseFields fields)
    {
        fields.Put(CaseFields.Petition, escalation.Form.Petition);
        fields.Put(CaseFields.FormAt, escalation.At);
        fields.Put(CaseFields.AnswerDue, AnswerDueAt);
    }
}
