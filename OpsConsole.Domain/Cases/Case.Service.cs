using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Customers;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;
using OpsConsole.Domain.Retention;

namespace OpsConsole.Domain.Cases;

/// <summary>Cases that people open for a customer (docs/rules.md, "Service cases").</summary>
public sealed partial class Case
{
    /// <summary>A new case; its deadline counts from now.</summary>
    public static Case CreateService(Campaign campaign, ServiceCaseForm form, Branch branch, Customer? customer, Actor actor, DateTime now, TimeProvider clock)
    {
        var made = new Case { CampaignId = campaign.Id, BranchId = branch.Id, CreatedAt = now, ReceivedAt = now };
        (made.Type, made.Description, made.Account, made.Priority) = (form.Type, form.Description, form.Account, Codes.Parse<CasePriority>(form.Priority) ?? CasePriority.Normal);
        if (campaign.Kind == CampaignKind.Retention)
            (made.ExternalId, made.Type, made.Account) = RetentionRequest.Subject(form);
        (made.CustomerId, made.CustomerName, made.CustomerText) = (customer?.PublicId, customer?.Name, customer?.SearchText);
        made.SetDue(campaign.Settings.Sla.DueAt(now, CampaignTime.Of(campaign, clock), made.Priority), now);
        made.Index(campaign, form.Values(campaign));
        made.Append(CaseEventType.Created, Guid.NewGuid(), actor.Id, now, new() { ["type"] = made.Type, ["customer"] = made.CustomerId });
        return made;
    }

    /// <summary>A new case as its source describes it; its deadline counts from now.</summary>
    public static Case CreateService(Campaign campaign, ServiceContent content, int branch, string importId, int? by, DateTime now, TimeProvider clock, Customer? customer)
    {
        var made = new Case { CampaignId = campaign.Id, BranchId = branch, CreatedAt = now, ReceivedAt = now, ImportId = importId };
        (made.CustomerId, made.CustomerName, made.CustomerText) = (customer?.PublicId, customer?.Name, customer?.SearchText);
        made.Take(campaign, content, CampaignTime.Of(campaign, clock));
        made.Append(CaseEventType.Created, Guid.NewGuid(), by, now, new() { ["import"] = importId, ["type"] = made.Type, ["customer"] = made.CustomerId });
        return made;
    }

    /// <summary>The source says something else now; branch and customer stay as they are. Refused once Completed.</summary>
    public void UpdateByImport(Campaign campaign, ServiceContent content, string importId, int? by, DateTime now, TimeProvider clock)
    {
        RefuseIfCompleted();
        var before = new ServiceContent(ExternalId!, RowHash!, Type, Description, Priority, Account, OwnContent(campaign));
        Take(campaign, content, CampaignTime.Of(campaign, clock));
        Append(CaseEventType.UpdatedByImport, Guid.NewGuid(), by, now, new() { ["import"] = importId, ["before"] = before });
    }

    /// <summary>What the source said before an import changed it.</summary>
    public void RestoreContent(Campaign campaign, ServiceContent content, string importId, int? by, DateTime now, TimeProvider clock)
    {
        Take(campaign, content, CampaignTime.Of(campaign, clock));
        Append(CaseEventType.ImportReverted, Guid.NewGuid(), by, now, new() { ["import"] = importId });
    }

    private void Take(Campaign campaign, ServiceContent content, CampaignTime time)
    {
        (ExternalId, RowHash) = (content.ExternalId, content.RowHash);
        (Type, Account) = (content.Type, content.Account);
        if (campaign.Kind != CampaignKind.Retention)        // there the source says neither: what people wrote stays
            (Description, Priority) = (content.Description, content.Priority);
        if (DisposedOn is null)     // a motive's days hold from then on
            SetDue(campaign.Settings.Sla.DueAt(ReceivedAt, time, Priority, PauseList), time.UtcNow);
        Index(campaign, content.Values);
    }

    /// <summary>What it is about; another priority moves the deadline, which still counts from the beginning.</summary>
    public void Describe(Campaign campaign, ServiceCaseForm form, Actor actor, DateTime now, CampaignTime time)
    {
        RefuseUnless(campaign.Kind == CampaignKind.ServiceCase);
        RefuseIfCompleted();
        Change(campaign, CaseEventType.Saved, Guid.NewGuid(), actor, now, () =>
        {
            (Type, Description, Account) = (form.Type, form.Description, form.Account);
            SetPriority(campaign, Codes.Parse<CasePriority>(form.Priority) ?? Priority, time);
        });
    }

    /// <summary>Where the campaign's policy tells the priorities apart the deadline moves, and still counts from the beginning.</summary>
    private void SetPriority(Campaign campaign, CasePriority priority, CampaignTime time)
    {
        var (sla, before) = (SlaOf(campaign), Priority);
        Priority = priority;
        if (DueAt is not null && sla.Amount(priority) != sla.Amount(before))
            DueAt = sla.DueAt(ReceivedAt, time, priority, PauseList);
    }

    /// <summary>Says how the contact went. The case stays open; an unmanaged one is opened first.</summary>
    public void Dispose(Campaign campaign, DispositionForm form, Actor actor, DateTime now)
    {
        RefuseUnless(campaign.Kind == CampaignKind.ServiceCase);
        RefuseIfCompleted();
        var path = Disposition.Along(campaign.Settings.DispositionTree, form.Path);
        var command = Guid.NewGuid();
        Change(campaign, CaseEventType.Opened, command, actor, now, () => Start(actor, now));
        Change(campaign, CaseEventType.Disposition, command, actor, now, () =>
        {
            (DispositionPath, DispositionLabels) = (Json.Write(path.Select(d => d.Code)), Json.Write(path.Select(d => d.Label)));
            (Observations, NextContactAt, Status) = (form.Observations, form.NextContactAt, CaseStatus.FollowUp);
        }, always: true);
    }

    /// <summary>The end of a service case: it needs a disposition, and after the seconds of the undo it never comes back.</summary>
    public void Close(Campaign campaign, Actor actor, DateTime now)
    {
        if (campaign.Kind == CampaignKind.RepeatContact)
        {
            RefusedException.ThrowIfAny(actor.Role == Role.Agent && !campaign.Settings.AgentsMayClose ? [new Refusal("finish.role")] : []);
            CloseEscalation(campaign, actor, now);
            return;
        }
        if (campaign.Kind == CampaignKind.Requirement)
        {
            CloseRequirement(campaign, actor, now);
            return;
        }
        RefuseUnless(campaign.Kind is CampaignKind.ServiceCase or CampaignKind.Retention);
        RefuseIfCompleted();
        RefusedException.ThrowIfAny(campaign.Kind == CampaignKind.Retention ? [new("close.by_final_state")] : []);      // a final state closes it, nothing else does
        RefusedException.ThrowIfAny(
        [
            .. actor.Role == Role.Agent && !campaign.Settings.AgentsMayClose ? [new Refusal("finish.role")] : Array.Empty<Refusal>(),
            .. DispositionPath is null ? [new Refusal("close.disposition_missing")] : Array.Empty<Refusal>(),
        ]);
        Change(campaign, CaseEventType.Completed, Guid.NewGuid(), actor, now, () =>
        {
            (Status, IsOpen, CompletedAt, NextContactAt) = (CaseStatus.Completed, false, now, null);
            Shares.Clear();
        });
    }

    /// <summary>The one who takes over is responsible from here on.</summary>
    public void TakeOver(Campaign campaign, Actor actor, DateTime now)
    {
        RefuseIfCompleted();
        Change(campaign, CaseEventType.TakenOver, Guid.NewGuid(), actor, now, () =>
        {
            Start(actor, now);
            (ResponsibleId, _responsibleName) = (actor.Id, actor.Name);
        });
    }
}
