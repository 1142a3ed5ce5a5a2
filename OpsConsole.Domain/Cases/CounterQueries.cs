using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Board;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Live;
using OpsConsole.Domain.People;

namespace OpsConsole.Domain.Cases;

/// <summary>What counters are added up by.</summary>
public enum CounterGroup
{
    Branch,
    Region,
    Agent,
    Status,
    Campaign,
}

/// <summary>Where a group of cases stands now. Percentages: met within the deadline, of those decided this week and last, one decimal; null where none were. Hours: means of this week, one decimal (docs/rules.md, "Counters").</summary>
public sealed record Counter(string Key, string? Name, int Open, int Unmanaged, int DueSoon, int Overdue, int CompletedToday, decimal? MetPercent, decimal? MetPercentLastWeek, decimal? HoursToContact, decimal? HoursToCompletion);

/// <summary>Counters under the reader's scope, added up from what the node keeps of the cases: of the alerts of close-the-loop campaigns and all cases of others (docs/rules.md, "Counters").</summary>
public sealed class CounterQueries(IDbContextFactory<OpsDbContext> contexts, TallyKeeper tally, TimeProvider clock)
{
    /// <summary>The key of cases that nobody is responsible for.</summary>
    public const string Unassigned = "unassigned";

    /// <param name="campaignId">Null: all campaigns, whose days are then those of <paramref name="zone"/>.</param>
    public async Task<IReadOnlyList<Counter>> ReadAsync(int? campaignId, CounterGroup by, TimeZoneInfo zone, Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var found = await CellsAsync(db, campaignId, zone, actor, ct);
        var keys = await NamesAsync(db, by, ct);
        var groups = new Dictionary<int, Figures>();
        foreach (var (key, figures) in found.Cells)
            System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(groups, KeyOf(key, by, found.Regions), out _).Add(figures);
        return [.. groups.Select(g => Of(g.Value, keys.GetValueOrDefault(g.Key))).OrderBy(c => c.Key, StringComparer.Ordinal)];
    }

    /// <summary>The cells that the reader sees, of one campaign in its own zone or of all in the one given.</summary>
    internal async Task<CountedCells> CellsAsync(OpsDbContext db, int? campaignId, TimeZoneInfo zone, Actor actor, CancellationToken ct, long? since = null)
    {
        var own = campaignId is { } id ? await db.Campaigns.AsNoTracking().Where(c => c.Id == id).Select(c => c.TimeZone).SingleAsync(ct) : null;
        var cube = await tally.ReadAsync(new(own is null ? zone : TimeZoneInfo.FindSystemTimeZoneById(own), clock), ct, since);
        var regions = await db.Branches.AsNoTracking().ToDictionaryAsync(b => b.Id, b => b.RegionId, ct);
        List<KeyValuePair<CellKey, Figures>> cells = [.. cube.Cells.Where(c => (campaignId is null || c.Key.CampaignId == campaignId) && actor.Reaches(c.Key.BranchId) && actor.SeesCampaign(c.Key.CampaignId))];
        var trend = new TrendDays();
        if (actor.HasShares)
        {
            var shared = db.Cases.OnlySharedWith(actor, db.CaseShares).Where(c => campaignId == null || c.CampaignId == campaignId);
            foreach (var (_, one) in await TallyKeeper.ReadAsync(db, shared, ct))
            {
                var figures = new Figures();
                figures.Count(one, cube.Times);
                if (TrendDays.DayOf(one, cube.Times) is >= 0 and var day)
                    trend.Count(day, one.CompletedAt <= one.DueAt);
                cells.Add(new(new(one.CampaignId, one.BranchId, one.ResponsibleId, one.Status), figures));
            }
        }
        return new(cube, cells, trend, regions);
    }

    private static int KeyOf(CellKey key, CounterGroup by, IReadOnlyDictionary<int, int> regions) => by switch
    {
        CounterGroup.Branch => key.BranchId,
        CounterGroup.Region => regions[key.BranchId],
        CounterGroup.Agent => key.ResponsibleId,
        CounterGroup.Status => (int)key.Status,
        CounterGroup.Campaign => key.CampaignId,
    };

    private static async Task<Dictionary<int, (string Key, string? Name)>> NamesAsync(OpsDbContext db, CounterGroup by, CancellationToken ct)
    {
        var names = by switch
        {
            CounterGroup.Branch => await db.Branches.Select(b => new { b.Id, b.Code, b.Name }).ToListAsync(ct),
            CounterGroup.Region => await db.Regions.Select(r => new { r.Id, r.Code, r.Name }).ToListAsync(ct),
            CounterGroup.Agent => await db.Users.Select(u => new { u.Id, Code = u.Id.ToString(), u.Name }).ToListAsync(ct),
            CounterGroup.Campaign => await db.Campaigns.Select(c => new { c.Id, c.Code, c.Name }).ToListAsync(ct),
            CounterGroup.Status => [.. Enum.GetValues<CaseStatus>().Select(s => new { Id = (int)s, Code = s.ToString(), Name = "" })],
        };
        return names.ToDictionary(n => n.Id, n => (n.Code, n.Name.Length == 0 ? null : n.Name));
    }

    private static Counter Of(in Figures f, (string Key, string? Name) named) => new(named.Key ?? Unassigned, named.Name,
        f.Open, f.Unmanaged, f.DueSoon, f.Overdue, f.CompletedToday, f.MetPercent, f.MetPercentLastWeek, OneDecimal(f.MeanContactHours), OneDecimal(f.MeanCompletionHours));

    private static decimal? OneDecimal(double? hours) => hours is { } h ? Math.Round((decimal)h, 1, MidpointRounding.AwayFromZero) : null;
}

/// <summary>What a reader sees of the figures of one moment, and the region of each branch.</summary>
/// <param name="Shared">The trend of what is only shared with the reader; the rest stands in the cube.</param>
internal sealed record CountedCells(TallyCube Cube, IReadOnlyList<KeyValuePair<CellKey, Figures>> Cells, TrendDays Shared, IReadOnlyDictionary<int, int> Regions);
