using System.Linq.Expressions;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Live;
using OpsConsole.Domain.People;

namespace OpsConsole.Domain.Cases;

/// <summary>One line of a case's history; its own, or one of a case that lives on in it, which <see cref="Number"/> tells.</summary>
public sealed record HistoryEntry(long Sequence, DateTime At, int? ById, string? ByName, string Type, long Version, JsonElement Data, string Number = "");

/// <summary>A case with what its page needs: the campaign it belongs to, the attempts, who it is shared with, and the reader's own draft.</summary>
public sealed record CaseDetail(CaseRow Row, Campaign Campaign, IReadOnlyList<ContactAttempt> Attempts, IReadOnlyList<(int Id, string Name)> SharedWith, Draft? Draft);

/// <summary>Reads of one case, under the scope: a case that is not there and one that is not yours give the same null.</summary>
public sealed class CaseHistoryQueries(IDbContextFactory<OpsDbContext> contexts, KnownCampaigns campaigns, AccessLog accesses)
{
    public async Task<CaseDetail?> FindAsync(string number, Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var id = CaseNumber.IdOf(number);
        Expression<Func<Case, CaseRow, Stored>> whole = (c, row) => new()
        {
            Row = row,
            CampaignVersion = db.Campaigns.Where(k => k.Id == c.CampaignId).Select(k => k.Version).First(),
            Draft = db.Drafts.FirstOrDefault(d => d.UserId == actor.Id && d.CaseId == c.Id),
            Shares = c.Shares.Where(s => s.Area == null).Join(db.Users, s => s.UserId, u => u.Id, (s, u) => new Share(u.Id, u.Name)).ToList(),
        };
        var body = new Rename(whole.Parameters[1], CaseRow.Of(whole.Parameters[0], withNumbers: true)).Visit(whole.Body)!;
        if (await db.Cases.AsNoTracking().VisibleTo(actor).Where(c => c.Id == id).Select(Expression.Lambda<Func<Case, Stored>>(body, whole.Parameters[0])).AsSingleQuery().SingleOrDefaultAsync(ct) is not { } found)
            return null;
        await accesses.CaseAsync(actor, AccessType.View, id, ct);
        var campaign = await campaigns.OfAsync(db, found.Row.CampaignId, found.CampaignVersion, ct);
        var attempts = await db.Attempts.AsNoTracking().Where(a => a.CaseId == id).OrderBy(a => a.At).ThenBy(a => a.Id).ToListAsync(ct);
        return new(found.Row, campaign, attempts, [.. found.Shares.OrderBy(s => s.Name, StringComparer.CurrentCulture).Select(s => (s.Id, s.Name))], found.Draft);
    }

    /// <summary>The log of one case and of those that live on in it after a sequence, oldest first; null where the case is not visible.</summary>
    /// <param name="ofCustomer">With it the logs of all visible cases of the same customer.</param>
    public async Task<IReadOnlyList<HistoryEntry>?> EventsAsync(string number, long after, int limit, Actor actor, CancellationToken ct, bool ofCustomer = false)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var parts = await PartsAsync(db, number, ofCustomer, actor, ct);
        return parts.Count == 0 ? null : await db.CaseEvents.Of(parts).Where(e => e.Sequence > after).OrderBy(e => e.Sequence).Take(limit).ReadAsync(db, ct);
    }

    /// <summary>The newest entries first, below a sequence: how the page reads a long history in pieces.</summary>
    /// <param name="ofCustomer">With it the logs of all visible cases of the same customer.</param>
    public async Task<IReadOnlyList<HistoryEntry>?> NewestAsync(string number, long below, int limit, Actor actor, CancellationToken ct, bool ofCustomer = false)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var parts = await PartsAsync(db, number, ofCustomer, actor, ct);
        if (parts.Count == 0)
            return null;
        var older = db.CaseEvents.Of(parts).Where(e => e.Sequence < below);
        return await (parts.Count == 1 ? older.OrderByDescending(e => e.Version) : older.OrderByDescending(e => e.Sequence)).Take(limit).ReadAsync(db, ct);      // the same order; of one case by its index
    }

    private async Task<List<long>> PartsAsync(OpsDbContext db, string number, bool ofCustomer, Actor actor, CancellationToken ct)
    {
        var (id, visible) = (CaseNumber.IdOf(number), db.Cases.VisibleTo(actor));
        var parts = db.PartsOf(id, visible);
        var found = await (ofCustomer ? parts.Union(visible.CasesOfCustomer(id)) : parts).ToListAsync(ct);
        if (found.Count > 0)
            await accesses.CaseAsync(actor, AccessType.View, id, ct);
        return found;
    }

    private sealed class Stored
    {
        public required CaseRow Row { get; init; }
        public required long CampaignVersion { get; init; }
        public required Draft? Draft { get; init; }
        public required List<Share> Shares { get; init; }
    }

    private sealed record Share(int Id, string Name);
}
