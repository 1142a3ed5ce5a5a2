using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.People;
using OpsConsole.Domain.RepeatContacts;
using OpsConsole.Tests.Domain.RepeatContacts;
using OpsConsole.Tests.Support;
using OpsConsole.Web.Files;
using OpsConsole.Web.Reports;
using OpsConsole.Web.Resources;
using Xunit;
using Xunit.Abstractions;

namespace OpsConsole.Tests.Reports;

/// <summary>The reports of a cell as workbook and PDF (docs/rules.md, "Reports of the cell", "Reports").</summary>
public sealed class CellReportTests(ITestOutputHelper output)
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory]
    [InlineData("es")]
    [InlineData("en")]
    public async Task Workbook_and_pdf_of_day_week_and_quality_say_what_the_page_says_and_are_the_same_to_the_byte_when_they_are_made_again(string language)
    {
        await using var weeks = await CellWeeks.CreateAsync(DatabaseKind.Sqlite, Counts.Seeded(output), 60);
        var (monday, analyst, queries) = (new DateOnly(2026, 1, 19), await weeks.Organisation.ActorAsync(Role.ExperienceAnalyst), weeks.Database.Get<CellQueries>());
        Assert.IsType<OpsConsole.Domain.Kernel.Outcome.Done>(await weeks.Database.Get<FeedbackDesk>().PlanAsync("recurrentes", monday, 0, "Reforzar visitas.\nRevisar la tabla de áreas.", analyst, None));
        await weeks.Database.CommitAsync(db =>
        {
            for (var i = 0; i < 40; i++)
            {
                var at = new DateTime(2026, 1, 20, 15, 0, 0, DateTimeKind.Utc).AddDays(-2 * i);
                var made = new LoggedContact { CampaignId = weeks.Campaign.Id, ExternalId = $"x{i}", Account = "88", At = at, RecordedAt = at, Channel = "phone", Cause = i % 5 == 0 ? null : "C" };
                made.Take(new(false, i % 3 == 0, 1, 1));
                db.Contacts.Add(made);
            }
        });
        (CultureInfo.CurrentUICulture, CultureInfo.CurrentCulture) = (new(language), new("es-PE"));
        await using var provider = new ServiceCollection().AddLogging().AddLocalization().BuildServiceProvider();
        var words = provider.GetRequiredService<IStringLocalizer<ReportTexts>>();
        var quality = await queries.QualityAsync(weeks.Campaign, monday, analyst, None);
        await CheckAsync(new CellDayPaper(await queries.DayAsync(weeks.Campaign, monday.AddDays(1), analyst, None), weeks.Campaign, words), weeks, "day-" + language, figures: 0);
        await CheckAsync(new CellWeekPaper(await queries.WeekAsync(weeks.Campaign, monday, analyst, None), weeks.Campaign, words, CampaignTime.Of(weeks.Campaign, weeks.Database.Clock).Zone), weeks, "week-" + language, figures: 0);
        await CheckAsync(new CellQualityPaper(quality, weeks.Campaign, words), weeks, "quality-" + language, figures: 1);
        Assert.Equal([2, 2], new[] { new CellQualityPaper(quality, weeks.Campaign, words, causesOnly: true), new CellQualityPaper(quality, weeks.Campaign, words, errorsOnly: true) }.Select(p => p.Tables.Count));
    }

    private static async Task CheckAsync(CellPaper paper, CellWeeks weeks, string name, int figures)
    {
        using var book = new MemoryStream();
        await XlsxBook.WriteAsync(book, paper.Book, None);
        var sheets = (await ExportedFile.ReadAsync(book.ToArray())).Sheet;
        Assert.Equal(paper.Tables.Count, sheets.Count);
        foreach (var (sheet, table) in sheets.Zip(paper.Tables))
        {
            Assert.Equal(table.Rows.Count + 1, sheet.Count);
            foreach (var (row, cells) in sheet.Skip(1).Zip(table.Rows.Select(r => r.Cells)))
                foreach (var (value, cell) in row.Zip(cells).Where(pair => pair.Second.Kind == CellKind.Number))
                    Assert.Equal(cell.Number, value.GetDouble());
        }

        using var folder = new TemporaryFolder();
        foreach (var file in new[] { "one.pdf", "two.pdf" })
            await using (var into = File.Create(folder.File(file)))
                paper.Draw(new PdfPaper(into, new(paper.Title, "Organización Añil", weeks.Campaign.Name, paper.Period, "Hecho", (p, n) => $"Página {p} de {n}", weeks.Database.Clock.UtcNow) { IsWide = paper is CellDayPaper }));
        Assert.Equal(await File.ReadAllBytesAsync(folder.File("one.pdf")), await File.ReadAllBytesAsync(folder.File("two.pdf")));
        await PdfTools.CheckAsync(folder.File("one.pdf"));
        var text = Plain(await PdfTools.TextAsync(folder.File("one.pdf"), "-layout"));
        foreach (var row in paper.Tables.SelectMany(t => t.Rows))
            Assert.All(row.Cells.Where(c => c.Kind is CellKind.Number or CellKind.Moment), cell => Assert.Contains(Plain(cell.Said), text));
        Assert.All(paper.Tiles, tile => Assert.Contains(Plain(tile.Value), text));
        Assert.Contains(Plain(paper.Lead), text);
        Assert.Equal(figures, System.Text.RegularExpressions.Regex.Count(await PdfTools.StructureAsync(folder.File("one.pdf")), @"(?m)^ +Figure\b"));
        if (BrowserSession.Pictures is { } screens)
            File.Copy(folder.File("one.pdf"), Path.Combine(screens, $"cell-{name}.pdf"), overwrite: true);
    }

    private static string Plain(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
}
