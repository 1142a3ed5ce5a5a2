using System.Threading.Channels;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Exports;
using OpsConsole.Domain.Jobs;
using OpsConsole.Domain.People;
using OpsConsole.Web.Controls;
using OpsConsole.Web.Files;
using OpsConsole.Web.Resources;

namespace OpsConsole.Web.Exports;

/// <summary>Makes the file of an export: the list is fixed first, then its rows are read and written side by side.</summary>
public sealed class ExportWriter(CaseQueries cases, ExportQueries rows, FieldLabels labels, IStringLocalizer<ControlTexts> words, IOptions<ExportOptions> options, TimeProvider clock)
{
    /// <summary>As long as the whole list may take to find; a screen waits five seconds.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    /// <summary>Slices read ahead of the writing.</summary>
    private const int Ahead = 2;

    private const int TellEvery = 500;

    public async Task WriteAsync(ExportJob job, Campaign campaign, Stream into, Actor actor, JobProgress progress, CancellationToken ct)
    {
        var plan = ExportPlan.Read(job.Plan);
        var ids = await cases.IdsAsync(plan.Query(campaign.Id), int.MaxValue, Limit, actor, ct);
        progress.Total = ids.Count;
        var cells = new ExportCells(campaign, plan.Columns, await rows.NamesAsync(actor, ct), labels, words, CampaignTime.Of(campaign, clock).Zone, clock.GetUtcNow().UtcDateTime);
        await using ITableWriter table = job.Format == ExportJob.Xlsx ? new XlsxTable(into, words["Sheet"], cells.Head, cells.Widths, ids.Count, options.Value.SheetRows) : new CsvTable(into, job.Separator);
        var row = new Cell[cells.Head.Count];
        if (job.Format == ExportJob.Csv)
            await table.WriteAsync(cells.Head.Select(h => Cell.Of(h)).ToArray(), ct);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var slices = Channel.CreateBounded<IReadOnlyList<ExportRow>>(Ahead);
        var reading = Task.Run(() => ReadAsync(ids, cells.Parts, actor, slices.Writer, stop.Token), CancellationToken.None);
        try
        {
            await foreach (var slice in slices.Reader.ReadAllAsync(ct))
                foreach (var found in slice)
                {
                    cells.Read(found, row);
                    await table.WriteAsync(row, ct);
                    if (++progress.Rows % TellEvery == 0)
                        ct.ThrowIfCancellationRequested();
                }
        }
        finally
        {
            await stop.CancelAsync();
            await reading;
        }

        await table.FinishAsync(ct);
    }

    private async Task ReadAsync(IReadOnlyList<long> ids, IReadOnlyCollection<string> parts, Actor actor, ChannelWriter<IReadOnlyList<ExportRow>> slices, CancellationToken ct)
    {
        try
        {
            await foreach (var slice in rows.RowsAsync(ids, parts, actor, ct))
                await slices.WriteAsync(slice, ct);
            slices.Complete();
        }
        catch (Exception e)     // the writing learns of it
        {
            slices.Complete(e);
        }
    }
}
