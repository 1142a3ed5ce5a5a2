using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Options;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Exports;
using OpsConsole.Domain.Jobs;
using OpsConsole.Domain.Live;
using OpsConsole.Domain.People;
using OpsConsole.Web.Exports;
using OpsConsole.Web.Reports;

namespace OpsConsole.Web.Hosting;

/// <summary>Makes the files that people asked for, and deletes them when their time is over.</summary>
public sealed class ExportRunner(
    ExportQueue queue, JobSlots slots, ActorQueries actors, CampaignQueries campaigns, ExportWriter writer, ReportWriter reports, IOptions<OrganisationOptions> organisation, ExportStore store, IOptions<ExportOptions> options, TimeProvider clock, IHostApplicationLifetime lifetime, ILogger<ExportRunner> logger)
    : JobRunner<ExportJob>(queue, slots, actors, clock, lifetime, logger)
{
    private static readonly TimeSpan SweepEvery = TimeSpan.FromHours(1);

    private readonly ExportQueue _queue = queue;
    private readonly TimeProvider _clock = clock;
    private DateTimeOffset _swept = DateTimeOffset.MinValue;

    protected override async Task<JobState> WorkAsync(ExportJob job, Actor actor, JobProgress progress, CancellationToken ct)
    {
        if (await campaigns.OfIdAsync(job.CampaignId, actor, ct) is not { } campaign)
            throw new Domain.Kernel.RefusedException([new("job.rights_lost")]);
        (CultureInfo.CurrentUICulture, CultureInfo.CurrentCulture) = (new(job.Language), job.Report is null ? CultureInfo.InvariantCulture : new(organisation.Value.Culture));
        progress.Rows = 0;
        (job.ScopeKey, job.HadShares) = (actor.ScopeKey, actor.HasShares);
        await using (var file = store.Create(job.Id))
        {
            await (job.Report is null ? writer.WriteAsync(job, campaign, file, actor, progress, ct) : reports.WriteAsync(job, campaign, file, actor, progress, ct));
            job.Bytes = file.Length;
        }

        store.Keep(job.Id);
        return JobState.Done;
    }

    protected override void Clean(ExportJob job) => store.Delete(job.Id);

    protected override Task FinishAsync(ExportJob job, JobState state, string? error, JobProgress progress, CancellationToken ct) => _queue.FinishAsync(job.Id, state, error, progress, (db, stored) =>
    {
        (stored.ScopeKey, stored.HadShares, stored.Bytes) = (job.ScopeKey, job.HadShares, job.Bytes);
        if (state == JobState.Done)
            db.Audit.Add(_queue.Entry(stored.Report is null ? "export.completed" : "report.completed", stored, new { stored.CampaignId, stored.Report, stored.Format, progress.Rows, plan = JsonElement.Parse(stored.Plan) }));
    }, ct);

    protected override async Task TidyAsync(CancellationToken ct)
    {
        var now = _clock.GetUtcNow();
        if (now - _swept < SweepEvery)
            return;
        _swept = now;
        store.Sweep(await _queue.ForgetAsync(now.UtcDateTime.AddDays(-options.Value.KeepDays), ct));
    }
}
