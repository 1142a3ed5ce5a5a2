using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.People;

namespace OpsConsole.Domain.Data;

/// <summary>Where a log stood at some moment: its last entry (docs/rules.md, "Log chain").</summary>
public sealed record LogHead(string Table, long Sequence, string Hash);

/// <summary>What is wrong with a log, and with which entry it begins (docs/rules.md, "Log chain").</summary>
public enum LogFaultKind
{
    /// <summary>The entry is not the one that was written.</summary>
    Changed,

    /// <summary>An entry that others follow is not there.</summary>
    Missing,

    /// <summary>A stored head knows of entries at the end that are not there.</summary>
    TailMissing,

    /// <summary>The chain was made anew: it holds, and is not the one that a stored head knows.</summary>
    Replaced,
}

/// <summary>The first bad entry of a log (docs/rules.md, "Log chain").</summary>
public sealed record LogFault(string Table, long Sequence, LogFaultKind Kind);

/// <summary>Reads the three logs from their first entry to their last and says which is the first that is not as it was written (docs/rules.md, "Log chain").</summary>
public sealed class LogVerifier(IDbContextFactory<OpsDbContext> contexts)
{
    /// <summary>Entries read at once: the memory it takes does not grow with the log.</summary>
    private const int Piece = 5_000;

    /// <summary>Where the logs stand now; those without entries are left out.</summary>
    public async Task<IReadOnlyList<LogHead>> HeadsAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return
        [
            .. await db.CaseEvents.OrderByDescending(e => e.Sequence).Take(1).Select(e => new LogHead(nameof(db.CaseEvents), e.Sequence, e.Hash)).ToListAsync(ct),
            .. await db.Audit.OrderByDescending(e => e.Sequence).Take(1).Select(e => new LogHead(nameof(db.Audit), e.Sequence, e.Hash)).ToListAsync(ct),
            .. await db.Accesses.OrderByDescending(e => e.Sequence).Take(1).Select(e => new LogHead(nameof(db.Accesses), e.Sequence, e.Hash)).ToListAsync(ct),
        ];
    }

    /// <param name="known">Heads that were kept elsewhere.</param>
    /// <param name="checkedOne">Told of each log and how many entries it has.</param>
    public async Task<IReadOnlyList<LogFault>> CheckAsync(IReadOnlyList<LogHead> known, Action<string, long> checkedOne, CancellationToken ct)
    {
        var faults = new[]
        {
            await CheckAsync<CaseEvent>("CaseEvents", e => new(e.Sequence, e.PrevHash, e.Hash), e => e.Origin is null ? [LogChain.Canonical(e), LogChain.Former(e)] : [LogChain.Canonical(e)], known, checkedOne, ct),
            await CheckAsync<AuditEntry>("Audit", e => new(e.Sequence, e.PrevHash, e.Hash), e => e.CampaignId is null && e.Origin is null ? [LogChain.Canonical(e), LogChain.Former(e)] : [LogChain.Canonical(e)], known, checkedOne, ct),
            await CheckAsync<AccessEntry>("Accesses", e => new(e.Sequence, e.PrevHash, e.Hash), e => [LogChain.Canonical(e)], known, checkedOne, ct),
        };
        return [.. faults.OfType<LogFault>()];
    }

    private readonly record struct Link(long Sequence, string PrevHash, string Hash);

    private async Task<LogFault?> CheckAsync<T>(string table, Func<T, Link> link, Func<T, string[]> forms, IReadOnlyList<LogHead> known, Action<string, long> checkedOne, CancellationToken ct) where T : class
    {
        var heads = known.Where(h => h.Table == table).GroupBy(h => h.Sequence).ToDictionary(g => g.Key, g => g.Select(h => h.Hash).ToHashSet());
        var (last, hash) = (0L, "");
        while (true)
        {
            await using var db = await contexts.CreateDbContextAsync(ct);
            var piece = await db.Set<T>().AsNoTracking().Where(e => EF.Property<long>(e, nameof(CaseEvent.Sequence)) > last).OrderBy(e => EF.Property<long>(e, nameof(CaseEvent.Sequence))).Take(Piece).ToListAsync(ct);
            foreach (var entry in piece)
            {
                var one = link(entry);
                if (one.Sequence != last + 1)
                    return new(table, last + 1, LogFaultKind.Missing);
                if (one.PrevHash != hash || !forms(entry).Any(form => LogChain.Hash(one.PrevHash, form) == one.Hash))
                    return new(table, one.Sequence, LogFaultKind.Changed);
                if (heads.TryGetValue(one.Sequence, out var hashes) && hashes.Any(h => h != one.Hash))
                    return new(table, one.Sequence, LogFaultKind.Replaced);
                (last, hash) = (one.Sequence, one.Hash);
            }
            if (piece.Count < Piece)
                break;
        }
        checkedOne(table, last);
        return heads.Keys.Any(sequence => sequence > last) ? new(table, last + 1, LogFaultKind.TailMissing) : null;
    }
}
