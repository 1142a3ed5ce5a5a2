using System.Runtime.CompilerServices;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using OpsConsole.Domain.Attachments;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Exports;
using OpsConsole.Domain.Filters;
using OpsConsole.Domain.Jobs;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;
using OpsConsole.Domain.Reports;
using OpsConsole.Domain.RepeatContacts;
using OpsConsole.Domain.Retention;
using OpsConsole.Web.Cases;
using OpsConsole.Web.Controls;
using OpsConsole.Web.Exports;
using OpsConsole.Web.Files;
using OpsConsole.Web.Hosting;
using OpsConsole.Web.Resources;

namespace OpsConsole.Web.Reports;

/// <summary>Makes the file of a report: reads its numbers once, under the scope of the moment, and writes them as PDF or workbook.</summary>
public sealed class ReportWriter(WeeklyReportQueries weeks, RetentionQueries retention, CellQueries cell, CaseHistoryQueries histories, CasePeopleQueries people, AttachmentQueries attachments, CaseQueries cases, ExportQueries rows,
    FieldLabels labels, FilterSpeech speech, IStringLocalizer<ReportTexts> text, IStringLocalizer<ControlTexts> words, IStringLocalizer<AlertTexts> alerts, IOptions<OrganisationOptions> organisation, TimeProvider clock)
{
    private const int HistoryPiece = 1_000, TellEvery = 100;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    public Task WriteAsync(ExportJob job, Campaign campaign, Stream into, Actor actor, JobProgress progress, CancellationToken ct) => job.Report!.Value switch
    {
        ReportType.Weekly => WeekAsync(job, campaign, into, actor, progress, ct),
        ReportType.Case => CaseAsync(job, campaign, into, actor, progress, ct),
        ReportType.Grid => ListAsync(job, campaign, into, actor, progress, ct),
        ReportType.Retention => RetentionAsync(job, campaign, into, actor, progress, ct),
        ReportType.Daily or ReportType.WeeklyClient or ReportType.TopErrors or ReportType.Causes => CellAsync(job, campaign, into, actor, progress, ct),
    };

    private async Task WeekAsync(ExportJob job, Campaign campaign, Stream into, Actor actor, JobProgress progress, CancellationToken ct)
    {
        var view = await weeks.OfWeekAsync(campaign.Id, Json.Read<ReportPlan>(job.Plan).Week!.Value, actor, ct) ?? throw Lost();
        var paper = new WeeklyPaper(view, text, words, organisation.Value.Zone);
        progress.Total = progress.Rows = view.Figures.Late.Count + view.Figures.Branches.Count;
        if (job.Format == ExportJob.Xlsx)
            await XlsxBook.WriteAsync(into, paper.Book, ct);
        else
            paper.Draw(new PdfPaper(into, Frame(campaign, paper.Title, paper.Period, paper.Frozen)));
    }

    private async Task RetentionAsync(ExportJob job, Campaign campaign, Stream into, Actor actor, JobProgress progress, CancellationToken ct)
    {
        var plan = Json.Read<ReportPlan>(job.Plan);
        var figures = await retention.ReadAsync(campaign, new(plan.From!.Value, plan.To!.Value), actor, ct);
        var paper = new RetentionPaper(figures, campaign, text);
        progress.Total = progress.Rows = figures.Total.Cases;
        if (job.Format == ExportJob.Xlsx)
            await XlsxBook.WriteAsync(into, paper.Book, ct);
        else
            paper.Draw(new PdfPaper(into, Frame(campaign, paper.Title, paper.Period, Made(campaign))));
    }

    private async Task CellAsync(ExportJob job, Campaign campaign, Stream into, Actor actor, JobProgress progress, CancellationToken ct)
    {
        var plan = Json.Read<ReportPlan>(job.Plan);
        CellPaper paper = job.Report switch
        {
            ReportType.Daily => new CellDayPaper(await cell.DayAsync(campaign, plan.From!.Value, actor, ct), campaign, text),
            ReportType.WeeklyClient => new CellWeekPaper(await cell.WeekAsync(campaign, plan.Week!.Value, actor, ct), campaign, text, CampaignTime.Of(campaign, clock).Zone),
            var type => new CellQualityPaper(await cell.QualityAsync(campaign, plan.Week!.Value, actor, ct), campaign, text, causesOnly: type == ReportType.Causes, errorsOnly: type == ReportType.TopErrors),
        };
        progress.Total = progress.Rows = paper.Tables.Sum(t => t.Rows.Count);
        if (job.Format == ExportJob.Xlsx)
            await XlsxBook.WriteAsync(into, paper.Book, ct);
        else
            paper.Draw(new PdfPaper(into, Frame(campaign, paper.Title, paper.Period, Made(campaign)) with { IsWide = job.Report == ReportType.Daily }));
    }

    private async Task CaseAsync(ExportJob job, Campaign campaign, Stream into, Actor actor, JobProgress progress, CancellationToken ct)
    {
        var number = Json.Read<ReportPlan>(job.Plan).Number!;
        var detail = await histories.FindAsync(number, actor, ct) ?? throw Lost();
        List<HistoryEntry> history = [];
        while (await histories.EventsAsync(number, history.Count == 0 ? 0 : history[^1].Sequence, HistoryPiece, actor, ct) is { Count: > 0 } piece)
            history.AddRange(piece);
        var lines = history.ConvertAll(e => new HistoryLine(e));
        var names = await people.NamesAsync(number, [.. lines.SelectMany(l => l.People).Distinct()], [.. lines.SelectMany(l => l.Branches).Distinct()], actor, ct) ?? throw Lost();
        var file = new CaseFile(detail, history, await attachments.ListAsync(number, actor, ct) ?? throw Lost(), names, FieldCatalog.Of(detail.Campaign).Fields, clock.GetUtcNow().UtcDateTime);
        var paper = new CasePaper(file, text, alerts, words, labels, clock);
        progress.Total = progress.Rows = history.Count;
        if (job.Format == ExportJob.Xlsx)
            await XlsxBook.WriteAsync(into, paper.Book, ct);
        else
            paper.Draw(new PdfPaper(into, Frame(campaign, paper.Title, paper.Title, Made(campaign))));
    }

    private async Task ListAsync(ExportJob job, Campaign campaign, Stream into, Actor actor, JobProgress progress, CancellationToken ct)
    {
        var plan = ExportPlan.Read(job.Plan);
        var ids = await cases.IdsAsync(plan.Query(campaign.Id), int.MaxValue, Limit, actor, ct);
        if (ids.Count == 0 || (job.Format == ExportJob.Pdf && ids.Count > ReportDesk.MostRows))
            throw new RefusedException([new(ids.Count == 0 ? "report.period_empty" : "report.too_many_rows")]);
        progress.Total = ids.Count;
        var (zone, names, now) = (CampaignTime.Of(campaign, clock).Zone, await rows.NamesAsync(actor, ct), clock.GetUtcNow().UtcDateTime);
        var cells = new ExportCells(campaign, plan.Columns, names, labels, words, zone, now);
        var sentence = FilterSentence.Plain(FilterSentence.Of(plan.Query(campaign.Id).Filter, FieldCatalog.Of(campaign), speech.Of(zone)));
        if (plan.Statuses.Count > 0)
            sentence += " " + text["Grid.States", string.Join(", ", plan.Statuses.Select(s => words["Status." + s].Value))];
        if (plan.Search is { Length: > 0 } search)
            sentence += " " + text["Grid.Search", search];
        var totals = await GridTotals.CountAsync(rows.RowsAsync(ids, GridTotals.Parts, actor, ct), now, ct);
        var paper = new GridPaper(campaign.Name, sentence, totals, cells, names, text, words);
        if (job.Format == ExportJob.Xlsx)
        {
            await XlsxBook.WriteAsync(into, paper.Book, ct, RowsAsync(ids, cells, actor, progress, ct));
            return;
        }

        var pdf = new PdfPaper(into, Frame(campaign, paper.Title, Day(now, zone), Made(campaign)) with { IsWide = paper.IsWide });
        paper.Begin(pdf);
        await foreach (var row in RowsAsync(ids, cells, actor, progress, ct))
            pdf.Row([.. row.Take(GridPaper.MostColumns).Select(c => c.Said)]);
        pdf.EndTable();
        pdf.Close();
    }

    private async IAsyncEnumerable<IReadOnlyList<Cell>> RowsAsync(IReadOnlyList<long> ids, ExportCells cells, Actor actor, JobProgress progress, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var slice in rows.RowsAsync(ids, cells.Parts, actor, ct))
            foreach (var found in slice)
            {
                var row = new Cell[cells.Head.Count];
                cells.Read(found, row);
                yield return row;
                if (++progress.Rows % TellEvery == 0)
                    ct.ThrowIfCancellationRequested();
            }
    }

    private ReportFrame Frame(Campaign campaign, string title, string period, string foot) =>
        new(title, organisation.Value.Name, campaign.Name, period, foot, (page, of) => text["PageOf", page, of], clock.GetUtcNow().UtcDateTime) { Language = text["Language"] };

    private string Made(Campaign campaign)
    {
        var zone = CampaignTime.Of(campaign, clock).Zone;
        return text["Made", Formats.Moment(clock.GetUtcNow().UtcDateTime, zone), Formats.ZoneName(zone)];
    }

    private static string Day(DateTime utc, TimeZoneInfo zone) => Formats.Date(utc, zone);

    private static RefusedException Lost() => new([new("job.rights_lost")]);
}
