using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Live;
using OpsConsole.Domain.Notifications;
using OpsConsole.Domain.People;

namespace OpsConsole.Domain.RepeatContacts;

/// <summary>What a record says when it is opened.</summary>
public sealed record FeedbackForm(string? Process, string? Error, string? Reinforcement, string? Commitment = null)
{
    public IEnumerable<Refusal> Check()
    {
        foreach (var (field, text, required) in new[] { ("process", Process, true), ("error", Error, true), ("reinforcement", Reinforcement, true), ("commitment", Commitment, false) })
            if (TextRules.Check(text, field, Feedback.TextMax, required) is { } wrong)
                yield return wrong;
    }
}

/// <summary>Opens records of feedback, takes their acknowledgement, and keeps the plan of action of a week (docs/rules.md, "Feedback", "Reports of the cell").</summary>
public sealed class FeedbackDesk(IDbContextFactory<OpsDbContext> contexts, ICaseLogTransport log, NotificationFeed feed, TimeProvider clock)
{
    /// <summary>For a person with wrong forms in that week; the person is told.</summary>
    /// <param name="week">Its Monday.</param>
    public async Task<Outcome> OpenAsync(string campaign, int agent, DateOnly week, FeedbackForm form, Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await FindAsync(db, campaign, actor, ct) is var (found, no) && found is null)
            return no!;
        var person = await db.Users.AsNoTracking().SingleOrDefaultAsync(u => u.Id == agent && !u.IsDisabled, ct);
        if (person is null || (actor.IsBoundToBranches && !(person.BranchId is { } branch && actor.BranchIds.Contains(branch))))
            return new Outcome.Missing();
        List<Refusal> errors = [.. week.DayOfWeek == DayOfWeek.Monday ? Array.Empty<Refusal>() : [new("report.not_a_week", "week")], .. form.Check()];
        if (errors.Count > 0)
            return new Outcome.Invalid(errors);
        var last = week.AddDays(6);
        var forms = db.Cases.Where(c => c.CampaignId == found.Id && c.FormOn >= week && c.FormOn <= last && c.FormById == agent && c.MergedIntoId == null && !c.IsRemoved && c.QualityMark != null);
        var (marked, wrong) = (await forms.CountAsync(ct), await forms.CountAsync(c => c.IsWrong == true, ct));
        if (wrong == 0)
            return new Outcome.Refused([new("feedback.nothing_wrong")]);
        if (await IsThereAsync(db, found.Id, agent, week, ct))
            return new Outcome.Refused([new("feedback.there_already")]);
        var now = clock.Now();
        var made = new Feedback
        {
            CampaignId = found.Id,
            AgentId = agent,
            Week = week,
            Marked = marked,
            Errors = wrong,
            Process = form.Process!.Trim(),
            Error = form.Error!.Trim(),
            Reinforcement = form.Reinforcement!.Trim(),
            Commitment = string.IsNullOrWhiteSpace(form.Commitment) ? null : form.Commitment.Trim(),
            OpenedById = actor.Id,
            OpenedAt = now,
        };
        db.Feedback.Add(made);
        if (NotificationWriter.HowsOf(db, [agent])(agent, NotificationKind.Feedback) is { } how)
            db.Notifications.Add(new Notification { UserId = agent, Kind = NotificationKind.Feedback, JobId = FormattableString.Invariant($"feedback.{found.Id}.{agent}.{week:yyyyMMdd}"), CampaignId = found.Id, ById = actor.Id, At = now, Count = wrong }.By(how));
        Audit(db, actor, "feedback.opened", found, new { person = agent, week, marked, wrong });
        try
        {
            await log.CommitAsync(db, ct);
        }
        catch (DbUpdateException) when (!ct.IsCancellationRequested)        // somebody else was quicker
        {
            await using var again = await contexts.CreateDbContextAsync(ct);
            if (!await IsThereAsync(again, found.Id, agent, week, ct))
                throw;
            return new Outcome.Refused([new("feedback.there_already")]);
        }
        feed.Wake([agent]);
        return new Outcome.Done(1, FormattableString.Invariant($"{made.Id}"));
    }

    /// <summary>By the person that it was opened for alone, once; what they commit to may be added.</summary>
    public async Task<Outcome> AcknowledgeAsync(long id, string? commitment, Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (!await db.IsCurrentAsync(actor, ct))
            return new Outcome.SignedOut();
        if (!await FeedbackQueries.VisibleTo(db, actor).AnyAsync(f => f.Id == id, ct))
            return new Outcome.Missing();
        var found = await db.Feedback.SingleAsync(f => f.Id == id, ct);
        if (found.AgentId != actor.Id)
            return new Outcome.Forbidden();
        if (TextRules.Check(commitment, "commitment", Feedback.TextMax, required: false) is { } wrong)
            return new Outcome.Invalid([wrong]);
        if (found.AcknowledgedAt is not null)
            return new Outcome.Refused([new("feedback.acknowledged_already")]);
        found.AcknowledgedAt = clock.Now();
        if (!string.IsNullOrWhiteSpace(commitment))
            found.Commitment = commitment.Trim();
        var campaign = await db.Campaigns.AsNoTracking().SingleAsync(c => c.Id == found.CampaignId, ct);
        Audit(db, actor, "feedback.acknowledged", campaign, new { person = found.AgentId, found.Week });
        await log.CommitAsync(db, ct);
        return new Outcome.Done(1, FormattableString.Invariant($"{found.Id}"));
    }

    /// <summary>The plan of action of a week. Who saves over somebody else's is told.</summary>
    /// <param name="week">Its Monday.</param>
    /// <param name="version">Of the plan that the editor began with; 0: there was none.</param>
    public async Task<Outcome> PlanAsync(string campaign, DateOnly week, long version, string? text, Actor actor, CancellationToken ct)
    {
        for (var left = 3; ; left--)
        {
            try
            {
                await using var db = await contexts.CreateDbContextAsync(ct);
                if (await FindAsync(db, campaign, actor, ct) is var (found, no) && found is null)
                    return no!;
                List<Refusal> errors = [.. week.DayOfWeek == DayOfWeek.Monday ? Array.Empty<Refusal>() : [new("report.not_a_week", "week")], .. TextRules.Check(text, "plan", ClientWeek.PlanMax, required: false) is { } wrong ? [wrong] : Array.Empty<Refusal>()];
                if (errors.Count > 0)
                    return new Outcome.Invalid(errors);
                var plan = await db.ClientWeeks.SingleOrDefaultAsync(w => w.CampaignId == found.Id && w.Week == week, ct);
                if ((plan?.Version ?? 0) != version)
                    return new Outcome.Conflict(plan?.Version ?? 0, await db.Users.Where(u => plan != null && u.Id == plan.PlannedById).Select(u => u.Name).FirstOrDefaultAsync(ct), plan?.PlannedAt, new Dictionary<string, object?> { ["plan"] = plan?.ActionPlan });
                if (plan is null)
                    db.ClientWeeks.Add(plan = new() { CampaignId = found.Id, Week = week });
                (plan.ActionPlan, plan.PlannedById, plan.PlannedAt, plan.Version) = (string.IsNullOrWhiteSpace(text) ? null : text, actor.Id, clock.Now(), plan.Version + 1);
                Audit(db, actor, "cell.plan_saved", found, new { week, text = plan.ActionPlan });
                await log.CommitAsync(db, ct);
                return new Outcome.Done(plan.Version);
            }
            catch (DbUpdateException) when (left > 1 && !ct.IsCancellationRequested)        // another's commit came between: looked at again, it is a conflict
            {
            }
        }
    }

    private static async Task<(Campaign? Found, Outcome? No)> FindAsync(OpsDbContext db, string code, Actor actor, CancellationToken ct)
    {
        if (!await db.IsCurrentAsync(actor, ct))
            return (null, new Outcome.SignedOut());
        if (await db.Campaigns.AsNoTracking().VisibleTo(actor).SingleOrDefaultAsync(c => c.Code == code, ct) is not { } found)
            return (null, new Outcome.Missing());
        return !actor.MayManageCell ? (null, new Outcome.Forbidden()) : found.Kind != CampaignKind.RepeatContact ? (null, new Outcome.Refused([new("case.other_kind")])) : (found, null);
    }

    private static Task<bool> IsThereAsync(OpsDbContext db, int campaign, int agent, DateOnly week, CancellationToken ct) => db.Feedback.AnyAsync(f => f.CampaignId == campaign && f.AgentId == agent && f.Week == week, ct);

    private void Audit(OpsDbContext db, Actor actor, string type, Campaign campaign, object data) =>
        db.Audit.Add(new() { At = clock.Now(), ById = actor.Id, Type = type, Target = $"campaign:{campaign.Code}", Data = Json.Write(data) });
}
