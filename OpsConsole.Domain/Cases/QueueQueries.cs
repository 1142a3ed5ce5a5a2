using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.People;

namespace OpsConsole.Domain.Cases;

/// <summary>A person's own figures of one day (docs/rules.md, "Pending queue").</summary>
public sealed record OwnDay(int Taken, int Completed, int Attempts, int Overdue);

/// <summary>The lists of "Casos pendientes" (docs/rules.md, "Pending queue").</summary>
public enum QueueList
{
    Pending,

    /// <summary>Contacts that were agreed on, by their hour.</summary>
    Scheduled,

    /// <summary>Open cases that somebody shared with the person, in the order of work.</summary>
    Shared,

    /// <summary>What the person was responsible for and is done, the newest first.</summary>
    ClosedToday,

    /// <summary>Requirements on which no further ticket may stand, of the person's region; those that wait longest first. Of supervisors alone.</summary>
    Escalated,
}

/// <summary>How many stand in each list, none above <see cref="QueueQueries.MostCounted"/> (docs/rules.md, "Pending queue").</summary>
public sealed record QueueCounts(int Pending, int Scheduled, int Shared, int ClosedToday, int Escalated)
{
    public int Of(QueueList list) => list switch
    {
        QueueList.Pending => Pending,
        QueueList.Scheduled => Scheduled,
        QueueList.Shared => Shared,
        QueueList.ClosedToday => ClosedToday,
        QueueList.Escalated => Escalated,
    };
}

/// <summary>"Casos pendientes": what waits for a person, in the order of work (docs/rules.md, "Pending queue"). It is made of parts that each have an index to be read along, so that it costs the same among a million cases.</summary>
public sealed class QueueQueries(IDbContextFactory<OpsDbContext> contexts, TimeProvider clock)
{
    /// <summary>Cases of a list, and cases that are counted: from here on there are too many to work through.</summary>
    public const int Most = 500, MostCounted = 1_000;

    private readonly ConcurrentDictionary<int, Counted> _counts = new();

    /// <summary>Contacts whose time has come, then what is overdue, then what is due soonest; equals by priority, then by age.</summary>
    public async Task<IReadOnlyList<CaseRow>> ReadAsync(int take, Actor actor, CancellationToken ct)
    {
        var (now, most) = (clock.GetUtcNow().UtcDateTime, Math.Min(take, Most));
        await using var db = await contexts.CreateDbContextAsync(ct);
        var parts = Parts(db, await CampaignsAsync(db, ct), actor);
        var places = await TopAsync(parts.Own, now, most, ct);
        if (parts.Others is { } others)
            places.AddRange(await TopAsync(others, now, most, ct));
        if (parts.Alerts is { } alerts)
        {
            places.AddRange(await ReadAsync(alerts.Where(c => c.NextContactAt != null && c.NextContactAt <= now).OrderBy(c => c.NextContactAt), most, ct));
            places.AddRange(await ReadAsync(alerts.Where(c => c.DueAt != null).OrderBy(c => c.DueAt), most, ct));
            if (places.Count < most)
                places.AddRange(await ReadAsync(alerts.Where(c => c.DueAt == null).OrderByDescending(c => c.Priority), most, ct));
        }
        return await RowsAsync(db, [.. places.DistinctBy(p => p.Id).Order(new Place.InOrder(now)).Take(most).Select(p => p.Id)], actor, ct);
    }

    /// <summary>One of the lists, in its order.</summary>
    public async Task<IReadOnlyList<CaseRow>> ListAsync(QueueList list, int take, Actor actor, CancellationToken ct)
    {
        if (list == QueueList.Pending)
            return await ReadAsync(take, actor, ct);
        var (now, most) = (clock.GetUtcNow().UtcDateTime, Math.Min(take, Most));
        await using var db = await contexts.CreateDbContextAsync(ct);
        List<long> ids = list switch
        {
            QueueList.Scheduled => await Scheduled(db, actor, now).OrderBy(c => c.NextContactAt).ThenBy(c => c.Id).Take(most).Select(c => c.Id).ToListAsync(ct),
            QueueList.Shared => (await TopAsync(Shared(db, actor), now, most, ct)).ConvertAll(p => p.Id),
            QueueList.ClosedToday => await Closed(db, actor, await CampaignsAsync(db, ct)).OrderByDescending(c => c.CompletedAt).ThenByDescending(c => c.Id).Take(most).Select(c => c.Id).ToListAsync(ct),
            QueueList.Escalated => await Escalated(db, actor).OrderBy(c => c.BlockedAt).ThenBy(c => c.Id).Take(most).Select(c => c.Id).ToListAsync(ct),
            QueueList.Pending => [],
        };
        return await RowsAsync(db, ids, actor, ct);
    }

    /// <summary>How many stand in each list: all of them in one statement beside that of the campaigns.</summary>
    public async Task<QueueCounts> CountsAsync(Actor actor, CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var campaigns = await CampaignsAsync(db, ct);
        var (own, alerts, others) = Parts(db, campaigns, actor);
        var none = db.Cases.Where(c => false);
        var (free, rest, scheduled, shared, closed, escalated) = (alerts ?? none, others ?? none, Scheduled(db, actor, now), Shared(db, actor), Closed(db, actor, campaigns), Escalated(db, actor));
        var found = await db.Users.Where(u => u.Id == actor.Id).Select(u => new
        {
            Own = own.Take(MostCounted).Count(),
            Free = free.Take(MostCounted).Count(),
            Rest = rest.Take(MostCounted).Count(),
            Scheduled = scheduled.Take(MostCounted).Count(),
            Shared = shared.Take(MostCounted).Count(),
            Closed = closed.Take(MostCounted).Count(),
            Escalated = escalated.Take(MostCounted).Count(),
        }).SingleOrDefaultAsync(ct);
        return found is null ? new(0, 0, 0, 0, 0) : new(Math.Min(found.Own + found.Free + found.Rest, MostCounted), found.Scheduled, found.Shared, found.Closed, found.Escalated);
    }

    /// <summary>How many wait; not above <see cref="MostCounted"/>. Windows of one person that heard of the same state of the log share the answer.</summary>
    /// <param name="since">The newest number of the log that the asker heard of; null: asked anew.</param>
    public async Task<int> CountAsync(Actor actor, CancellationToken ct, long? since = null)
    {
        if (since is not { } heard)
            return await CountAsync(actor);
        var known = _counts.GetOrAdd(actor.Id, _ => new(-1, 0, Task.FromResult(0)));
        if (known.Heard != heard || known.Stamp != actor.Stamp)
            _counts[actor.Id] = known = new(heard, actor.Stamp, CountAsync(actor));
        return await known.Count.WaitAsync(ct);
    }

    /// <summary>The actor's own figures since a moment: what was taken and completed of their cases, their attempts on those, and what of their open ones is overdue now.</summary>
    /// <param name="since">When the local day began.</param>
    public async Task<OwnDay> DayAsync(DateTime since, Actor actor, CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var own = db.Cases.AsNoTracking().VisibleTo(actor).Where(c => c.ResponsibleId == actor.Id && c.MergedIntoId == null);
        var touched = own.Where(c => c.IsOpen || c.CompletedAt >= since);
        return new(
            await touched.CountAsync(c => c.StartedAt >= since, ct),
            await own.CountAsync(c => !c.IsOpen && c.CompletedAt >= since, ct),
            await touched.SelectMany(c => c.Attempts).CountAsync(a => a.ById == actor.Id && a.RecordedAt >= since, ct),
            await own.CountAsync(c => c.IsOpen && c.DueAt < now, ct));
    }

    private async Task<int> CountAsync(Actor actor)
    {
        var ct = CancellationToken.None;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var parts = Parts(db, await CampaignsAsync(db, ct), actor);
        var count = 0;
        foreach (var part in new[] { parts.Own, parts.Alerts, parts.Others }.OfType<IQueryable<Case>>())
            count += await part.Take(MostCounted).CountAsync(ct);
        return Math.Min(count, MostCounted);
    }

    /// <summary>Open cases that the actor is responsible for, and those of the own branch and campaigns that nobody is responsible for; of survey answers the alerts alone.</summary>
    private static (IQueryable<Case> Own, IQueryable<Case>? Alerts, IQueryable<Case>? Others) Parts(OpsDbContext db, List<Zoned> campaigns, Actor actor)
    {
        var kinds = campaigns.Where(k => k.Kind != CampaignKind.CloseTheLoop).Select(k => k.Id).ToList();
        var open = db.Cases.AsNoTracking().VisibleTo(actor).Where(c => c.IsOpen);
        var own = open.Where(c => c.ResponsibleId == actor.Id && (c.IsAlert || EF.Parameter(kinds).Contains(c.CampaignId)));
        if (actor.BranchId is not { } branch)
            return (own, null, null);
        var free = open.Where(c => c.ResponsibleId == null && c.BranchId == branch);
        if (actor.Role == Role.Agent)       // what is shared with an agent is visible, but not of the agent's campaigns
            free = free.Where(c => actor.CampaignIds.Contains(c.CampaignId));
        return (own, free.Where(c => c.IsAlert), kinds.Count == 0 ? null : free.Where(c => !c.IsAlert && EF.Parameter(kinds).Contains(c.CampaignId)));
    }

    /// <summary>Cases of the actor whose next contact was agreed on and has not come.</summary>
    private static IQueryable<Case> Scheduled(OpsDbContext db, Actor actor, DateTime now) =>
        db.Cases.AsNoTracking().VisibleTo(actor).Where(c => c.IsOpen && c.ResponsibleId == actor.Id && c.NextContactAt > now);

    /// <summary>Handed to the supervisors of the region, who alone can free it: what was shared with one from elsewhere is not theirs.</summary>
    private static IQueryable<Case> Escalated(OpsDbContext db, Actor actor) => actor.MayUnblock
        ? db.Cases.AsNoTracking().VisibleTo(actor).Where(c => c.IsOpen && c.BlockedAt != null && actor.BranchIds.Contains(c.BranchId)) : db.Cases.Where(c => false);

    /// <summary>Found by the shares of the actor, which are few, not by looking at each case for its shares.</summary>
    private static IQueryable<Case> Shared(OpsDbContext db, Actor actor)
    {
        var shared = db.CaseShares.Where(s => s.UserId == actor.Id).Select(s => s.CaseId);
        return db.Cases.AsNoTracking().VisibleTo(actor).Where(c => c.IsOpen && shared.Contains(c.Id));
    }

    /// <summary>What the actor was responsible for when it was completed today, as each campaign's zone has its today.</summary>
    private IQueryable<Case> Closed(OpsDbContext db, Actor actor, List<Zoned> campaigns)
    {
        var days = campaigns.GroupBy(k => k.TimeZone, k => k.Id).Select(zone => (From: Today(zone.Key), Ids: zone.ToList())).OrderBy(day => day.From).ToList();
        var first = days.Count == 0 ? clock.GetUtcNow().UtcDateTime : days[0].From;
        var closed = db.Cases.AsNoTracking().VisibleTo(actor).Where(c => c.ResponsibleId == actor.Id && c.CompletedAt >= first && !c.IsOpen && c.MergedIntoId == null);
        foreach (var (from, ids) in days.Where(day => day.From > first))
            closed = closed.Where(c => c.CompletedAt >= from || !EF.Parameter(ids).Contains(c.CampaignId));
        return closed;
    }

    private DateTime Today(string zone)
    {
        var time = new CampaignTime(TimeZoneInfo.FindSystemTimeZoneById(zone), clock);
        return time.StartOf(time.Today);
    }

    private static Task<List<Zoned>> CampaignsAsync(OpsDbContext db, CancellationToken ct) => db.Campaigns.Select(k => new Zoned(k.Id, k.Kind, k.TimeZone)).ToListAsync(ct);

    private static async Task<IReadOnlyList<CaseRow>> RowsAsync(OpsDbContext db, List<long> ids, Actor actor, CancellationToken ct)
    {
        var rows = await db.Cases.AsNoTracking().VisibleTo(actor).Where(c => EF.Parameter(ids).Contains(c.Id)).Select(CaseRow.WithNumbers).ToDictionaryAsync(r => r.Id, ct);
        return [.. ids.Where(rows.ContainsKey).Select(id => rows[id])];
    }

    private static async Task<List<Place>> TopAsync(IQueryable<Case> part, DateTime now, int most, CancellationToken ct) =>
        await ReadAsync(part.OrderBy(c => c.NextContactAt != null && c.NextContactAt <= now ? 0 : 1).ThenBy(c => c.NextContactAt != null && c.NextContactAt <= now ? c.NextContactAt : null)
            .ThenBy(c => c.DueAt == null).ThenBy(c => c.DueAt).ThenByDescending(c => c.Priority), most, ct);

    private static async Task<List<Place>> ReadAsync(IOrderedQueryable<Case> part, int most, CancellationToken ct) =>
        await part.ThenByDescending(c => c.Priority).ThenBy(c => c.ReceivedAt).ThenBy(c => c.Id).Take(most).Select(c => new Place(c.Id, c.NextContactAt, c.DueAt, c.Priority, c.ReceivedAt)).ToListAsync(ct);

    private sealed record Zoned(int Id, CampaignKind Kind, string TimeZone);

    private sealed record Counted(long Heard, long Stamp, Task<int> Count);

    /// <summary>What of a case gives it its place.</summary>
    private sealed record Place(long Id, DateTime? NextContactAt, DateTime? DueAt, CasePriority Priority, DateTime ReceivedAt)
    {
        public sealed class InOrder(DateTime now) : IComparer<Place>
        {
            public int Compare(Place? x, Place? y) => Key(x!).CompareTo(Key(y!));

            private (DateTime, DateTime, int, DateTime, long) Key(Place place) =>
                (place.NextContactAt is { } at && at <= now ? at : DateTime.MaxValue, place.DueAt ?? DateTime.MaxValue, -(int)place.Priority, place.ReceivedAt, place.Id);
        }
    }
}
