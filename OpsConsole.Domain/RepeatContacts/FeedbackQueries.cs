using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.People;

namespace OpsConsole.Domain.RepeatContacts;

/// <summary>A record as its readers see it.</summary>
/// <param name="IsOwn">The reader is the one that it was opened for.</param>
public sealed record FeedbackView(long Id, string Campaign, string CampaignName, int AgentId, string Agent, DateOnly Week, int Marked, int Errors, string Process, string Error, string Reinforcement, string? Commitment, string OpenedBy, DateTime OpenedAt, DateTime? AcknowledgedAt, bool IsOwn)
{
    public bool IsPending => AcknowledgedAt is null;
}

/// <summary>Records of feedback: each person the own ones, coordinators those of their region, the back office those of its campaigns (docs/rules.md, "Feedback").</summary>
public sealed class FeedbackQueries(IDbContextFactory<OpsDbContext> contexts)
{
    public const int Most = 200;

    /// <summary>Those that wait for an answer first, then the newest.</summary>
    /// <param name="campaign">Null: of all campaigns.</param>
    public async Task<IReadOnlyList<FeedbackView>> ListAsync(string? campaign, bool pendingOnly, Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await Read(db, VisibleTo(db, actor).Where(f => (!pendingOnly || f.AcknowledgedAt == null) && (campaign == null || db.Campaigns.Any(c => c.Id == f.CampaignId && c.Code == campaign)))
            .OrderBy(f => f.AcknowledgedAt == null ? 0 : 1).ThenByDescending(f => f.OpenedAt).ThenByDescending(f => f.Id).Take(Most), actor).ToListAsync(ct);
    }

    public async Task<FeedbackView?> FindAsync(long id, Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await Read(db, VisibleTo(db, actor).Where(f => f.Id == id), actor).SingleOrDefaultAsync(ct);
    }

    /// <param name="week">Its Monday.</param>
    public async Task<IReadOnlyList<FeedbackView>> OfWeekAsync(Campaign campaign, DateOnly week, Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await Read(db, VisibleTo(db, actor).Where(f => f.CampaignId == campaign.Id && f.Week == week), actor).ToListAsync(ct);
    }

    internal static IQueryable<Feedback> VisibleTo(OpsDbContext db, Actor actor)
    {
        var all = db.Feedback.AsNoTracking().Where(f => f.AgentId == actor.Id || !actor.HiddenCampaignIds.Contains(f.CampaignId));
        return actor.Role switch
        {
            Role.ExperienceAnalyst or Role.Administrator => all,
            Role.BackOffice => all.Where(f => f.AgentId == actor.Id || actor.CampaignIds.Contains(f.CampaignId)),
            Role.RegionalSupervisor => all.Where(f => f.AgentId == actor.Id || db.Users.Any(u => u.Id == f.AgentId && u.BranchId != null && actor.BranchIds.Contains(u.BranchId.Value))),
            Role.Agent or Role.BranchHead => all.Where(f => f.AgentId == actor.Id),
        };
    }

    private static IQueryable<FeedbackView> Read(OpsDbContext db, IQueryable<Feedback> records, Actor actor) => records.Select(f => new FeedbackView(f.Id,
        db.Campaigns.Where(c => c.Id == f.CampaignId).Select(c => c.Code).First(), db.Campaigns.Where(c => c.Id == f.CampaignId).Select(c => c.Name).First(), f.AgentId, db.Users.Where(u => u.Id == f.AgentId).Select(u => u.Name).First(),
        f.Week, f.Marked, f.Errors, f.Process, f.Error, f.Reinforcement, f.Commitment, db.Users.Where(u => u.Id == f.OpenedById).Select(u => u.Name).First(), f.OpenedAt, f.AcknowledgedAt, f.AgentId == actor.Id));
}
