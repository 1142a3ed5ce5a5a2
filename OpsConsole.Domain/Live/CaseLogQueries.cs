using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.People;

namespace OpsConsole.Domain.Live;

/// <summary>A log entry as clients outside the console get it: the case as it stands now, nothing of a customer.</summary>
public sealed record CaseLogEntry(long Sequence, string Number, string Campaign, string Branch, CaseStatus Status, SlaState? SlaState, int? ResponsibleId, string? ResponsibleName, long Version, DateTime? DueAt, DateTime At, string Type);

/// <summary>One piece of the log: what of it the reader may see, where it ended, and whether more follows.</summary>
public sealed record CaseLogPiece(IReadOnlyList<CaseLogEntry> Entries, long Last, bool More);

/// <summary>The log of all cases, under the reader's scope.</summary>
public sealed class CaseLogQueries(IDbContextFactory<OpsDbContext> contexts, TimeProvider clock)
{
    private const int Piece = 500;

    public async Task<long> LastAsync(Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.IsCurrentAsync(actor, ct) ? await db.CaseEvents.MaxAsync(e => (long?)e.Sequence, ct) ?? 0 : 0;
    }

    /// <summary>The entries behind a sequence, in order; entries of cases out of reach are passed over.</summary>
    public async Task<CaseLogPiece> ReadAsync(long after, Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var found = await db.CaseEvents.AsNoTracking().Where(e => e.Sequence > after).OrderBy(e => e.Sequence).Take(Piece)
            .Select(e => new CaseChange(e.Sequence, e.CaseId, e.CampaignId, e.BranchId, e.Type, e.ById, e.At)).ToListAsync(ct);
        return new(await DescribeAsync(db, found, actor, ct), found.Count == 0 ? after : found[^1].Sequence, found.Count == Piece);
    }

    /// <summary>What these changes look like to this reader.</summary>
    public async Task<IReadOnlyList<CaseLogEntry>> DescribeAsync(IReadOnlyList<CaseChange> changes, Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await DescribeAsync(db, changes, actor, ct);
    }

    private async Task<IReadOnlyList<CaseLogEntry>> DescribeAsync(OpsDbContext db, IReadOnlyList<CaseChange> changes, Actor actor, CancellationToken ct)
    {
        var entries = new List<CaseLogEntry>(changes.Count);
        var now = clock.GetUtcNow().UtcDateTime;
        foreach (var part in changes.Chunk(Piece))
        {
            var ids = part.Select(c => c.CaseId).Distinct().ToList();
            var seen = await db.Cases.AsNoTracking().VisibleTo(actor).Where(c => ids.Contains(c.Id))
                .Select(c => new { c.Id, Campaign = db.Campaigns.Where(p => p.Id == c.CampaignId).Select(p => p.Code).First(), Branch = c.Branch!.Code, c.Status, c.DueAt, c.CompletedAt, c.ResponsibleId, c.Responsible!.Name, c.Version })
                .ToDictionaryAsync(c => c.Id, ct);
            foreach (var change in part)
                if (seen.TryGetValue(change.CaseId, out var c))
                    entries.Add(new(change.Sequence, CaseNumber.Of(c.Id), c.Campaign, c.Branch, c.Status, Campaigns.SlaPolicy.StateOf(c.DueAt, c.CompletedAt, now), c.ResponsibleId, c.Name, c.Version, c.DueAt, change.At, change.Type));
        }
        return entries;
    }
}
