using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.People;

namespace OpsConsole.Domain.Notifications;

/// <summary>A notification as its person may read it now: of a case that is out of reach only that there was one.</summary>
/// <param name="Number">Null: it is about several cases, or about one that the reader may no longer see.</param>
public sealed record NotificationView(long Id, NotificationKind Kind, string? Number, string? Campaign, CampaignKind? CampaignKind, int Count, string? By, string? Reason, DateTime At, DateTime? ReadAt)
{
    /// <summary>It tells how this import, export or bulk change ended.</summary>
    public string? Job { get; init; }

    /// <summary>The branch whose late cases a reminder of several is about.</summary>
    public string? Branch { get; init; }

    /// <summary>The campaign of the job as people call it.</summary>
    public string? CampaignName { get; init; }

    public bool IsUnread => ReadAt is null;

    /// <summary>It is about one case, or a job of a campaign, and the reader sees it no more.</summary>
    public bool IsOutOfReach => Job is null ? Number is null && Count == 1 : Campaign is null;
}

/// <summary>What a person was told, the newest first (docs/rules.md, "Notifications").</summary>
public sealed class NotificationQueries(IDbContextFactory<OpsDbContext> contexts)
{
    /// <summary>Of one page, and those that the bell counts: from here on it says "and more".</summary>
    public const int Most = 100, MostCounted = 100;

    private readonly ConcurrentDictionary<int, Counted> _counts = new();

    /// <summary>How many are unread; not above <see cref="MostCounted"/>. Windows of one person share the answer of a turn.</summary>
    /// <param name="turn">The newest turn of the feed that the asker heard of; null: asked anew.</param>
    public async Task<int> CountAsync(Actor actor, CancellationToken ct, long? turn = null)
    {
        if (turn is not { } heard)
            return await CountAsync(actor.Id);
        var known = _counts.GetOrAdd(actor.Id, _ => new(-1, Task.FromResult(0)));
        if (known.Turn != heard)
            _counts[actor.Id] = known = new(heard, CountAsync(actor.Id));
        return await known.Count.WaitAsync(ct);
    }

    /// <param name="before">The last one of the page before; null: from the newest.</param>
    public Task<IReadOnlyList<NotificationView>> PageAsync(int take, long? before, bool unreadOnly, Actor actor, CancellationToken ct) =>
        ReadAsync(own => own.Where(n => (before == null || n.Id < before) && (!unreadOnly || n.ReadAt == null)).OrderByDescending(n => n.Id).Take(Math.Clamp(take, 1, Most)), actor, ct);

    /// <summary>What came after the one given and is unread, the oldest first.</summary>
    public Task<IReadOnlyList<NotificationView>> SinceAsync(long after, int take, Actor actor, CancellationToken ct) =>
        ReadAsync(own => own.Where(n => n.Id > after && n.ReadAt == null).OrderBy(n => n.Id).Take(take), actor, ct);

    /// <summary>The newest one's id; 0 where there is none.</summary>
    public async Task<long> LastAsync(Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Notifications.Where(n => n.UserId == actor.Id).MaxAsync(n => (long?)n.Id, ct) ?? 0;
    }

    /// <summary>One of the person's own, whether it is shown in the console or only mailed; null: there is none.</summary>
    public async Task<NotificationView?> FindAsync(long id, Actor actor, CancellationToken ct) => (await ReadAsync(own => own.Where(n => n.Id == id), actor, ct, mailed: true)).SingleOrDefault();

    /// <summary>How the person is told of each kind that concerns the role.</summary>
    public async Task<IReadOnlyList<ToldHow>> HowsAsync(Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var chosen = await db.NotificationChoices.AsNoTracking().Where(c => c.UserId == actor.Id).ToDictionaryAsync(c => c.Kind, c => new ToldHow(c.Kind, c.InConsole, c.ByMail), ct);
        return [.. ToldHow.KindsOf(actor.Role).Select(kind => chosen.GetValueOrDefault(kind) ?? ToldHow.Usual(kind))];
    }

    private async Task<IReadOnlyList<NotificationView>> ReadAsync(Func<IQueryable<Notification>, IQueryable<Notification>> part, Actor actor, CancellationToken ct, bool mailed = false)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var visible = db.Cases.VisibleTo(actor);
        var rows = await part(db.Notifications.AsNoTracking().Where(n => n.UserId == actor.Id && (mailed || !n.MailOnly) && db.Users.Any(u => u.Id == actor.Id && !u.IsDisabled && u.RightsStamp == actor.Stamp)))
            .Select(n => new { Told = n, By = db.Users.Where(u => u.Id == n.ById).Select(u => u.Name).FirstOrDefault(), Campaign = visible.Where(c => c.Id == n.CaseId).Select(c => (int?)c.CampaignId).FirstOrDefault() })
            .ToListAsync(ct);
        var ids = rows.Select(r => r.Campaign ?? r.Told.CampaignId).OfType<int>().Where(id => actor.SeesCampaign(id) || rows.Any(r => r.Campaign == id)).Distinct().ToList();
        var campaigns = ids.Count == 0 ? [] : await db.Campaigns.AsNoTracking().Where(k => EF.Parameter(ids).Contains(k.Id)).Select(k => new { k.Id, k.Code, k.Kind, k.Name }).ToDictionaryAsync(k => k.Id, ct);
        var branch = rows.Any(r => r.Told is { Kind: NotificationKind.Reminder, CaseId: null }) ? await db.Branches.Where(b => b.Id == actor.BranchId).Select(b => b.Code).SingleOrDefaultAsync(ct) : null;
        return rows.ConvertAll(r =>
        {
            var (told, campaign) = (r.Told, (r.Campaign ?? r.Told.CampaignId) is { } id ? campaigns.GetValueOrDefault(id) : null);
            var open = told.CaseId is null || campaign is not null;
            return new NotificationView(told.Id, told.Kind, campaign is not null && told.CaseId is { } about ? CaseNumber.Of(about) : null, campaign?.Code, campaign?.Kind, told.Count, open ? r.By : null, open ? told.Reason : null, told.At, told.ReadAt)
            {
                Job = told.JobId,
                Branch = told is { Kind: NotificationKind.Reminder, CaseId: null } ? branch : null,
                CampaignName = told.JobId is null ? null : campaign?.Name,
            };
        });
    }

    private async Task<int> CountAsync(int userId)
    {
        await using var db = await contexts.CreateDbContextAsync(CancellationToken.None);
        return await db.Notifications.Where(n => n.UserId == userId && n.ReadAt == null && !n.MailOnly).Take(MostCounted).CountAsync(CancellationToken.None);
    }

    private sealed record Counted(long Turn, Task<int> Count);
}
