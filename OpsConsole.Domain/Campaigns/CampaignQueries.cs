using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.People;

namespace OpsConsole.Domain.Campaigns;

/// <summary>Reads of campaigns; one that is kept from the reader is not there.</summary>
public sealed class CampaignQueries(IDbContextFactory<OpsDbContext> contexts)
{
    /// <summary>Also for somebody with whom a single case of it is shared.</summary>
    public async Task<Campaign?> FindAsync(string code, Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await FindAsync(db, db.Campaigns.AsNoTracking().Where(c => c.Code == code), actor, ct);
    }

    public async Task<Campaign?> OfIdAsync(int id, Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await FindAsync(db, db.Campaigns.AsNoTracking().Where(c => c.Id == id), actor, ct);
    }

    /// <summary>Those of a kind in which cases can be made, by name.</summary>
    public async Task<IReadOnlyList<Campaign>> OpenOfKindAsync(CampaignKind kind, Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Campaigns.AsNoTracking().VisibleTo(actor).Where(c => c.Kind == kind && c.Status != CampaignStatus.Closed).OrderBy(c => c.Name).ToListAsync(ct);
    }

    /// <summary>The published one of a kind that was there first: what is meant where nobody names one.</summary>
    public async Task<Campaign?> FirstOfKindAsync(CampaignKind kind, Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Campaigns.AsNoTracking().VisibleTo(actor).Where(c => c.Kind == kind && c.Status == CampaignStatus.Published).OrderBy(c => c.CreatedAt).ThenBy(c => c.Id).FirstOrDefaultAsync(ct);
    }

    public async Task<IReadOnlyList<CampaignSummary>> ListAsync(Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var campaigns = await db.Campaigns.AsNoTracking().VisibleTo(actor)
            .Select(c => new { c.Id, c.Code, c.Name, c.Kind, c.Status, c.CreatedAt, c.ModifiedAt }).ToListAsync(ct);
        var cases = await db.Cases.AsNoTracking().VisibleTo(actor).Where(c => c.MergedIntoId == null).GroupBy(c => c.CampaignId)
            .Select(g => new { Id = g.Key, All = g.Count(), Completed = g.Count(c => c.Status == CaseStatus.Completed), Customers = g.Select(c => c.CustomerRef).Distinct().Count() }).ToDictionaryAsync(g => g.Id, ct);
        var bases = await db.BaseRecords.AsNoTracking().Where(r => !r.IsRemoved).GroupBy(r => r.CampaignId)
            .Select(g => new { Id = g.Key, All = g.Count() }).ToDictionaryAsync(g => g.Id, g => g.All, ct);
        return campaigns.ConvertAll(c =>
        {
            var own = cases.GetValueOrDefault(c.Id);
            var (all, effective) = c.Kind != CampaignKind.CloseTheLoop ? ((int?)(own?.All ?? 0), own?.Completed ?? 0)
                : (bases.TryGetValue(c.Id, out var rows) ? actor.IsBoundToBranches ? null : rows : own?.Customers ?? 0, own?.All ?? 0);
            return new CampaignSummary(c.Id, c.Code, c.Name, c.Kind, c.Status, c.CreatedAt, c.ModifiedAt, all, effective);
        });
    }

    private static async Task<Campaign?> FindAsync(OpsDbContext db, IQueryable<Campaign> found, Actor actor, CancellationToken ct) =>
        await found.VisibleTo(actor).SingleOrDefaultAsync(ct)
            ?? (actor.HasShares ? await found.Where(c => db.Cases.VisibleTo(actor).Any(x => x.CampaignId == c.Id)).SingleOrDefaultAsync(ct) : null);
}
