using System.Text.Json;
using OpsConsole.Domain.Attachments;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;
using OpsConsole.Domain.RepeatContacts;
using OpsConsole.Domain.Requirements;
using OpsConsole.Domain.Retention;

namespace OpsConsole.Domain.Cases;

/// <summary>The guarded transitions (docs/rules.md, "State machine"): refuse, change, log. Nobody else sets a field.</summary>
public sealed partial class Case
{
    internal static readonly IReadOnlyList<CaseStateFields.StateField> StateFields =
    [
        new("status", c => c.Status, (c, v) => (c.Status, c.IsOpen) = (Read<CaseStatus>(v), Read<CaseStatus>(v) != CaseStatus.Completed)),
        new("branchId", c => c.BranchId, (c, v) => c.BranchId = v.GetInt32()),
        new("responsibleId", c => c.ResponsibleId, (c, v) => c.ResponsibleId = Read<int?>(v)),
        new("incidentType", c => c.IncidentType, (c, v) => c.IncidentType = v.GetString()),
        new("contactType", c => c.ContactType, (c, v) => c.ContactType = v.GetString()),
        new("actionPlan", c => c.ActionPlan, (c, v) => c.ActionPlan = v.GetString()),
        new("rootCause", c => c.RootCause, (c, v) => c.RootCause = v.GetString()),
        new("planOwner", c => c.PlanOwner, (c, v) => c.PlanOwner = v.GetString()),
        new("planCheckOn", c => c.PlanCheckOn, (c, v) => c.PlanCheckOn = Read<DateOnly?>(v)),
        new("nextContactAt", c => c.NextContactAt, (c, v) => c.NextContactAt = Read<DateTime?>(v)),
        new("priority", c => c.Priority, (c, v) => c.Priority = Read<CasePriority>(v)),
        new("tags", c => CaseTags.Read(c.Tags), (c, v) => c.Tags = CaseTags.Write(Read<List<string>>(v))),
        new("type", c => c.Type, (c, v) => c.Type = v.GetString()),
        new("description", c => c.Description, (c, v) => c.Description = v.GetString()),
        new("account", c => c.Account, (c, v) => c.Account = v.GetString()),
        new("dispositionPath", c => c.DispositionPath, (c, v) => c.DispositionPath = v.GetString()),
        new("dispositionLabels", c => c.DispositionLabels, (c, v) => c.DispositionLabels = v.GetString()),
        new("observations", c => c.Observations, (c, v) => c.Observations = v.GetString()),
        new("dispositionData", c => c.DispositionData, (c, v) => c.Keep(v.GetString() is { } outcome ? Json.Read<RetentionOutcome>(outcome) : null)),
        new("dueAt", c => c.DueAt, (c, v) => c.DueAt = Read<DateTime?>(v)),
        new("pauses", c => c.Pauses, (c, v) => c.Pauses = v.GetString()),
        new("startedAt", c => c.StartedAt, (c, v) => c.StartedAt = Read<DateTime?>(v)),
        new("completedAt", c => c.CompletedAt, (c, v) => c.CompletedAt = Read<DateTime?>(v)),
        new("reopenedCount", c => c.ReopenedCount, (c, v) => c.ReopenedCount = v.GetInt32()),
        new("customerId", c => c.CustomerId, (c, v) => c.CustomerId = v.GetString()),
        new("customerName", c => c.CustomerName, (c, v) => c.CustomerName = v.GetString()),
        new("mergedInto", c => c.MergedInto, (c, v) => c.MergedIntoId = v.GetString() is { } number ? CaseNumber.IdOf(number) : null),
        new("sharedWith", c => c.Shares.Where(s => s.Area is null).Select(s => s.UserId).Order().ToList(), (c, v) => c.ShareExactly(Read<List<int>>(v), null)),
        new("escalation", c => c.EscalationData, (c, v) => c.Restore(v.GetString())),
        new("requirement", c => c.RequirementData, (c, v) => c.Keep(Json.Read<Requirement>(v.GetString()!))),
        new("areaPeople", c => c.AreaPeople, (c, v) => c.ShareExactly(Read<List<int>>(v), c.Area)),
    ];

    /// <summary>A new case as its source describes it; an alert gets its deadline from the campaign's policy.</summary>
    public static Case Create(Campaign campaign, CaseContent content, string? importId, int? by, DateTime now, TimeProvider clock)
    {
        var made = new Case { CampaignId = campaign.Id, CreatedAt = now, ImportId = importId };
        made.Take(campaign, content, clock);
        made.Append(CaseEventType.Created, Guid.NewGuid(), by, now, new() { ["import"] = importId, ["alertReason"] = made.AlertReason });
        return made;
    }

    /// <summary>The source says something else now. Refused once Completed.</summary>
    public void UpdateByImport(Campaign campaign, CaseContent content, string importId, int? by, DateTime now, TimeProvider clock)
    {
        RefuseIfCompleted();
        var before = Content(campaign);
        Take(campaign, content, clock);
        Append(CaseEventType.UpdatedByImport, Guid.NewGuid(), by, now, new() { ["import"] = importId, ["before"] = before });
    }

    /// <summary>New values of the base row behind an open case; others keep theirs.</summary>
    public void UpdateBase(Campaign campaign, IReadOnlyDictionary<string, FieldValue> values, string importId, int? by, DateTime now)
    {
        RefuseIfCompleted();
        var content = StoredContent();
        var before = values.Keys.ToDictionary(key => key, key => content.TryGetValue(key, out var value) ? value : (FieldValue?)null);
        foreach (var (key, value) in values)
            content[key] = value;
        Index(campaign, content);
        Append(CaseEventType.BaseUpdated, Guid.NewGuid(), by, now, new() { ["import"] = importId, ["before"] = before });
    }

    /// <summary>The base values as they were before an import; null: there was none.</summary>
    public void RestoreBase(Campaign campaign, IReadOnlyDictionary<string, FieldValue?> before, string importId, int? by, DateTime now)
    {
        RefuseIfCompleted();
        var content = StoredContent();
        foreach (var (key, value) in before)
            if (value is { } former)
                content[key] = former;
            else
                content.Remove(key);
        Index(campaign, content);
        Append(CaseEventType.ImportReverted, Guid.NewGuid(), by, now, new() { ["import"] = importId });
    }

    /// <summary>Taken back with its import: only untouched cases are.</summary>
    public void Remove(string importId, int? by, DateTime now)
    {
        (IsRemoved, ExternalId) = (true, null);
        Append(CaseEventType.ImportReverted, Guid.NewGuid(), by, now, new() { ["import"] = importId });
    }

    /// <summary>What the source said before an import changed it.</summary>
    public void RestoreContent(Campaign campaign, CaseContent content, string importId, int? by, DateTime now, TimeProvider clock)
    {
        Take(campaign, content, clock);
        Append(CaseEventType.ImportReverted, Guid.NewGuid(), by, now, new() { ["import"] = importId });
    }

    /// <summary>"Gestionar": starts an unmanaged case, or one transferred to the actor's branch; becomes its responsible where there is none. Changes nothing otherwise.</summary>
    public void Open(Campaign campaign, Actor actor, DateTime now) => Change(campaign, CaseEventType.Opened, Guid.NewGuid(), actor, now, () => Start(actor, now));

    /// <summary>Writes down a contact attempt (docs/rules.md, "Attempts").</summary>
    public void Record(Campaign campaign, ContactAttempt attempt, Actor actor, DateTime now)
    {
        RefuseIfCompleted();
        Attempts.Add(attempt);
        AttemptCount++;
        Index(campaign);
        Append(CaseEventType.Attempt, Guid.NewGuid(), actor.Id, now, new()
        {
            ["attemptAt"] = attempt.At,
            ["channel"] = Codes.Of(attempt.Channel),
            ["contactPoint"] = attempt.ContactPoint,
            ["result"] = Codes.Of(attempt.Result),
        });
    }

    /// <summary>Saves the form: follow-up with whatever is there, or finished with every closing rule met. An unmanaged case is opened first.</summary>
    public void Save(Campaign campaign, AlertForm form, Actor actor, DateTime now, CampaignTime time)
    {
        RefuseUnless(campaign.Kind == CampaignKind.CloseTheLoop);
        RefusedException.ThrowIfAny(ClosingRules.For(this, form, campaign.Settings, actor, time));
        var command = Guid.NewGuid();
        Change(campaign, CaseEventType.Opened, command, actor, now, () => Start(actor, now));
        Change(campaign, form.IsFinished ? CaseEventType.Completed : CaseEventType.Saved, command, actor, now, () =>
        {
            (IncidentType, ContactType, ActionPlan, RootCause) = (form.IncidentType, form.ContactType, form.ActionPlan, form.RootCause);
            (PlanOwner, PlanCheckOn, NextContactAt) = (form.PlanOwner, form.PlanCheckOn, form.IsFinished ? null : form.NextContactAt);
            Status = form.IsFinished ? CaseStatus.Completed : CaseStatus.FollowUp;
            if (form.IsFinished)
            {
                (IsOpen, CompletedAt) = (false, now);
                Shares.Clear();
            }
        }, always: true);
    }

    /// <summary>To FollowUp again: responsible and deadline stay, the completion time is kept by the log.</summary>
    public void Reopen(Campaign campaign, string reason, Actor actor, DateTime now)
    {
        if (Status != CaseStatus.Completed || MergedIntoId is not null || campaign.Settings.Reopen != nameof(Role.ExperienceAnalyst))
            throw new RefusedException([new("reopen.not_allowed")]);
        Change(campaign, CaseEventType.Reopened, Guid.NewGuid(), actor, now, () =>
        {
            (Status, IsOpen, CompletedAt) = (CaseStatus.FollowUp, true, null);
            ReopenedCount++;
        }, reason: reason);
    }

    /// <summary>To another branch: nobody is responsible there yet, the deadline stays.</summary>
    public void Transfer(Campaign campaign, Branch to, string reason, Actor actor, DateTime now)
    {
        RefuseIfCompleted();
        if (to.Id == BranchId)
            throw new RefusedException([new("transfer.same_branch", "branch")]);
        Change(campaign, CaseEventType.Transferred, Guid.NewGuid(), actor, now, () =>
        {
            (Status, BranchId, ResponsibleId) = (CaseStatus.Transferred, to.Id, null);
        }, reason: reason);
    }

    /// <summary>Lets another person work it too, across branches.</summary>
    public void Share(Campaign campaign, OpsUser with, Actor actor, DateTime now)
    {
        RefuseIfCompleted();
        if (with.Id == actor.Id)
            throw new RefusedException([new("share.self", "user")]);
        if (Shares.Any(s => s.UserId == with.Id && s.Area is null))
            throw new RefusedException([new("share.already", "user")]);
        Change(campaign, CaseEventType.Shared, Guid.NewGuid(), actor, now, () =>
        {
            Status = CaseStatus.Shared;
            Shares.RemoveAll(s => s.UserId == with.Id);        // by hand is more than by area
            Shares.Add(new() { CaseId = Id, UserId = with.Id });
        });
    }

    public void Unshare(Campaign campaign, int userId, Actor actor, DateTime now)
    {
        RefuseIfCompleted();
        if (Shares.FirstOrDefault(s => s.UserId == userId && s.Area is null) is not { } share)
            throw new RefusedException([new("share.not_shared", "user")]);
        Change(campaign, CaseEventType.Unshared, Guid.NewGuid(), actor, now, () =>
        {
            Shares.Remove(share);
            if (PeopleOfArea(campaign) is { } people)
                ShareExactly(people, Area);        // who is of the area goes on seeing it as such
            if (Shares.All(s => s.Area is not null) && Status == CaseStatus.Shared)
                Status = CaseStatus.FollowUp;
        });
    }

    public void Reassign(Campaign campaign, OpsUser to, string reason, Actor actor, DateTime now)
    {
        RefuseIfCompleted();
        Change(campaign, CaseEventType.Reassigned, Guid.NewGuid(), actor, now, () => (ResponsibleId, _responsibleName) = (to.Id, to.Name), reason: reason);
    }

    /// <summary>How urgent people say it is; nothing happens where it is so already.</summary>
    public void Prioritise(Campaign campaign, CasePriority priority, Actor actor, DateTime now, CampaignTime time)
    {
        RefuseIfCompleted();
        Change(campaign, CaseEventType.Saved, Guid.NewGuid(), actor, now, () => SetPriority(campaign, priority, time));
    }

    /// <summary>Puts tags on and takes others off (docs/rules.md, "Tags").</summary>
    public void Tag(Campaign campaign, IReadOnlyList<string> add, IReadOnlyList<string> remove, Actor actor, DateTime now)
    {
        RefuseIfCompleted();
        var tags = CaseTags.Read(Tags).Except(remove).Union(add).ToList();
        RefusedException.ThrowIfAny(tags.Count > CaseTags.Most ? [new("tags.too_many", "tags", tags.Count, CaseTags.Most)] : []);
        Change(campaign, CaseEventType.Saved, Guid.NewGuid(), actor, now, () => Tags = CaseTags.Write(tags));
    }

    /// <summary>When somebody promised to get in touch again; null: nobody did.</summary>
    public void PlanContact(Campaign campaign, DateTime? at, Actor actor, DateTime now)
    {
        RefuseIfCompleted();
        Change(campaign, CaseEventType.Saved, Guid.NewGuid(), actor, now, () => NextContactAt = at);
    }

    public void Note(string text, Actor actor, DateTime now)
    {
        RefuseIfCompleted();
        Append(CaseEventType.Note, Guid.NewGuid(), actor.Id, now, new() { ["text"] = text });
    }

    /// <summary>The console's own entry: the time that was agreed has come. Said once; nobody's last command, so it bars no undo.</summary>
    internal void SayContactDue(DateTime now)
    {
        AwaitsContact = false;
        Append(CaseEventType.NextContactDue, Guid.NewGuid(), null, now, new() { ["nextContactAt"] = NextContactAt });
    }

    /// <summary>Branch heads are told that it waits for them; nothing of its state changes, and it is nobody's last command.</summary>
    internal void Remind(List<int> to, Actor actor, DateTime now)
    {
        RefuseIfCompleted();
        RefusedException.ThrowIfAny(to.Count == 0 ? [new("remind.no_branch_head")] : []);
        Append(CaseEventType.Reminder, Guid.NewGuid(), actor.Id, now, new() { ["to"] = to });
    }

    internal void SayAttachment(Attachment added, Actor actor, DateTime now)
    {
        RefuseIfCompleted();
        Append(CaseEventType.Attachment, Guid.NewGuid(), actor.Id, now, new() { ["id"] = added.Id, ["name"] = added.FileName, ["size"] = added.Size, ["sha256"] = added.Sha256 });
    }

    /// <summary>Takes back the command these events belong to; who may, and until when, is <see cref="UndoRules"/>' matter.</summary>
    internal void Undo(Campaign campaign, IReadOnlyList<CaseEvent> command, string? formerResponsible, Actor actor, DateTime now)
    {
        Change(campaign, CaseEventType.Undone, Guid.NewGuid(), actor, now, () =>
        {
            foreach (var entry in command.OrderByDescending(e => e.Version))
                CaseStateFields.Revert(this, entry);
            _responsibleName = formerResponsible;
        }, always: true, undoes: command[0].Version);
    }

    /// <summary>Whether opening it would change the state of a case that stands so.</summary>
    internal static bool IsStartedBy(Actor actor, CaseStatus status, int branch) => status == CaseStatus.Unmanaged || (status == CaseStatus.Transferred && actor.BranchId == branch);

    private void Start(Actor actor, DateTime now)
    {
        RefuseIfCompleted();
        if (IsStartedBy(actor, Status, BranchId))
        {
            Status = CaseStatus.Started;
            StartedAt ??= now;
        }
        if (ResponsibleId is null)
            (ResponsibleId, _responsibleName) = (actor.Id, actor.Name);
    }

    private void Change(Campaign campaign, string type, Guid command, Actor actor, DateTime now, Action change, bool always = false, string? reason = null, long? undoes = null, Dictionary<string, object?>? more = null)
    {
        var (before, agreed, stood, due) = (CaseStateFields.Snapshot(this), NextContactAt, Status, DueAt);
        change();
        var moved = undoes is null && KeepPauses(campaign, stood, now);
        if (NextContactAt != agreed)
            AwaitsContact = NextContactAt is not null;
        if (DueAt is var moves && moves != due)
        {
            DueAt = due;
            SetDue(moves, now);
        }
        var changes = CaseStateFields.Since(this, before);
        if (changes.Count == 0 && !always)
            return;
        Index(campaign);
        if (moved && type != CaseEventType.Merged)      // what is merged is taken back by the one entry
        {
            var those = changes.Where(c => c.Key is "dueAt" or "pauses").ToDictionary();
            Append(CaseEventType.DueChanged, command, actor.Id, now, new() { ["changes"] = those, ["because"] = "pause" });
            changes = changes.Except(those).ToDictionary();
        }
        var data = new Dictionary<string, object?>(more ?? []) { ["changes"] = changes };
        if (reason is not null)
            data["reason"] = reason;
        if (undoes is not null)
            data["undoes"] = undoes;
        Append(type, command, actor.Id, now, data);
    }

    private void Take(Campaign campaign, CaseContent content, TimeProvider clock)
    {
        (ExternalId, RowHash, BranchId, ReceivedAt) = (content.ExternalId, content.RowHash, content.BranchId, content.ReceivedAt);
        (CustomerRef, CustomerName, Score, Group) = (content.CustomerRef, CustomerId is null ? content.CustomerName : CustomerName, content.Score, content.Group);
        (IsAlert, AlertReason) = (content.IsAlert, content.AlertReason);
        SetDue(IsAlert ? campaign.Settings.Sla.DueAt(ReceivedAt, CampaignTime.Of(campaign, clock), Priority, PauseList) : null, clock.Now());
        Index(campaign, content.Values);
    }

    /// <summary>What the source says now, so that an import can put it back.</summary>
    private CaseContent Content(Campaign campaign) => new(ExternalId!, RowHash!, BranchId, ReceivedAt, OwnContent(campaign))
    {
        CustomerRef = CustomerRef,
        CustomerName = CustomerName,
        Score = Score,
        Group = Group,
        IsAlert = IsAlert,
        AlertReason = AlertReason,
    };

    /// <param name="area">The shares of an area's people; null: those by hand.</param>
    private void ShareExactly(IReadOnlyCollection<int> userIds, string? area)
    {
        Shares.RemoveAll(s => (s.Area is null) == (area is null) && (!userIds.Contains(s.UserId) || s.Area != area));
        Shares.AddRange(userIds.Where(id => Shares.All(s => s.UserId != id)).Select(id => new CaseShare { CaseId = Id, UserId = id, Area = area }));
    }

    private void RefuseIfCompleted()
    {
        if (Status == CaseStatus.Completed)
            throw new RefusedException([new("case.illegal_transition")]);
    }

    /// <summary>Alerts are saved with their form, cases of other kinds with a disposition.</summary>
    private static void RefuseUnless(bool isOfItsKind)
    {
        if (!isOfItsKind)
            throw new RefusedException([new("case.other_kind")]);
    }

    private static T Read<T>(JsonElement value) => value.Deserialize<T>(Json.Stored)!;
}
