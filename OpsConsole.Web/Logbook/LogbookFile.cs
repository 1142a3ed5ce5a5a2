using Microsoft.Extensions.Localization;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Logbook;
using OpsConsole.Domain.People;
using OpsConsole.Web.Controls;
using OpsConsole.Web.Files;
using OpsConsole.Web.Resources;

namespace OpsConsole.Web.Logbook;

/// <summary>The lines of the Bitácora as a table, the newest first.</summary>
public sealed class LogbookFile(LogbookQueries queries, CampaignQueries campaigns, IStringLocalizer<LogbookTexts> text)
{
    public const string Csv = "csv", Xlsx = "xlsx";

    private static readonly int[] Widths = [18, 28, 18, 34, 12, 24, 80];

    /// <summary>A file that goes with its stream.</summary>
    public async Task<Stream> MakeAsync(LogbookFilter asked, string format, TimeZoneInfo zone, Actor actor, CancellationToken ct)
    {
        var file = new FileStream(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        try
        {
            await WriteAsync(file, asked, format, zone, actor, ct);
            file.Position = 0;
            return file;
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    private async Task WriteAsync(Stream file, LogbookFilter asked, string format, TimeZoneInfo zone, Actor actor, CancellationToken ct)
    {
        var projects = (await campaigns.ListAsync(actor, ct)).ToDictionary(c => c.Id, c => c.Name);
        string[] head = [text["When"], text["Who"], text["Address"], text["What"], text["Case"], text["Project"], text["Detail"]];
        await using ITableWriter table = format == Xlsx ? new XlsxTable(file, text["Title"], head, Widths, LogbookDesk.MostRows) : new CsvTable(file, ';');
        if (format == Csv)
            await table.WriteAsync(head.Select(h => Cell.Of(h)).ToArray(), ct);
        asked = asked with { Limit = LogbookFilter.MaxLimit, Cursor = null };
        for (var rows = 0; rows < LogbookDesk.MostRows;)
        {
            var part = await queries.PageAsync(asked, actor, ct);
            var words = new LogbookWords(text, zone, part.Names);
            foreach (var line in part.Lines)
                await table.WriteAsync(new[]
                {
                    Cell.Moment(TimeZoneInfo.ConvertTimeFromUtc(line.At, zone)), Cell.Of(words.Who(line)), Cell.Of(line.Origin), Cell.Of(words.Of(line.Source, line.Type)), Cell.Of(line.Number),
                    Cell.Of(line.CampaignId is { } id ? projects.GetValueOrDefault(id) : null), Cell.Of(words.Detail(line)),
                }, ct);
            rows += part.Lines.Count;
            if (part.NextCursor is null)
                break;
            asked = asked with { Cursor = part.NextCursor };
        }
        await table.FinishAsync(ct);
    }
}
