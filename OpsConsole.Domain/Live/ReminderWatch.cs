using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.People;
using OpsConsole.Domain.Sla;

namespace OpsConsole.Domain.Live;

/// <summary>Reminds of deadlines by the campaigns' rules, in their working hours, once in the whole installation, whoever is connected: an entry of the log like any other, so two nodes cannot both make it (docs/rules.md, "Automatic reminders").</summary>
public sealed partial class ReminderWatch(IDbContextFactory<OpsDbContext> contexts, ICaseLogTransport log, ActorQueries actors, TimeProvider clock, ILogger<ReminderWatch> logger) : BackgroundService
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    private const int Batch = 100, Tries = 16;

    /// <summary>The longest rest between two commits.</summary>
    private static readonly TimeSpan MostRest = TimeSpan.FromMilliseconds(100);

    /// <summary>The days whose late cases were gone through, by campaign: they are not looked for again.</summary>
    private readonly Dictionary<int, DateTime> _done = [];

    /// <summary>How many were said.</summary>
    public async Task<int> RaiseAsync(CancellationToken ct)
    {
        List<Campaign> campaigns;
        await using (var db = await contexts.CreateDbContextAsync(ct))
            campaigns = await db.Campaigns.AsNoTracking().Where(c => c.Status != CampaignStatus.Closed).ToListAsync(ct);
        var said = 0;
        foreach (var campaign in campaigns)
        {
            if (ReminderTimes.At(campaign, clock) is not { } times)
                continue;
            var (rules, now, today, since, until) = (campaign.Settings.Sla.Reminders, times.Now, times.Today, times.Since, times.Until);
            if (rules.HoursBefore is not null)
                said += await PassAsync(campaign, times, c => c.DueAt > now && c.DueAt <= until && c.RemindedDue != c.DueAt && (c.RemindedAt == null || c.RemindedAt < today), ct);
            if (rules.When)
                said += await PassAsync(campaign, times, c => c.DueAt > since && c.DueAt <= now && (c.RemindedAt == null || c.RemindedAt < c.DueAt || c.RemindedDue != c.DueAt), ct);
            if (!rules.Daily || _done.GetValueOrDefault(campaign.Id) == today)
                continue;
            said += await PassAsync(campaign, times, c => c.DueAt < today && (c.RemindedAt == null || c.RemindedAt < today), ct);
            _done[campaign.Id] = today;
        }

        return said;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await timer.WaitForNextTickAsync(stoppingToken);
                await RaiseAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
            }
            catch (Exception e)     // looked at again at the next tick: what was not said is said then
            {
                LogFailed(logger, e);
            }
        }
    }

    /// <summary>Those of one person one after the other, so that what a person is told of them is one notification that counts.</summary>
    private async Task<int> PassAsync(Campaign campaign, ReminderTimes times, Expression<Func<Case, bool>> which, CancellationToken ct)
    {
        List<long> found;
        await using (var db = await contexts.CreateDbContextAsync(ct))
            found = await db.Cases.Where(c => c.CampaignId == campaign.Id && c.IsOpen && !c.IsRemoved).Where(which).OrderBy(c => c.ResponsibleId).ThenBy(c => c.BranchId).ThenBy(c => c.DueAt).ThenBy(c => c.Id).Select(c => c.Id).ToListAsync(ct);
        var (said, people) = (0, new Told(contexts, actors, campaign.Id));
        foreach (var ids in found.Chunk(Batch))
        {
            var began = clock.GetTimestamp();
            said += await SayAsync(ids, times, people, ct);
            var took = clock.GetElapsedTime(began);
            await Task.Delay(took < MostRest ? took : MostRest, clock, ct);     // half of the time belongs to the others
        }

        return said;
    }

    private async Task<int> SayAsync(long[] ids, ReminderTimes times, Told people, CancellationToken ct)
    {
        for (var left = Tries; ; left--)
        {
            await using var db = await contexts.CreateDbContextAsync(ct);
            var cases = await db.Cases.Include(c => c.Shares).Where(c => EF.Parameter(ids).Contains(c.Id)).ToListAsync(ct);
            foreach (var one in cases.OrderBy(c => Array.IndexOf(ids, c.Id)))
                if (times.RuleFor(one) is { } rule && await people.OfAsync(one, ct) is { Count: > 0 } those)
                    one.RemindOfDeadline(rule, those, times.Now);
            db.CaseEvents.AddRange(cases.SelectMany(c => c.Log));
            if (!db.ChangeTracker.HasChanges())
                return 0;
            try
            {
                await log.CommitAsync(db, ct);
                return cases.Count(c => c.Log.Count > 0);
            }
            catch (DbUpdateException e) when (left > 1 && CaseDesk.LostTo(e))      // somebody worked on one of them, or another node was quicker
            {
            }
        }
    }

    /// <summary>Who is told of a case: who is responsible for it and may still work it, else the branch heads; nobody is sent to what is kept from them. Asked once in a pass.</summary>
    private sealed class Told(IDbContextFactory<OpsDbContext> contexts, ActorQueries actors, int campaign)
    {
        private readonly Dictionary<int, Actor?> _known = [];
        private ILookup<int, int>? _heads;

        public async Task<List<int>> OfAsync(Case one, CancellationToken ct)
        {
            if (one.ResponsibleId is { } responsible && await SeesAsync(responsible, one, ct))
                return [responsible];
            if (_heads is null)
            {
                await using var db = await contexts.CreateDbContextAsync(ct);
                _heads = (await db.Users.Where(u => u.Role == Role.BranchHead && u.BranchId != null && !u.IsDisabled).OrderBy(u => u.Id).Select(u => new { u.Id, Branch = u.BranchId!.Value }).ToListAsync(ct)).ToLookup(u => u.Branch, u => u.Id);
            }
            var heads = new List<int>();
            foreach (var head in _heads[one.BranchId])
                if (await SeesAsync(head, one, ct))
                    heads.Add(head);
            return heads;
        }

        private async Task<bool> SeesAsync(int id, Case one, CancellationToken ct)
        {
            if (!_known.TryGetValue(id, out var person))
                _known[id] = person = await actors.FindAsync(id, null, ct);
            return person is { MayWork: true } && person.SeesCampaign(campaign) && CaseScope.PathsOf(person, new(one.CampaignId, one.BranchId, [.. one.Shares.Where(s => s.Area is null).Select(s => s.UserId)], [.. one.Shares.Where(s => s.Area is not null).Select(s => s.UserId)])).Count > 0;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Reminders of deadlines could not be looked at; tried again at the next tick.")]
    private static partial void LogFailed(ILogger logger, Exception e);
}
