using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Campaigns;

namespace OpsConsole.Domain.Data;

/// <summary>Campaigns as they were read last: columns and settings are large, and every change of a case needs them. The version, which the statement that reads the case brings along, tells whether they still hold.</summary>
public sealed class KnownCampaigns
{
    private readonly ConcurrentDictionary<int, Campaign> _known = new();

    /// <summary>For reading only.</summary>
    internal async ValueTask<Campaign> OfAsync(OpsDbContext db, int id, long version, CancellationToken ct) =>
        _known.TryGetValue(id, out var known) && known.Version == version ? known : _known[id] = await db.Campaigns.AsNoTracking().SingleAsync(c => c.Id == id, ct);
}
