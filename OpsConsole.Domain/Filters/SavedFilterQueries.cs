using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;

namespace OpsConsole.Domain.Filters;

/// <summary>Reads of saved filters: another's private one is not there (docs/rules.md, "Saved filters").</summary>
public sealed class SavedFilterQueries(IDbContextFactory<OpsDbContext> contexts, CampaignQueries campaigns, TimeProvider clock)
{
    /// <summary>The named ones: the reader's own by age, then those shared with the reader. Null where there is no such campaign.</summary>
    public async Task<IReadOnlyList<SavedFilterView>?> ListAsync(string campaign, Actor actor, CancellationToken ct)
    {
        if (await campaigns.FindAsync(campaign, actor, ct) is not { } found)
            return null;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var visible = db.SavedFilters.AsNoTracking().VisibleTo(actor).Where(f => f.CampaignId == found.Id);
        return [.. (await ViewsAsync(db, visible, found, actor, ct)).OrderBy(f => !f.IsOwn)];
    }

    /// <summary>One by its id; one that was applied without saving opens for whoever has its address.</summary>
    public async Task<SavedFilterView?> FindAsync(string campaign, string id, Actor actor, CancellationToken ct)
    {
        if (await campaigns.FindAsync(campaign, actor, ct) is not { } found)
            return null;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var all = db.SavedFilters.AsNoTracking().Where(f => f.CampaignId == found.Id && f.Id == id);
        return (await ViewsAsync(db, all.VisibleTo(actor), found, actor, ct)).SingleOrDefault()
            ?? (await ViewsAsync(db, all.Where(f => f.Name == null), found, actor, ct)).SingleOrDefault();
    }

    /// <summary>The id of the filter that the reader's grid opens with, if it is still there.</summary>
    public async Task<string?> DefaultAsync(int campaignId, Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.SavedFilters.AsNoTracking().VisibleTo(actor).Where(f => db.FilterDefaults.Any(d => d.UserId == actor.Id && d.CampaignId == campaignId && d.FilterId == f.Id)).Select(f => f.Id).SingleOrDefaultAsync(ct);
    }

    /// <summary>What the reader was building when it was last kept.</summary>
    public async Task<KeptFilterDraft?> DraftAsync(string campaign, Actor actor, CancellationToken ct)
    {
        if (await campaigns.FindAsync(campaign, actor, ct) is not { } found)
            return null;
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.FilterDrafts.AsNoTracking().Where(d => d.UserId == actor.Id && d.CampaignId == found.Id).Select(d => new KeptFilterDraft(d.Content, d.SavedAt)).SingleOrDefaultAsync(ct);
    }

    /// <summary>The branches that the reader may share a filter with.</summary>
    public async Task<IReadOnlyList<Place>> ShareTargetsAsync(Actor actor, CancellationToken ct)
    {
        if (!actor.MayShareFilters)
            return [];
        await using var db = await contexts.CreateDbContextAsync(ct);
        var branches = await db.Branches.AsNoTracking().Where(b => b.IsActive).Select(b => new { b.Id, b.Code, b.Name }).ToListAsync(ct);
        return [.. branches.Where(b => actor.Reaches(b.Id)).OrderBy(b => TextFold.Fold(b.Name), StringComparer.Ordinal).Select(b => new Place(b.Id, b.Code, b.Name))];
    }

    private async Task<List<SavedFilterView>> ViewsAsync(OpsDbContext db, IQueryable<SavedFilter> filters, Campaign campaign, Actor actor, CancellationToken ct)
    {
        var rows = await filters.OrderBy(f => f.CreatedAt).ThenBy(f => f.Id).Select(f => new
        {
            Filter = f,
            Owner = f.Owner!.Name,
            Shares = f.Shares.OrderBy(s => s.Id).Select(s => new { s.Role, Branch = db.Branches.Where(b => b.Id == s.BranchId).Select(b => b.Code).FirstOrDefault() }).ToList(),
            IsDefault = db.FilterDefaults.Any(d => d.UserId == actor.Id && d.FilterId == f.Id),
        }).ToListAsync(ct);
        return [.. rows.Select(row =>
        {
            var (tree, problems) = SavedFilterCheck.ReadStored(row.Filter.Tree, campaign, actor, clock);
            return new SavedFilterView(row.Filter.Id, row.Filter.Name, tree, problems, row.Filter.OwnerId, row.Owner)
            {
                Sort = row.Filter.Sorts is { } sorts ? Json.Read<List<FilterSort>>(sorts) : null,
                Columns = row.Filter.Columns is { } columns ? Json.Read<List<FilterColumn>>(columns) : null,
                SharedWith = [.. row.Shares.Select(s => new FilterShare(s.Role?.ToString(), s.Branch))],
                IsOwn = row.Filter.OwnerId == actor.Id,
                IsDefault = row.IsDefault,
                Version = row.Filter.Version,
            };
        })];
    }
}
