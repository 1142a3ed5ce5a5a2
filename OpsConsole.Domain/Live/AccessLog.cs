using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.People;

namespace OpsConsole.Domain.Live;

/// <summary>Writes down who looked at personal data, in batches and beside the request that showed it; at a stop nothing that was noted is lost (docs/rules.md, "Views of personal data").</summary>
public sealed partial class AccessLog(IDbContextFactory<OpsDbContext> contexts, ICaseLogTransport log, SearchedTerms terms, TimeProvider clock, ILogger<AccessLog> logger) : BackgroundService
{
    /// <summary>How long a noted look waits for others at most.</summary>
    public static readonly TimeSpan Wait = TimeSpan.FromMilliseconds(500);

    /// <summary>Looks of one person at one thing within it are one.</summary>
    public static readonly TimeSpan Same = TimeSpan.FromMinutes(1);

    private const int Waiting = 5_000, Batch = 500;

    private readonly Channel<(Look Look, DateTime At)> _looks = Channel.CreateBounded<(Look, DateTime)>(Waiting);
    private readonly ConcurrentDictionary<Look, DateTime> _seen = new();
    private readonly List<(Look Look, DateTime At)> _held = [];
    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>Somebody saw a case, or a part of it.</summary>
    public ValueTask CaseAsync(Actor actor, string type, long caseId, CancellationToken ct) => NoteAsync(new(actor.Id, type, caseId, null, null, null, actor.Origin), ct);

    /// <summary>Somebody saw a customer's data.</summary>
    public ValueTask CustomerAsync(Actor actor, string type, string customerId, CancellationToken ct) => NoteAsync(new(actor.Id, type, null, null, customerId, null, actor.Origin), ct);

    /// <summary>Somebody saw a list of cases.</summary>
    public ValueTask ListAsync(Actor actor, int campaignId, CancellationToken ct) => NoteAsync(new(actor.Id, AccessType.List, null, campaignId, null, null, actor.Origin), ct);

    /// <summary>Somebody searched for a document, a phone or an e-mail.</summary>
    public ValueTask SearchAsync(Actor actor, string type, int? campaignId, string term, CancellationToken ct) =>
        SearchedTerms.Normal(term) is { } normal ? NoteAsync(new(actor.Id, type, null, campaignId, null, normal, actor.Origin), ct) : ValueTask.CompletedTask;

    /// <summary>Writes everything that was noted so far.</summary>
    public async Task FlushAsync()
    {
        await _turn.WaitAsync();
        try
        {
            while (true)
            {
                while (_held.Count < Batch && _looks.Reader.TryRead(out var noted))
                    _held.Add(noted);
                if (_held.Count == 0)
                    break;
                await WriteAsync();
                _held.Clear();
            }
            var old = clock.GetUtcNow().UtcDateTime - Same;
            foreach (var past in _seen.Where(s => s.Value <= old))
                _seen.TryRemove(past);
        }
        finally
        {
            _turn.Release();
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await FlushAsync();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (_held.Count == 0)
                    await _looks.Reader.WaitToReadAsync(stoppingToken);
                await Task.Delay(Wait, clock, stoppingToken);
                await FlushAsync();
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
            }
            catch (Exception e)     // what could not be written is held, and tried again
            {
                LogFailed(logger, e);
            }
        }
    }

    /// <summary>Takes no time but where five thousand wait: then whoever looks writes first, since nothing may be shown that is not noted.</summary>
    private async ValueTask NoteAsync(Look look, CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        if (_seen.TryGetValue(look, out var before) && now - before < Same)
            return;
        _seen[look] = now;
        while (!_looks.Writer.TryWrite((look, now)))
        {
            ct.ThrowIfCancellationRequested();
            await FlushAsync();
        }
    }

    private async Task WriteAsync()
    {
        await using var db = await contexts.CreateDbContextAsync();
        var ids = _held.Select(h => h.Look.CaseId).OfType<long>().Distinct().ToList();
        var cases = await db.Cases.AsNoTracking().Where(c => EF.Parameter(ids).Contains(c.Id)).Select(c => new { c.Id, c.CampaignId, c.CustomerId }).ToDictionaryAsync(c => c.Id);
        foreach (var (look, at) in _held)
        {
            var seen = look.CaseId is { } id ? cases.GetValueOrDefault(id) : null;
            db.Accesses.Add(new()
            {
                At = at,
                ById = look.ById,
                Type = look.Type,
                CaseId = look.CaseId,
                CampaignId = seen?.CampaignId ?? look.CampaignId,
                CustomerId = seen?.CustomerId ?? look.CustomerId,
                Term = look.Term is null ? null : await terms.HashAsync(look.Term, CancellationToken.None),
                Origin = look.Origin,
            });
        }
        await log.CommitAsync(db, CancellationToken.None);
    }

    private sealed record Look(int ById, string Type, long? CaseId, int? CampaignId, string? CustomerId, string? Term, string? Origin);

    [LoggerMessage(Level = LogLevel.Error, Message = "Views of personal data could not be written down; they are held and tried again.")]
    private static partial void LogFailed(ILogger logger, Exception e);
}
