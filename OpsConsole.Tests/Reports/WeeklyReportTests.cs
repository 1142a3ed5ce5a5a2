using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Live;
using OpsConsole.Domain.Notifications;
using OpsConsole.Domain.People;
using OpsConsole.Domain.Reports;
using OpsConsole.Tests.Support;
using OpsConsole.Web.Files;
using OpsConsole.Web.Reports;
using OpsConsole.Web.Resources;
using Xunit;

namespace OpsConsole.Tests.Reports;

/// <summary>Issue 5, line 4: the figures of the weekly report (docs/rules.md, "Weekly report").</summary>
public sealed class WeeklyReportTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory, OnEveryDatabase]
    public async Task Each_week_of_a_month_equals_what_is_counted_from_the_raw_log_and_a_report_made_again_is_the_same_to_the_byte(DatabaseKind kind)
    {
        await using var month = await WeeklyMonth.CreateAsync(kind);
        var analyst = await month.Organisation.ActorAsync(Role.ExperienceAnalyst);
        var (maker, queries) = (month.Database.Get<WeeklyMaker>(), month.Database.Get<WeeklyReportQueries>());
        List<WeeklyMonth.Counted>? earlier = null;
        var (late, reopened, chased) = (0, 0, 0);
        for (var week = WeeklyMonth.First; week <= WeeklyMonth.Last; week = week.AddDays(7))
        {
            Assert.True(await maker.MakeAsync(month.Organisation.Campaign, week, tell: false, None));
            var view = (await queries.OfWeekAsync(month.Organisation.Campaign.Id, week, analyst, None))!;
            var expected = await month.CountAsync(week);
            Assert.Equal(expected.Where(b => !b.IsNothing), view.Figures.Branches.Where(b => b.Now != WeeklyNumbers.Zero && (b.Now.Received + b.Now.Completed + b.Now.OpenLate + b.Now.Due) > 0).Select(b => Of(view.Figures, b.BranchId, b.Now, c => c.Now)));
            if (earlier is not null)
                Assert.Equal(earlier.Where(b => !b.IsNothing).Select(b => b with { LateCases = "" }), view.Figures.Branches.Select(b => Of(view.Figures, b.BranchId, b.Before, c => c.Before) with { LateCases = "" }).Where(b => !b.IsNothing));
            var ranked = expected.Where(b => b.Due >= 5).OrderByDescending(b => Math.Round(b.DueInTime * 100m / b.Due, 1, MidpointRounding.AwayFromZero)).ThenByDescending(b => b.Due).ThenBy(b => b.Branch).Select(b => b.Branch);
            Assert.Equal(ranked, view.Figures.Ranked.Select(b => b.BranchId));
            (earlier, late, chased) = (expected, late + expected.Sum(b => b.OpenLate), chased + expected.Sum(b => b.Chased));
            reopened += expected.Sum(b => b.NotedLate);
        }

        Assert.True(late > 10 && reopened > 5 && chased > 3, $"{late} {reopened} {chased}");
        var before = await month.Database.ReadAsync(db => db.WeeklyReports.AsNoTracking().OrderBy(r => r.Week).Select(r => r.Figures).ToListAsync());
        await ChangeEverythingAsync(month, analyst);
        await month.Database.CommitAsync(db => db.WeeklyReports.RemoveRange(db.WeeklyReports));
        for (var week = WeeklyMonth.First; week <= WeeklyMonth.Last; week = week.AddDays(7))
            await maker.MakeAsync(month.Organisation.Campaign, week, tell: false, None);
        Assert.Equal(before, await month.Database.ReadAsync(db => db.WeeklyReports.AsNoTracking().OrderBy(r => r.Week).Select(r => r.Figures).ToListAsync()));
    }

    [Theory, OnEveryDatabase]
    public async Task It_is_made_by_itself_on_Monday_at_eight_once_for_two_nodes_and_told_to_those_it_is_for(DatabaseKind kind)
    {
        await using var month = await WeeklyMonth.CreateAsync(kind, alerts: 60);
        var (database, campaign) = (month.Database, month.Organisation.Campaign);
        var analyst = await month.Organisation.ActorAsync(Role.ExperienceAnalyst);
        var home = await month.Organisation.ActorAsync(Role.RegionalSupervisor);
        var head = await month.Organisation.ActorAsync(Role.BranchHead);
        WeeklyMaker[] nodes = [Node(database), Node(database)];
        Assert.Equal(1, (await Task.WhenAll(nodes.Select(n => Task.Run(() => n.MakeDueAsync(None))))).Sum());        // a Thursday: the week that was frozen on Monday was missed
        var first = Assert.Single(await database.Get<WeeklyReportQueries>().ListAsync(campaign.Id, analyst, None));
        Assert.Equal((new DateOnly(2026, 1, 5), new DateTime(2026, 1, 12, 13, 0, 0)), (first.Week, first.FrozenAt));
        Assert.Equal((1, 1, 0), (await ToldAsync(database, analyst), await ToldAsync(database, home), await ToldAsync(database, head)));

        await database.CommitAsync(db => db.Cases.Add(month.Organisation.Alert(Organisation.Home, new DateTime(2026, 1, 14, 15, 0, 0, DateTimeKind.Utc))));
        database.Clock.Advance(new DateTime(2026, 1, 19, 12, 59, 59, DateTimeKind.Utc) - database.Clock.UtcNow);
        Assert.Equal(0, await nodes[0].MakeDueAsync(None));
        database.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, await nodes[1].MakeDueAsync(None) + await nodes[0].MakeDueAsync(None));
        database.Clock.Advance(TimeSpan.FromDays(15));
        Assert.Equal(2, await nodes[0].MakeDueAsync(None));
        Assert.Equal(4, (await database.Get<WeeklyReportQueries>().ListAsync(campaign.Id, analyst, None)).Count);
        Assert.Equal(3, await ToldAsync(database, analyst));            // weeks that were made up for are not told
    }

    [Theory, OnEveryDatabase]
    public async Task Supervisors_get_their_branches_others_nothing_and_workbook_and_pdf_say_what_the_page_says(DatabaseKind kind)
    {
        await using var month = await WeeklyMonth.CreateAsync(kind);
        var (database, campaign, week) = (month.Database, month.Organisation.Campaign, WeeklyMonth.Last.AddDays(-7));
        await database.Get<WeeklyMaker>().MakeAsync(campaign, week, tell: false, None);
        await database.CommitAsync(db => db.Users.Single(u => u.Role == Role.ExperienceAnalyst).Name = "Ana");      // fits on a line
        var (queries, own) = (database.Get<WeeklyReportQueries>(), new[] { Organisation.Home, Organisation.Sister }.Select(b => month.Organisation.Branches[b].Id).ToList());
        foreach (var role in new[] { Role.Agent, Role.BranchHead, Role.BackOffice })
            Assert.Null(await queries.OfWeekAsync(campaign.Id, week, await month.Organisation.ActorAsync(role), None));
        var view = (await queries.OfWeekAsync(campaign.Id, week, await month.Organisation.ActorAsync(Role.RegionalSupervisor), None))!;
        var expected = (await month.CountAsync(week)).Where(b => own.Contains(b.Branch)).ToList();
        Assert.Equal(expected.Sum(b => b.Received), view.Figures.Now.Received);
        Assert.Equal(expected.Sum(b => b.OpenLate), view.Figures.Late.Count);
        Assert.All(view.Figures.Late, l => Assert.Contains(l.BranchId, own));

        (CultureInfo.CurrentUICulture, CultureInfo.CurrentCulture) = (new("es"), new("es-PE"));
        await using var words = new ServiceCollection().AddLogging().AddLocalization().BuildServiceProvider();
        var paper = new WeeklyPaper(view, words.GetRequiredService<IStringLocalizer<ReportTexts>>(), words.GetRequiredService<IStringLocalizer<ControlTexts>>(), TimeZoneInfo.FindSystemTimeZoneById("America/Lima"));
        using var book = new MemoryStream();
        await XlsxBook.WriteAsync(book, paper.Book, None);
        var sheets = (await ExportedFile.ReadAsync(book.ToArray())).Sheet;
        var summary = sheets[0].Skip(1).Select(row => row[1].ValueKind == System.Text.Json.JsonValueKind.Number ? row[1].GetDouble() : -1).ToList();
        Assert.Equal([expected.Sum(b => b.Received), expected.Sum(b => b.InTime), expected.Sum(b => b.Late), expected.Sum(b => b.OpenLate), expected.Sum(b => b.Due), expected.Sum(b => b.DueInTime)], summary.Take(6));
        Assert.Equal(expected.SelectMany(b => b.LateCases.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Select(id => CaseNumber.Of(long.Parse(id, CultureInfo.InvariantCulture))).Order(), sheets[4].Skip(1).Select(row => row[0].GetString()!).Order());

        using var folder = new TemporaryFolder();
        await using (var file = File.Create(folder.File("w.pdf")))
            paper.Draw(new PdfPaper(file, new(paper.Title, "Organización", campaign.Name, paper.Period, paper.Frozen, (p, n) => $"{p}/{n}", database.Clock.UtcNow)));
        await PdfTools.CheckAsync(folder.File("w.pdf"));
        var text = Plain(await PdfTools.TextAsync(folder.File("w.pdf"), "-layout"));
        foreach (var table in new[] { paper.Ranking, paper.Causes, paper.Late, paper.Weeks, paper.Summary })
        {
            Assert.Contains(table.Sheet, paper.Book, new BySheet());
            foreach (var row in table.Rows)
                Assert.Contains(Plain(string.Join(' ', row.Cells.Select(c => c.Said))), text);
        }

        Assert.Contains(Plain(paper.Lead), text);
        Assert.Contains(Plain(paper.Frozen), text);
        Assert.All(paper.Tiles, tile => Assert.Contains(tile.Value, text));
    }

    [Theory]
    [InlineData("2026-01-12 12:59:59", "2025-12-29")]
    [InlineData("2026-01-12 13:00:00", "2026-01-05")]
    [InlineData("2026-01-18 23:00:00", "2026-01-05")]
    public void A_week_is_frozen_on_Monday_at_eight_of_the_organisation(string now, string week) =>
        Assert.Equal(DateOnly.Parse(week, CultureInfo.InvariantCulture), WeeklyHour.Default.LastFrozen(DateTime.SpecifyKind(DateTime.Parse(now, CultureInfo.InvariantCulture), DateTimeKind.Utc)));

    private static WeeklyMonth.Counted Of(WeeklyFigures figures, int branch, WeeklyNumbers n, Func<WeeklyCause, int> count) =>
        new(branch, n.Received, n.InTime, n.Late, n.OpenLate, n.WorstDays, n.Due, n.DueInTime, n.OnLateAttempts, n.Chased,
            string.Join(' ', figures.Branches.Single(b => b.BranchId == branch).Causes.Where(c => count(c) > 0).Select(c => $"{c.Code}:{count(c)}")), string.Join(' ', figures.Late.Where(l => l.BranchId == branch).Select(l => l.CaseId)));

    private static WeeklyMaker Node(TestDatabase database) => ActivatorUtilities.CreateInstance<WeeklyMaker>(database.Services);

    private static async Task<int> ToldAsync(TestDatabase database, Actor actor) =>
        (await database.Get<NotificationQueries>().PageAsync(100, null, false, actor, None)).Count(n => n.Kind == NotificationKind.WeeklyReport && n.Campaign == "operaciones");

    /// <summary>What came later must not reach the past: every open alert is finished, every finished one opened again.</summary>
    private static async Task ChangeEverythingAsync(WeeklyMonth month, Actor analyst)
    {
        month.Database.Clock.Advance(TimeSpan.FromDays(20));
        var now = month.Database.Clock.UtcNow;
        foreach (var id in await month.Database.ReadAsync(db => db.Cases.Where(c => !db.CaseEvents.Any(e => e.CaseId == c.Id && e.Type == "reminder")).Select(c => c.Id).ToListAsync()))
            await month.Database.CommitAsync(db =>
            {
                var one = db.Cases.Include(c => c.Attempts).Include(c => c.Shares).Single(c => c.Id == id);
                if (one.Status == CaseStatus.Completed)
                    one.Reopen(month.Organisation.Campaign, "Todo otra vez", analyst, now);
                else
                    one.Transfer(month.Organisation.Campaign, db.Branches.First(b => b.Id != one.BranchId), "Se muda", analyst, now);
                db.CaseEvents.AddRange(one.Log);
            });
    }

    private static string Plain(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));

    private sealed class BySheet : IEqualityComparer<BookSheet>
    {
        public bool Equals(BookSheet? x, BookSheet? y) => x!.Name == y!.Name && x.Rows.SelectMany(r => r).SequenceEqual(y.Rows.SelectMany(r => r));

        public int GetHashCode(BookSheet obj) => obj.Name.GetHashCode(StringComparison.Ordinal);
    }
}
