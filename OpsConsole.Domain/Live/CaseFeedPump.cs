using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Data;

namespace OpsConsole.Domain.Live;

/// <summary>Reads the log's tail and feeds it to the followers of this node. It is woken by commits, and looks by itself every 2 s, so a lost wake-up loses nothing.</summary>
public sealed partial class CaseFeedPump(IDbContextFactory<OpsDbContext> contexts, ICaseLogTransport transport, CaseFeed feed, NotificationFeed told, TimeProvider clock, ILogger<CaseFeedPump> logger) : BackgroundService
{
    private const int Batch = 1_000;
    private static readonly TimeSpan LookAnyway = TimeSpan.FromSeconds(2), AfterFailure = TimeSpan.FromSeconds(1);
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Done when the pump knows where the log ends: from then on nothing is missed.</summary>
    public Task Started => _started.Task;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        (long Case, long Told, long Contact)? last = null;
        var deaf = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                last ??= await LastAsync(stoppingToken);
                _started.TrySetResult();
                if (deaf)
                {
                    feed.PublishEverything();
                    told.WakeEverybody();
                }
                deaf = false;
                while (await ReadAsync(last.Value.Case, stoppingToken) is { Count: > 0 } entries)
                {
                    last = last.Value with { Case = entries[^1].Sequence };
                    feed.Publish(entries);
                }
                while (await ContactsAsync(last.Value.Contact, stoppingToken) is { Count: > 0 } contacts)
                {
                    last = last.Value with { Contact = contacts[^1].Id };
                    feed.Publish(contacts.ConvertAll(c => new CaseChange(0, 0, 0, 0, CaseChange.ContactLogged, c.AgentId, c.At) { HolderId = c.HolderId }));
                }
                last = last.Value with { Told = await TellAsync(last.Value.Told, stoppingToken) };
                await transport.WaitAsync(LookAnyway, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
            }
            catch (Exception e)     // the database may be away for a while; followers read again when it is back
            {
                deaf = true;
                LogUnreadable(logger, e);
                await Task.Delay(AfterFailure, clock, stoppingToken);
            }
        }
    }

    private async Task<(long Case, long Told, long Contact)> LastAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return (await db.CaseEvents.MaxAsync(e => (long?)e.Sequence, ct) ?? 0, await db.Notifications.MaxAsync(n => (long?)n.Id, ct) ?? 0, await db.Contacts.MaxAsync(c => (long?)c.Id, ct) ?? 0);
    }

    /// <summary>Wakes those who were told something; where it ended. Notifications are numbered within the turn of the log, so none with a lower number comes later.</summary>
    private async Task<long> TellAsync(long after, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var news = await db.Notifications.AsNoTracking().Where(n => n.Id > after).Select(n => new { n.Id, n.UserId }).ToListAsync(ct);
        told.Wake(news.Select(n => n.UserId));
        return news.Count == 0 ? after : news.Max(n => n.Id);
    }

    private async Task<List<CaseChange>> ReadAsync(long after, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.CaseEvents.AsNoTracking().Where(e => e.Sequence > after).OrderBy(e => e.Sequence).Take(Batch)
            .Select(e => new CaseChange(e.Sequence, e.CaseId, e.CampaignId, e.BranchId, e.Type, e.ById, e.At)).ToListAsync(ct);
    }

    private async Task<List<RepeatContacts.LoggedContact>> ContactsAsync(long after, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Contacts.AsNoTracking().Where(c => c.Id > after).OrderBy(c => c.Id).Take(Batch).ToListAsync(ct);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The case log cannot be read; live updates pause until it can.")]
    private static partial void LogUnreadable(ILogger logger, Exception e);
}
