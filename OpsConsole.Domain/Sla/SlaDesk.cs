using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Jobs;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Live;
using OpsConsole.Domain.People;

namespace OpsConsole.Domain.Sla;

/// <summary>What a change of policy or calendar would move (docs/rules.md, "Moving deadlines").</summary>
public sealed record SlaPreview(DeadlineMoves Moves) : Outcome.Done;

/// <summary>Changes how a campaign counts its deadlines: says first what moves, then moves it as a job (docs/rules.md, "Moving deadlines").</summary>
public sealed class SlaDesk(IDbContextFactory<OpsDbContext> contexts, ICaseLogTransport log, DeadlineQueue queue, TimeProvider clock)
{
    private const int Tries = 4;

    /// <summary>Changes nothing; the answer is a <see cref="SlaPreview"/>.</summary>
    public async Task<Outcome> PreviewAsync(string code, SlaForm form, Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (!await db.IsCurrentAsync(actor, ct))
            return new Outcome.SignedOut();
        if (await db.Campaigns.AsNoTracking().VisibleTo(actor).SingleOrDefaultAsync(c => c.Code == code, ct) is not { } campaign)
            return new Outcome.Missing();
        if (!actor.MayManageCampaigns)
            return new Outcome.Forbidden();
        var calendar = await CalendarAsync(db, form, ct);
        if (form.Check(campaign, calendar, Today(campaign)) is { Count: > 0 } errors)
            return new Outcome.Invalid(errors);
        var plan = await DeadlinePlan.OfAsync(db, campaign, form.ApplyTo(campaign, calendar), clock, ct);
        return new SlaPreview(await plan.CountAsync(db, clock.Now(), ct));
    }

    /// <summary>The answer names the job that moves the deadlines; without a name none had to move.</summary>
    /// <param name="version">The version of the campaign that the form was based on.</param>
    public async Task<Outcome> ChangeAsync(string code, long version, SlaForm form, Actor actor, CancellationToken ct)
    {
        for (var left = Tries; ; left--)
        {
            await using var db = await contexts.CreateDbContextAsync(ct);
            if (!await db.IsCurrentAsync(actor, ct))
                return new Outcome.SignedOut();
            if (await db.Campaigns.VisibleTo(actor).SingleOrDefaultAsync(c => c.Code == code, ct) is not { } campaign)
                return new Outcome.Missing();
            if (!actor.MayManageCampaigns)
                return new Outcome.Forbidden();
            var calendar = await CalendarAsync(db, form, ct);
            if (form.Check(campaign, calendar, Today(campaign)) is { Count: > 0 } errors)
                return new Outcome.Invalid(errors);
            if (campaign.Version != version)
                return new Outcome.Conflict(campaign.Version, null, campaign.ModifiedAt, new Dictionary<string, object?>());
            var (before, now) = (campaign.Settings.Sla, clock.Now());
            campaign.Settings = campaign.Settings with { Sla = form.ApplyTo(campaign, calendar) };
            (campaign.ModifiedAt, campaign.Version) = (now, campaign.Version + 1);
            db.Audit.Add(new() { At = now, ById = actor.Id, Type = "campaign.sla_changed", Target = $"campaign:{campaign.Code}", Data = Json.Write(new { changes = new { sla = new[] { Said(before), Said(campaign.Settings.Sla) } } }) });
            var job = await JobAsync(db, campaign, DeadlineJob.Policy, actor, now, clock, ct);
            try
            {
                await log.CommitAsync(db, ct);
            }
            catch (DbUpdateConcurrencyException) when (left > 1)        // another's commit came between: looked at again, it is a conflict
            {
                continue;
            }
            queue.Bell.Ring();
            return new Outcome.Done(campaign.Version, job?.Id);
        }
    }

    /// <summary>What has moved stays moved; the rest keeps the deadline it has until the policy is saved again.</summary>
    public async Task<Outcome> CancelAsync(string id, Actor actor, CancellationToken ct)
    {
        for (var left = Tries; ; left--)
        {
            await using var db = await contexts.CreateDbContextAsync(ct);
            if (!await db.IsCurrentAsync(actor, ct))
                return new Outcome.SignedOut();
            if (!actor.MayManageCampaigns && !actor.MayAdminister)
                return new Outcome.Forbidden();
            if (await db.DeadlineJobs.SingleOrDefaultAsync(j => j.Id == id && j.Because != DeadlineJob.Thresholds, ct) is not { } job || !actor.SeesCampaign(job.CampaignId))
                return new Outcome.Missing();
            if (job.IsOver)
                return new Outcome.Refused([new("job.over")]);
            if (job.State == JobState.Running)
                job.CancelRequested = true;
            else
                (job.State, job.FinishedAt) = (JobState.Cancelled, clock.Now());
            job.Version++;
            try
            {
                await log.CommitAsync(db, ct);
            }
            catch (DbUpdateConcurrencyException) when (left > 1)
            {
                continue;
            }
            queue.Stop(id);
            return new Outcome.Done(job.Version, id);
        }
    }

    /// <summary>A job over what the campaign's new policy moves, to be committed with it; null where nothing moves.</summary>
    internal static async Task<DeadlineJob?> JobAsync(OpsDbContext db, Campaign campaign, string because, Actor actor, DateTime now, TimeProvider clock, CancellationToken ct)
    {
        var plan = await DeadlinePlan.OfAsync(db, campaign, campaign.Settings.Sla, clock, ct);
        if ((await plan.CountAsync(db, now, ct)).Moved is var moved && moved == 0)
            return null;
        var job = new DeadlineJob { Id = Job.NewId(), CampaignId = campaign.Id, ById = actor.Id, State = JobState.Queued, CreatedAt = now, Because = because, Total = moved, Version = 1 };
        db.DeadlineJobs.Add(job);
        return job;
    }

    private DateOnly Today(Campaign campaign) => CampaignTime.Of(campaign, clock).Today;

    private static Task<WorkCalendar?> CalendarAsync(OpsDbContext db, SlaForm form, CancellationToken ct) =>
        string.IsNullOrEmpty(form.Calendar) ? Task.FromResult<WorkCalendar?>(null) : db.Calendars.AsNoTracking().SingleOrDefaultAsync(c => c.Code == form.Calendar, ct);

    /// <summary>For the audit: the calendar by its version, not with all its days.</summary>
    private static object Said(SlaPolicy sla) => new { sla.Unit, sla.Days, sla.DaysByPriority, sla.HoursByPriority, Calendar = sla.Calendar is { } c ? $"{c.Code} v{c.Version}" : null, sla.OpenHours, sla.PauseStates, Reminders = sla.Reminders.IsAny ? sla.Reminders : null };
}
