using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.People;

namespace OpsConsole.Domain.Cases;

/// <summary>What counters are added up by.</summary>
public enum CounterGroup
{
    Branch,
    Region,
    Agent,
    Status,
}

/// <summary>Where a group of cases stands now. Percentages: met within the deadline, of those decided this week and last, one decimal; null where none were (docs/rules.md, "Counters").</summary>
public sealed record Counter(string Key, string? Name, int Open, int Unmanaged, int DueSoon, int Overdue, int CompletedToday, decimal? MetPercent, decimal? MetPercentLastWeek);

/// <summary>Counters by plain grouped SQL, of the alerts of close-the-loop campaigns and all cases of others, under the scope.</summary>
public sealed class CounterQueries(IDbContextFactory<OpsDbContext> contexts, TimeProvider clock)
{
    /// <summary>The key of cases that nobody is responsible for.</summary>
    public const string Unassigned = "unassigned";

    /// <param name="campaignId">Null: all campaigns, whose days are then those of <paramref name="zone"/>.</param>
    public async Task<IReadOnlyList<Counter>> ReadAsync(int? campaignId, CounterGroup by, TimeZoneInfo zone, Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var campaigns = await db.Campaigns.AsNoTracking().Select(c => new { c.Id, c.Kind, c.TimeZone }).ToListAsync(ct);
        var own = campaigns.SingleOrDefault(c => c.Id == campaignId);
        var time = new CampaignTime(own is null ? zone : TimeZoneInfo.FindSystemTimeZoneById(own.TimeZone), clock);
        var allCount = campaigns.Where(c => c.Kind != CampaignKind.CloseTheLoop).Select(c => c.Id).ToList();
        var cases = db.Cases.AsNoTracking().VisibleTo(actor).Where(c => c.MergedIntoId == null);
        cases = own is null ? cases.Where(c => c.IsAlert || allCount.Contains(c.CampaignId))
            : own.Kind == CampaignKind.CloseTheLoop ? cases.Where(c => c.CampaignId == own.Id && c.IsAlert) : cases.Where(c => c.CampaignId == own.Id);
        var keys = await NamesAsync(db, by, ct);
        var found = await CountAsync(cases, KeyOf(by), time, ct);
        return [.. found.Select(g => Of(g, keys.GetValueOrDefault(g.Key))).OrderBy(c => c.Key, StringComparer.Ordinal)];
    }

    private sealed record Group(int Key, int Open, int Unmanaged, int DueSoon, int Overdue, int CompletedToday, int Met, int Decided, int MetBefore, int DecidedBefore);

    private static Task<List<Group>> CountAsync(IQueryable<Case> cases, Expression<Func<Case, int>> key, CampaignTime time, CancellationToken ct)
    {
        var (now, today) = (time.UtcNow, time.StartOf(time.Today));
        var soon = now + SlaPolicy.SoonWindow;
        var thisMonday = time.Today.AddDays(-(((int)time.Today.DayOfWeek + 6) % 7));
        var (week, before) = (time.StartOf(thisMonday), time.StartOf(thisMonday.AddDays(-7)));
        return cases.Where(c => c.IsOpen || c.CompletedAt >= before).GroupBy(key).Select(g => new Group(g.Key,
            g.Count(c => c.IsOpen),
            g.Count(c => c.Status == CaseStatus.Unmanaged),
            g.Count(c => c.IsOpen && c.DueAt >= now && c.DueAt < soon),
            g.Count(c => c.IsOpen && c.DueAt < now),
            g.Count(c => !c.IsOpen && c.CompletedAt >= today),
            g.Count(c => !c.IsOpen && c.CompletedAt >= week && c.CompletedAt <= c.DueAt),
            g.Count(c => (!c.IsOpen && c.CompletedAt >= week && c.DueAt != null) || (c.IsOpen && c.DueAt >= week && c.DueAt < now)),
            g.Count(c => !c.IsOpen && c.CompletedAt < week && c.CompletedAt <= c.DueAt),
            g.Count(c => (!c.IsOpen && c.CompletedAt < week && c.DueAt != null) || (c.IsOpen && c.DueAt >= before && c.DueAt < week)))).ToListAsync(ct);
    }

    private static Expression<Func<Case, int>> KeyOf(CounterGroup by) => by switch
    {
        CounterGroup.Branch => c => c.BranchId,
        CounterGroup.Region => c => c.Branch!.RegionId,
        CounterGroup.Agent => c => c.ResponsibleId ?? 0,
        CounterGroup.Status => c => (int)c.Status,
    };

    private static async Task<Dictionary<int, (string Key, string? Name)>> NamesAsync(OpsDbContext db, CounterGroup by, CancellationToken ct)
    {
        var names = by switch
        {
            CounterGroup.Branch => await db.Branches.Select(b => new { b.Id, b.Code, b.Name }).ToListAsync(ct),
            CounterGroup.Region => await db.Regions.Select(r => new { r.Id, r.Code, r.Name }).ToListAsync(ct),
            CounterGroup.Agent => await db.Users.Select(u => new { u.Id, Code = u.Id.ToString(), u.Name }).ToListAsync(ct),
            CounterGroup.Status => [.. Enum.GetValues<CaseStatus>().Select(s => new { Id = (int)s, Code = s.ToString(), Name = "" })],
        };
        return names.ToDictionary(n => n.Id, n => (n.Code, n.Name.Length == 0 ? null : n.Name));
    }

    private static Counter Of(Group g, (string Key, string? Name) named) => new(named.Key ?? Unassigned, named.Name,
        g.Open, g.Unmanaged, g.DueSoon, g.Overdue, g.CompletedToday, Percent(g.Met, g.Decided), Percent(g.MetBefore, g.DecidedBefore));

    private static decimal? Percent(int met, int decided) => decided == 0 ? null : Math.Round(100m * met / decided, 1, MidpointRounding.AwayFromZero);
}
