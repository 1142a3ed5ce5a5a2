using Microsoft.Extensions.Localization;
using OpsConsole.Domain.Board;
using OpsConsole.Web.Files;
using OpsConsole.Web.Resources;

namespace OpsConsole.Web.Board;

/// <summary>The figures of the board as a table, in its order: all together, each region with its branches and their people, then each campaign.</summary>
public sealed class BoardFile(IStringLocalizer<BoardTexts> text)
{
    public const string Csv = "csv", Xlsx = "xlsx";

    private static readonly int[] Widths = [20, 24, 30, 30, 10, 12, 12, 10, 12, 14, 14, 14, 14];

    public static string Address(string format, string? campaign, string? region) =>
        $"/api/v1/board/file?format={format}" + Given("campaign", campaign) + Given("region", region);

    /// <summary>How many rows stand under the head.</summary>
    public static int RowsOf(BoardView view) => Rows(view, "").Count();

    public async Task<Stream> MakeAsync(BoardView view, string format, CancellationToken ct)
    {
        var file = new MemoryStream();
        string[] head =
        [
            text["Region"], text["Branch"], text["Responsible"], text["Campaign"], text["Open"], text["Unmanaged"], text["DueSoon24"], text["Overdue"], text["CompletedToday"],
            text["File.InTime"], text["File.LastWeek"], text["File.FirstContact"], text["File.Resolution"],
        ];
        await using (ITableWriter table = format == Xlsx ? new XlsxTable(file, text["Title"], head, Widths, RowsOf(view)) : new CsvTable(file, ';'))
        {
            if (format == Csv)
                await table.WriteAsync(head.Select(h => Cell.Of(h)).ToArray(), ct);
            foreach (var (region, branch, person, campaign, figures) in Rows(view, text["Nobody"]))
                await table.WriteAsync(new[]
                {
                    Cell.Of(region ?? text["File.Total"]), Cell.Of(branch), Cell.Of(person), Cell.Of(campaign), Cell.Of(figures.Open), Cell.Of(figures.Unmanaged), Cell.Of(figures.DueSoon), Cell.Of(figures.Overdue), Cell.Of(figures.CompletedToday),
                    Of((double?)figures.MetPercent), Of((double?)figures.MetPercentLastWeek), Of(figures.MeanContactHours), Of(figures.MeanCompletionHours),
                }, ct);
            await table.FinishAsync(ct);
        }
        return new MemoryStream(file.ToArray());
    }

    private static IEnumerable<(string? Region, string? Branch, string? Person, string? Campaign, Figures Figures)> Rows(BoardView view, string nobody)
    {
        yield return (null, null, null, null, view.Total);
        foreach (var region in view.Regions)
        {
            yield return (region.Name, null, null, null, region.Figures);
            foreach (var branch in region.Branches)
            {
                yield return (region.Name, branch.Name, null, null, branch.Figures);
                foreach (var person in branch.People)
                    yield return (region.Name, branch.Name, person.Id == 0 ? nobody : person.Name, null, person.Figures);
            }
        }
        foreach (var campaign in view.Campaigns)
            yield return (null, null, null, campaign.Name, campaign.Figures);
    }

    private static Cell Of(double? value) => value is { } number ? Cell.Of(Math.Round(number, 1, MidpointRounding.AwayFromZero)) : Cell.Empty;

    private static string Given(string name, string? value) => string.IsNullOrEmpty(value) ? "" : $"&{name}={Uri.EscapeDataString(value)}";
}
