using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.People;

namespace OpsConsole.Domain.Cases;

/// <summary>"Casos pendientes": what waits for a person, in the order of work (docs/rules.md, "Pending queue").</summary>
public sealed class QueueQueries(IDbContextFactory<OpsDbContext> contexts, TimeProvider clock)
{
    public const int Most = 500;

    private const int MostDue = 3;

    /// <summary>Contacts whose time has come, then what is overdue, then what is due soonest; equals by priority, then by age.</summary>
    public async Task<IReadOnlyList<CaseRow>> ReadAsync(int take, Actor actor, CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await Pending(db, actor)
            .OrderBy(c => c.NextContactAt != null && c.NextContactAt <= now ? 0 : c.DueAt != null && c.DueAt < now ? 1 : 2)
            .ThenBy(c => c.NextContactAt != null && c.NextContactAt <= now ? c.NextContactAt : null)
            .ThenBy(c => c.DueAt == null).ThenBy(c => c.DueAt)
            .ThenByDescending(c => c.Priority).ThenBy(c => c.ReceivedAt).ThenBy(c => c.Id)
            .Take(Math.Min(take, Most)).Select(CaseRow.WithNumbers).ToListAsync(ct);
    }

    public async Task<int> CountAsync(Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await Pending(db, actor).CountAsync(ct);
    }

    /// <summary>Numbers of the actor's own cases whose agreed contact came due in that time, the first of them.</summary>
    public async Task<IReadOnlyList<string>> DueAsync(DateTime after, DateTime until, Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var due = await Pending(db, actor).Where(c => c.ResponsibleId == actor.Id && c.NextContactAt > after && c.NextContactAt <= until).OrderBy(c => c.NextContactAt).Take(MostDue).Select(c => c.Id).ToListAsync(ct);
        return [.. due.Select(CaseNumber.Of)];
    }

    /// <summary>Open cases that the actor is responsible for, and those of the own branch and campaigns that nobody is responsible for; of survey answers the alerts alone.</summary>
    private static IQueryable<Case> Pending(OpsDbContext db, Actor actor)
    {
        var surveys = db.Campaigns.Where(k => k.Kind == CampaignKind.CloseTheLoop).Select(k => k.Id);
        var open = db.Cases.AsNoTracking().VisibleTo(actor).Where(c => c.IsOpen && (c.IsAlert || !surveys.Contains(c.CampaignId)));
        var (branch, campaigns) = (actor.BranchId, actor.CampaignIds);
        if (branch is null)
            return open.Where(c => c.ResponsibleId == actor.Id);
        return actor.Role == Role.Agent
            ? open.Where(c => c.ResponsibleId == actor.Id || (c.ResponsibleId == null && c.BranchId == branch && campaigns.Contains(c.CampaignId)))
            : open.Where(c => c.ResponsibleId == actor.Id || (c.ResponsibleId == null && c.BranchId == branch));
    }
}
