using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Filters;
using OpsConsole.Domain.People;

namespace OpsConsole.Domain.Lists;

/// <summary>Reads how a person looks at a grid and what the ids of an address stand for; they open for whoever has them and may see the campaign (docs/rules.md, "Addresses of lists").</summary>
public sealed class ListQueries(IDbContextFactory<OpsDbContext> contexts, CampaignQueries campaigns)
{
    /// <summary>The person's own way; null where nothing was kept.</summary>
    public async Task<KeptColumns?> OwnAsync(string campaign, Actor actor, CancellationToken ct)
    {
        if (await campaigns.FindAsync(campaign, actor, ct) is not { } found)
            return null;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var kept = await db.ColumnViews.AsNoTracking().Where(v => v.UserId == actor.Id && v.CampaignId == found.Id)
            .Select(v => new { v.PartId, v.Rows, Content = db.ListParts.Where(p => p.Id == v.PartId).Select(p => p.Content).FirstOrDefault() }).SingleOrDefaultAsync(ct);
        if (kept is null)
            return null;
        var columns = Columns(kept.Content, found);
        return new(columns.Count == 0 ? null : kept.PartId, columns, kept.Rows);
    }

    /// <summary>The columns that an address names, of those the campaign still has; null where there is no such id.</summary>
    public async Task<IReadOnlyList<ColumnChoice>?> ColumnsAsync(string campaign, string id, Actor actor, CancellationToken ct) =>
        await ReadAsync(campaign, id, ListPartKind.Columns, actor, ct) is var (content, found) && Columns(content, found) is { Count: > 0 } columns ? columns : null;

    /// <summary>The text that an address searches for; null where there is no such id.</summary>
    public async Task<string?> SearchAsync(string campaign, string id, Actor actor, CancellationToken ct) =>
        (await ReadAsync(campaign, id, ListPartKind.Search, actor, ct))?.Content;

    /// <summary>The cases that an address selects, whether they can be seen or not: what is done with them asks under the scope.</summary>
    public async Task<IReadOnlyList<long>> SelectionAsync(string campaign, string id, Actor actor, CancellationToken ct) =>
        await ReadAsync(campaign, id, ListPartKind.Selection, actor, ct) is var (content, _) ? Json.Read<List<long>>(content) : [];

    private async Task<(string Content, Campaign Campaign)?> ReadAsync(string campaign, string id, ListPartKind kind, Actor actor, CancellationToken ct)
    {
        if (await campaigns.FindAsync(campaign, actor, ct) is not { } found)
            return null;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var content = await db.ListParts.AsNoTracking().Where(p => p.CampaignId == found.Id && p.Kind == kind && p.Id == id).Select(p => p.Content).SingleOrDefaultAsync(ct);
        return content is null ? null : (content, found);
    }

    private static IReadOnlyList<ColumnChoice> Columns(string? content, Campaign campaign)
    {
        if (content is null)
            return [];
        var catalogue = FieldCatalog.Of(campaign);
        return [.. Json.Read<List<ColumnChoice>>(content).Where(c => catalogue.Find(c.Source, c.Field) is not null)];
    }
}
