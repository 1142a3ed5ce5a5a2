using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Live;
using OpsConsole.Domain.People;

namespace OpsConsole.Domain.Board;

/// <summary>The live board, by region, branch and person and by campaign, and the rows behind each of its figures (docs/rules.md, "Board").</summary>
public sealed class BoardQueries(IDbContextFactory<OpsDbContext> contexts, CounterQueries counters, CaseCounts shared, TimeProvider clock)
{
    public const int PageSize = 100;

    /// <param name="since">The log number that the figures must have seen; windows that heard of the same state share one board. Null: the log's last.</param>
    public async Task<BoardView> ReadAsync(BoardScope scope, TimeZoneInfo zone, Actor actor, CancellationToken ct, long? since = null)
    {
        if (since is not { } sequence)
            return await MakeAsync(scope, zone, actor, null, ct);
        var second = clock.GetUtcNow().Ticks / TimeSpan.TicksPerSecond;
        return await shared.GetAsync(sequence, $"board|{actor.ScopeKey}|{scope}|{zone.Id}|{second}", () => MakeAsync(scope, zone, actor, sequence, CancellationToken.None), ct);
    }

    /// <summary>The rows behind a figure: what is due first comes first, of what is completed the newest.</summary>
    public async Task<FigurePage> ListAsync(FigureList list, TimeZoneInfo zone, string? from, Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var campaigns = await db.Campaigns.AsNoTracking().Select(c => new { c.Id, c.Code, c.Name, c.Kind, c.TimeZone }).ToDictionaryAsync(c => c.Id, ct);
        var own = list.CampaignId is { } id && campaigns.TryGetValue(id, out var found) ? TimeZoneInfo.FindSystemTimeZoneById(found.TimeZone) : zone;
        var whole = campaigns.Values.Where(c => c.Kind != CampaignKind.CloseTheLoop).Select(c => c.Id).ToList();
        var cases = Of(TallyKeeper.Counted(db.Cases.VisibleTo(actor), whole), list).Where(FigureRows.Of(list.Kind, FigureTimes.At(new(own, clock))));
        var isOver = list.Kind is FigureKind.CompletedToday or FigureKind.Completed;
        var keys = await Page(cases, isOver, Read(from)).Select(c => new { c.Id, At = isOver ? c.CompletedAt : c.DueAt }).Take(PageSize + 1).ToListAsync(ct);
        List<long> ids = [.. keys.Take(PageSize).Select(k => k.Id)];
        var rows = await db.Cases.AsNoTracking().VisibleTo(actor).Where(c => EF.Parameter(ids).Contains(c.Id)).Select(CaseRow.Projection).ToDictionaryAsync(r => r.Id, ct);
        var next = keys.Count > PageSize ? keys[PageSize - 1] : null;
        return new(await cases.CountAsync(ct), [.. ids.Where(rows.ContainsKey).Select(i => rows[i])], next is null ? null : FormattableString.Invariant($"{(next.At ?? Never).Ticks}-{next.Id}"),
            campaigns.ToDictionary(c => c.Key, c => (c.Value.Code, c.Value.Name, c.Value.Kind, c.Value.TimeZone)));
    }

    /// <summary>Stands for no deadline: after all that have one.</summary>
    private static readonly DateTime Never = new(9999, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private static IQueryable<Case> Of(IQueryable<Case> cases, FigureList list)
    {
        if (list.CampaignId is { } campaign)
            cases = cases.Where(c => c.CampaignId == campaign);
        if (list.RegionId is { } region)
            cases = cases.Where(c => c.Branch!.RegionId == region);
        if (list.BranchId is { } branch)
            cases = cases.Where(c => c.BranchId == branch);
        return list.PersonId switch
        {
            null => cases,
            0 => cases.Where(c => c.ResponsibleId == null),
            { } person => cases.Where(c => c.ResponsibleId == person),
        };
    }

    private static IQueryable<Case> Page(IQueryable<Case> cases, bool isOver, (DateTime At, long Id)? after)
    {
        if (isOver)
            return (after is var (done, last) ? cases.Where(c => c.CompletedAt < done || (c.CompletedAt == done && c.Id > last)) : cases).OrderByDescending(c => c.CompletedAt).ThenBy(c => c.Id);
        return (after is var (due, id) ? cases.Where(c => (c.DueAt ?? Never) > due || ((c.DueAt ?? Never) == due && c.Id > id)) : cases).OrderBy(c => c.DueAt ?? Never).ThenBy(c => c.Id);
    }

    /// <summary>Anything that is no place in a list begins it anew.</summary>
    private static (DateTime At, long Id)? Read(string? from) => from?.Split('-') is [var at, var id] && long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
        && ticks <= Never.Ticks && long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? (new DateTime(ticks, DateTimeKind.Utc), number) : null;

    private async Task<BoardView> MakeAsync(BoardScope scope, TimeZoneInfo zone, Actor actor, long? since, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var found = await counters.CellsAsync(db, scope.CampaignId, zone, actor, ct, since);
        var branches = await db.Branches.AsNoTracking().Include(b => b.Region).ToListAsync(ct);
        var people = await db.Users.AsNoTracking().Where(u => u.Role != Role.Administrator).Select(u => new { u.Id, u.Name, u.Role, u.BranchId, u.IsDisabled }).ToListAsync(ct);
        var campaigns = await db.Campaigns.AsNoTracking().Select(c => new { c.Id, c.Code, c.Name }).ToListAsync(ct);
        var names = people.ToDictionary(p => p.Id, p => p.Name);
        var heads = people.Where(p => p is { Role: Role.BranchHead, IsDisabled: false, BranchId: not null }).ToLookup(p => p.BranchId!.Value, p => p.Name);
        var total = new Figures();
        Dictionary<int, Figures> byBranch = [], byCampaign = [];
        Dictionary<(int Branch, int Person), Figures> byPerson = [];
        foreach (var (key, figures) in found.Cells.Where(c => scope.RegionId is null || found.Regions[c.Key.BranchId] == scope.RegionId))
        {
            total.Add(figures);
            CollectionsMarshal.GetValueRefOrAddDefault(byBranch, key.BranchId, out _).Add(figures);
            CollectionsMarshal.GetValueRefOrAddDefault(byCampaign, key.CampaignId, out _).Add(figures);
            CollectionsMarshal.GetValueRefOrAddDefault(byPerson, (key.BranchId, key.ResponsibleId), out _).Add(figures);
        }
        var persons = byPerson.ToLookup(p => p.Key.Branch, p => new BoardPlace(p.Key.Person, p.Key.Person == 0 ? "" : p.Key.Person.ToString(CultureInfo.InvariantCulture), names.GetValueOrDefault(p.Key.Person, ""), p.Value));
        var regions = branches.Where(b => byBranch.ContainsKey(b.Id) || (b.IsActive && actor.Reaches(b.Id) && (scope.RegionId is null || b.RegionId == scope.RegionId)))
            .GroupBy(b => (b.Region!.Id, b.Region.Code, b.Region.Name)).OrderBy(r => r.Key.Name, StringComparer.CurrentCulture).Select(r => new BoardRegion(r.Key.Id, r.Key.Code, r.Key.Name, Sum(r.Select(b => byBranch.GetValueOrDefault(b.Id))),
                [.. r.OrderByDescending(b => byBranch.GetValueOrDefault(b.Id).Overdue).ThenBy(b => b.Name, StringComparer.CurrentCulture).Select(b => new BoardBranch(b.Id, b.Code, b.Name, byBranch.GetValueOrDefault(b.Id), [.. heads[b.Id]],
                    [.. persons[b.Id].OrderBy(p => p.Id == 0).ThenBy(p => p.Name, StringComparer.CurrentCulture)]))]));
        var trend = scope.RegionId is null ? found.Shared : new TrendDays();
        foreach (var (key, days) in found.Cube.Trend)
            if (actor.Reaches(key.BranchId) && actor.SeesCampaign(key.CampaignId) && (scope.CampaignId is null || key.CampaignId == scope.CampaignId) && (scope.RegionId is null || found.Regions[key.BranchId] == scope.RegionId))
                trend.Add(days);
        return new(found.Cube.Times, total, [.. regions],
            [.. campaigns.Where(c => byCampaign.ContainsKey(c.Id)).OrderBy(c => c.Name, StringComparer.CurrentCulture).Select(c => new BoardPlace(c.Id, c.Code, c.Name, byCampaign[c.Id]))], trend);
    }

    private static Figures Sum(IEnumerable<Figures> all)
    {
        var sum = new Figures();
        foreach (var one in all)
            sum.Add(one);
        return sum;
    }
}
