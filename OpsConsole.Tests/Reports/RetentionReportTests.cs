using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.People;
using OpsConsole.Domain.Retention;
using OpsConsole.Tests.Domain.Retention;
using OpsConsole.Tests.Support;
using OpsConsole.Web.Files;
using OpsConsole.Web.Reports;
using OpsConsole.Web.Resources;
using Xunit;
using Xunit.Abstractions;

namespace OpsConsole.Tests.Reports;

/// <summary>Retention figures as workbook and PDF (docs/rules.md, "Retention figures", "Reports").</summary>
public sealed class RetentionReportTests(ITestOutputHelper output)
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory]
    [InlineData("es")]
    [InlineData("en")]
    public async Task Workbook_and_pdf_say_what_the_page_says_and_are_the_same_to_the_byte_when_they_are_made_again(string language)
    {
        await using var month = await RetentionMonth.CreateAsync(DatabaseKind.Sqlite, Counts.Seeded(output), 60);
        var today = CampaignTime.Of(month.Campaign, month.Database.Clock).Today;
        var figures = await month.Database.Get<RetentionQueries>().ReadAsync(month.Campaign, new(RetentionMonth.First, today), await month.Organisation.ActorAsync(Role.ExperienceAnalyst), None);
        (CultureInfo.CurrentUICulture, CultureInfo.CurrentCulture) = (new(language), new("es-PE"));
        await using var words = new ServiceCollection().AddLogging().AddLocalization().BuildServiceProvider();
        var paper = new RetentionPaper(figures, month.Campaign, words.GetRequiredService<IStringLocalizer<ReportTexts>>());

        using var book = new MemoryStream();
        await XlsxBook.WriteAsync(book, paper.Book, None);
        var sheets = (await ExportedFile.ReadAsync(book.ToArray())).Sheet;
        Assert.Equal(5, sheets.Count);
        foreach (var (sheet, table) in sheets.Zip(new[] { paper.Summary, paper.Motives, paper.Agents, paper.Lines, paper.Days }))
        {
            Assert.Equal(table.Rows.Count + 1, sheet.Count);
            foreach (var (row, cells) in sheet.Skip(1).Zip(table.Rows.Select(r => r.Cells)))
                foreach (var (value, cell) in row.Zip(cells).Where(pair => pair.Second.Kind == CellKind.Number))
                    Assert.Equal(cell.Number, value.GetDouble());
        }

        using var folder = new TemporaryFolder();
        foreach (var name in new[] { "one.pdf", "two.pdf" })
            await using (var file = File.Create(folder.File(name)))
                paper.Draw(new PdfPaper(file, new(paper.Title, "Organización Añil", month.Campaign.Name, paper.Period, "Hecho", (p, n) => $"Página {p} de {n}", month.Database.Clock.UtcNow) { Language = language }));
        Assert.Equal(await File.ReadAllBytesAsync(folder.File("one.pdf")), await File.ReadAllBytesAsync(folder.File("two.pdf")));
        var path = folder.File("one.pdf");
        await PdfTools.CheckAsync(path);
        Assert.All(await PdfTools.FontsAsync(path), f => Assert.Equal((true, true, true), f));
        var about = await PdfTools.AboutAsync(path);
        Assert.Contains(paper.Title, about);
        Assert.Matches(@"Author: +Organización Añil\n", about);
        Assert.Matches(@"Tagged: +yes\n", about);
        var text = await PdfTools.TextAsync(path, "-layout");
        var pages = text.Split('\f', StringSplitOptions.RemoveEmptyEntries);
        Assert.All(pages, page => Assert.Contains(paper.Period, page));
        Assert.Equal(Enumerable.Range(1, pages.Length).Select(p => $"Página {p} de {pages.Length}"), Regex.Matches(text, @"Página \d+ de \d+").Select(m => m.Value));
        var plain = Plain(text);
        foreach (var row in new[] { paper.Motives, paper.Agents, paper.Lines, paper.Days, paper.Summary }.SelectMany(t => t.Rows))
            Assert.All(row.Cells.Select(c => c.Said), said => Assert.Contains(Plain(said), plain));
        Assert.All(paper.Tiles, tile => Assert.Contains(Plain(tile.Tile.Value), plain));
        Assert.Contains(Plain(paper.Lead), plain);
        var structure = await PdfTools.StructureAsync(path);
        Assert.Single(Regex.Matches(structure, @"^ +Figure\b", RegexOptions.Multiline));
        Assert.Equal(5, Regex.Count(structure, @"^ +Table\b", RegexOptions.Multiline));
        if (BrowserSession.Pictures is { } screens)
            File.Copy(path, Path.Combine(screens, $"retention-{language}.pdf"), overwrite: true);
    }

    [Fact]
    public async Task A_year_is_drawn_too_with_as_many_names_of_days_as_there_is_room()
    {
        var to = new DateOnly(2026, 1, 31);
        var days = Enumerable.Range(0, RetentionPeriod.MostDays).Select(i => new RetentionDay(to.AddDays(i - 365), new(i % 5, 1, 0, 0, 0, 0, 0, 0))).ToList();
        var total = days.Aggregate(default(RetentionCount), (sum, d) => sum + d.Count);
        (CultureInfo.CurrentUICulture, CultureInfo.CurrentCulture) = (new("es"), new("es-PE"));
        await using var words = new ServiceCollection().AddLogging().AddLocalization().BuildServiceProvider();
        var paper = new RetentionPaper(new(days[0].Day, to, false, total, [], [], [], days), CampaignTemplate.Create(CampaignKind.Retention, "r", "Retención", default), words.GetRequiredService<IStringLocalizer<ReportTexts>>());
        using var folder = new TemporaryFolder();
        await using (var file = File.Create(folder.File("y.pdf")))
            paper.Draw(new PdfPaper(file, new(paper.Title, "O", "Retención", paper.Period, "", (p, n) => $"{p}/{n}", default)));
        await PdfTools.CheckAsync(folder.File("y.pdf"));
        var first = (await PdfTools.TextAsync(folder.File("y.pdf"), "-f", "1", "-l", "1", "-layout"));
        Assert.InRange(Regex.Count(first, @"\b\d\d/\d\d\b(?!/)"), 6, 14);
        Assert.Contains("Solo cuentan las agencias que usted ve", first);
    }

    private static string Plain(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
}
