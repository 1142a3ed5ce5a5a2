using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Filters;
using OpsConsole.Domain.People;
using OpsConsole.Domain.RepeatContacts;
using OpsConsole.Tests.Support;
using OpsConsole.Web.Reports;
using Xunit;
using Xunit.Abstractions;

namespace OpsConsole.Tests.Domain.RepeatContacts;

/// <summary>Issue 7: the daily pivot, the client's week, the top five and the causes (docs/rules.md, "Reports of the cell").</summary>
public sealed class CellFiguresTests(ITestOutputHelper output)
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly (Role Role, string Branch, string[]? Sees)[] Readers =
    [
        (Role.Agent, Organisation.Home, [Organisation.Home]), (Role.BranchHead, Organisation.Home, [Organisation.Home]), (Role.RegionalSupervisor, Organisation.Home, [Organisation.Home, Organisation.Sister]),
        (Role.BackOffice, Organisation.Home, null), (Role.ExperienceAnalyst, Organisation.Home, null), (Role.Administrator, Organisation.Home, null),
    ];

    [Theory, OnEveryDatabase]
    public async Task Daily_pivot_and_weekly_reports_equal_what_is_counted_from_the_rows_by_hand_over_a_frozen_week_and_each_cell_leads_to_exactly_its_cases(DatabaseKind kind)
    {
        await using var weeks = await CellWeeks.CreateAsync(kind, Counts.Seeded(output), Math.Max(70, Counts.Of(500)));
        var (queries, time) = (weeks.Database.Get<CellQueries>(), CampaignTime.Of(weeks.Campaign, weeks.Database.Clock));
        var monday = new DateOnly(2026, 1, 19);
        foreach (var (role, branch, sees) in Readers)
        {
            var (actor, all) = (await weeks.Organisation.ActorAsync(role, branch), await weeks.RowsAsync(sees));
            foreach (var day in new[] { new DateOnly(2026, 1, 15), monday, monday.AddDays(2), monday.AddDays(-300) })
            {
                var rows = all.Where(r => r.On == day).ToList();
                var figures = await queries.DayAsync(weeks.Campaign, day, actor, None);
                Assert.Equal(sees is null, figures.IsWhole);
                Compare(rows, figures.Groups);
                if (role is Role.RegionalSupervisor or Role.Administrator)
                    await FollowAsync(weeks, rows, figures, actor);
            }

            var week = await queries.WeekAsync(weeks.Campaign, monday, actor, None);
            Compare(await weeks.RowsAsync(sees), week, monday, time.UtcNow);
            var quality = await queries.QualityAsync(weeks.Campaign, monday, actor, None);
            await CompareAsync([.. all.Where(r => r.On >= monday && r.On <= monday.AddDays(6) && r.Mark is not null)], quality, weeks, actor, follow: role == Role.RegionalSupervisor);
        }

        var whole = await weeks.RowsAsync();
        Assert.True(whole.Any(r => r.State == "Closed") && whole.Any(r => r.State == "Answered") && whole.Any(r => r.State is null) && whole.Count(r => r.IsWrong) > 5 && whole.Any(r => r.AnsweredAt > r.DueAt));
    }

    [Theory, OnEveryDatabase]
    public async Task One_wrong_of_one_never_outranks_twenty_of_sixty(DatabaseKind kind)
    {
        await using var weeks = await CellWeeks.CreateAsync(kind, new(1), 0);
        List<long> sixty = [];
        for (var i = 0; i < 60; i++)
            sixty.Add(CaseNumber.IdOf(await weeks.FormAsync()));
        var one = CaseNumber.IdOf(await weeks.FormAsync(branch: Organisation.Sister));
        var (yes, no) = kind == DatabaseKind.Sqlite ? ("1", "0") : ("TRUE", "FALSE");
        await weeks.WriteAsync($"""UPDATE "Cases" SET "QualityMark" = 'ok', "IsWrong" = {no} WHERE "Id" IN ({string.Join(',', sixty)})""");
        await weeks.WriteAsync($"""UPDATE "Cases" SET "QualityMark" = 'missing_data', "IsWrong" = {yes} WHERE "Id" IN ({string.Join(',', sixty.Take(20).Append(one))})""");
        var quality = await weeks.Database.Get<CellQueries>().QualityAsync(weeks.Campaign, new(2026, 1, 12), await weeks.Organisation.ActorAsync(Role.ExperienceAnalyst), None);
        Assert.Equal([("Agent.HOME", 60, 20, (decimal?)33.3m)], quality.Top.Select(a => (a.Name, a.Count.Marked, a.Count.Wrong, a.Count.Rate)));
        Assert.Equal([("Agent.SISTER", 1, 1, (decimal?)100m)], quality.Apart.Select(a => (a.Name, a.Count.Marked, a.Count.Wrong, a.Count.Rate)));
    }

    [Fact]
    public void The_top_five_go_by_exact_rate_then_by_how_many_were_wrong_then_by_name_and_nobody_without_a_wrong_form_is_among_them()
    {
        (string Name, MarkCount Count)[] people = [("f", new(60, 20)), ("e", new(6, 2)), ("a", new(1, 1)), ("d", new(6, 2)), ("c", new(1_000, 333)), ("b", new(50, 0)), ("g", new(5, 5)), ("h", new(7, 1)), ("i", new(8, 1)), ("j", new(4, 4))];
        var (top, apart) = CellRanking.Of(people, p => p.Count, p => p.Name, 5);
        Assert.Equal(["g", "f", "d", "e", "c"], top.Select(p => p.Name));
        Assert.Equal(["j", "a"], apart.Select(p => p.Name));
    }

    [Theory, OnEveryDatabase]
    public async Task Causes_are_ranked_by_repeat_contacts_of_the_week_with_the_trend_of_twelve(DatabaseKind kind)
    {
        await using var weeks = await CellWeeks.CreateAsync(kind, new(1), 0);
        var random = Counts.Seeded(output);
        var monday = new DateOnly(2026, 1, 19);
        var start = new DateTime(2026, 1, 19, 5, 0, 0, DateTimeKind.Utc);        // midnight in Bogotá
        List<(DateTime At, string? Cause, bool Repeat)> contacts = [(start, "C", true), (start.AddMilliseconds(-1), "C", true), (start.AddDays(7).AddMilliseconds(-1), "C", true), (start.AddDays(7), "C", true), (start.AddDays(1), null, true), (start.AddDays(-77), "A", true), (start.AddDays(-77).AddMilliseconds(-1), "A", true)];
        for (var i = 0; i < 300; i++)
            contacts.Add((start.AddMinutes(random.Next(-90 * 1_440, 9 * 1_440)), random.Next(8) == 0 ? null : $"{(char)('A' + random.Next(9))}", random.Next(3) == 0));
        await weeks.Database.CommitAsync(db =>
        {
            foreach (var (i, c) in contacts.Index())
            {
                var made = new LoggedContact { CampaignId = weeks.Campaign.Id, ExternalId = $"x{i}", Account = "88", At = c.At, RecordedAt = c.At, Channel = "phone", Cause = c.Cause };
                made.Take(new(false, c.Repeat, 1, c.Repeat ? 2 : 1));
                db.Contacts.Add(made);
            }
        });
        var quality = await weeks.Database.Get<CellQueries>().QualityAsync(weeks.Campaign, monday, await weeks.Organisation.ActorAsync(Role.RegionalSupervisor), None);
        (int, int) Of(string? cause, int back) => (contacts.Count(c => c.Cause == cause && c.At >= start.AddDays(-7 * back) && c.At < start.AddDays(7 - (7 * back))), contacts.Count(c => c.Repeat && c.Cause == cause && c.At >= start.AddDays(-7 * back) && c.At < start.AddDays(7 - (7 * back))));
        foreach (var cause in contacts.Select(c => c.Cause).Distinct())
            Assert.Equal(Enumerable.Range(0, 12).Select(i => Of(cause, 11 - i)), quality.Trends.Single(t => t.Cause == cause).Weeks);
        Assert.Equal(quality.Trends.OrderByDescending(t => t.Repeats), quality.Trends);
        Assert.Equal((new DateOnly(2025, 11, 3), monday, 12), (quality.Weeks[0], quality.Weeks[^1], quality.All.Count));
    }

    [Theory]
    [InlineData("2026-01-19T12:00", "2026-01-18", "2026-01-12")]
    [InlineData("2026-01-19T11:59", "2026-01-17", "2026-01-05")]
    [InlineData("2026-01-21T12:00", "2026-01-20", "2026-01-12")]
    [InlineData("2026-01-26T04:30", "2026-01-24", "2026-01-12")]
    public void A_day_is_told_at_seven_of_the_next_one_and_a_week_at_seven_of_its_monday_in_the_campaigns_zone(string utc, string day, string week)
    {
        var clock = new FakeClock();
        clock.Jump(DateTime.SpecifyKind(DateTime.Parse(utc, System.Globalization.CultureInfo.InvariantCulture), DateTimeKind.Utc) - clock.UtcNow);
        var time = new CampaignTime(TimeZoneInfo.FindSystemTimeZoneById("America/Bogota"), clock);
        Assert.Equal((day, week), ($"{CellHour.LastDay(time):yyyy-MM-dd}", $"{CellHour.LastWeek(time):yyyy-MM-dd}"));
    }

    private static void Compare(List<RawForm> rows, IReadOnlyList<CellGroup> groups) =>
        Assert.Equal(rows.GroupBy(r => (r.Cause, r.State, r.Area)).Select(g => $"{g.Key} {RawForm.Count(g)}").Order(), groups.Select(g => $"{(g.Cause!, g.State?.ToString(), g.Area)} {RawForm.Count(g.Count)}").Order());

    private static void Compare(List<RawForm> all, CellWeek week, DateOnly monday, DateTime now)
    {
        var rows = all.Where(r => r.On >= monday && r.On <= monday.AddDays(6)).ToList();
        Compare(rows, week.Groups);
        string Of(IEnumerable<RawForm> asked)
        {
            var own = asked.ToList();
            return $"{own.Count} {own.Count(r => r.AnsweredAt <= r.DueAt)} {own.Count(r => r.AnsweredAt > r.DueAt)} {own.Count(r => r.AnsweredAt is null && r.State != "Open")} {own.Count(r => r.AnsweredAt is null && r.State == "Open" && r.DueAt >= now)} {own.Count(r => r.AnsweredAt is null && r.State == "Open" && r.DueAt < now)}";
        }

        static string Said(CellAnswers a) => $"{a.Asked} {a.InTime} {a.Late} {a.Returned} {a.Waiting} {a.Overdue}";
        var asked = rows.Where(r => r.State is not null).ToList();
        Assert.Equal(asked.GroupBy(r => r.Area!).Select(g => $"{g.Key} {Of(g)}").Order(), week.Areas.Select(a => $"{a.Key} {Said(a.Value)}").Order());
        Assert.Equal(Of(asked), Said(week.Answers));
        Assert.Equal(asked.Where(r => r.AnsweredAt is null && r.State == "Open" && r.DueAt < now).OrderBy(r => r.DueAt).ThenBy(r => r.Id).Select(r => (CaseNumber.Of(r.Id), r.Cause, r.Area!, r.DueAt!.Value)), week.Alarms.Select(a => (a.Number, a.Cause!, a.Area!, a.DueAt)));
        var done = rows.Where(r => r.EndedOn is not null).ToList();
        int Days(RawForm r) => Enumerable.Range(1, Math.Max(0, r.EndedOn!.Value.DayNumber - r.On.DayNumber)).Select(i => r.On.AddDays(i)).Count(d => d.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday));        // no holiday in Colombia after 12 January until 23 March
        Assert.Equal((done.Count, done.Sum(Days)), (week.Completed, week.Days));
    }

    private static async Task CompareAsync(List<RawForm> marked, CellQuality quality, CellWeeks weeks, Actor actor, bool follow)
    {
        Assert.Equal((marked.Count, marked.Count(r => r.IsWrong)), (quality.Total.Marked, quality.Total.Wrong));
        var names = await weeks.Database.ReadAsync(db => db.Users.ToDictionaryAsync(u => u.Id, u => u.Name));
        var people = marked.GroupBy(r => r.By!.Value).Select(g => (Name: names[g.Key], Marked: g.Count(), Wrong: g.Count(r => r.IsWrong))).Where(p => p.Wrong > 0).OrderByDescending(p => (double)p.Wrong / p.Marked).ThenByDescending(p => p.Wrong).ThenBy(p => p.Name, StringComparer.Ordinal).ToList();
        Assert.Equal(people.Where(p => p.Marked >= 5).Take(5), quality.Top.Select(a => (a.Name, a.Count.Marked, a.Count.Wrong)));
        Assert.Equal(people.Where(p => p.Marked < 5), quality.Apart.Select(a => (a.Name, a.Count.Marked, a.Count.Wrong)));
        if (!follow)
            return;
        foreach (var agent in quality.Top.Concat(quality.Apart))
        {
            var tree = CellList.Of(quality.Week, quality.LastDay, CellList.By(agent), CellList.Wrong(weeks.Campaign.Settings.Cell));
            Assert.Equal(marked.Where(r => r.By == agent.Id && r.IsWrong).Select(r => r.Id).Order(), await ListedAsync(weeks, tree!, actor));
        }
    }

    /// <summary>Every cell of both pivots, and every total, leads to exactly the cases that are in it.</summary>
    private static async Task FollowAsync(CellWeeks weeks, List<RawForm> rows, CellDay figures, Actor actor)
    {
        var (cell, day) = (weeks.Campaign.Settings.Cell, figures.Day);
        List<(FilterNode?[] Narrower, Func<RawForm, bool> Is)> all = [([], _ => true), ([CellList.Escalated], r => r.State is not null), ([CellList.Pending], r => r.IsOpen)];
        foreach (var cause in figures.Groups.Select(g => g.Cause).Distinct())
        {
            all.Add(([CellList.Cause(cause, cell)], r => r.Cause == cause));
            all.AddRange(CellPaper.States.Select(s => (new FilterNode?[] { CellList.Cause(cause, cell), CellList.State(s) }, (Func<RawForm, bool>)(r => r.Cause == cause && r.State == s?.ToString()))));
            all.AddRange(figures.Groups.Select(g => g.Area).Distinct().Select(a => (new FilterNode?[] { CellList.Cause(cause, cell), CellList.Area(a, cell) }, (Func<RawForm, bool>)(r => r.Cause == cause && r.Area == a))));
        }

        foreach (var (narrower, isIn) in all)
            Assert.Equal(rows.Where(isIn).Select(r => r.Id).Order(), await ListedAsync(weeks, CellList.Of(day, day, narrower)!, actor));
    }

    private static async Task<IEnumerable<long>> ListedAsync(CellWeeks weeks, FilterNode tree, Actor actor) =>
        (await weeks.Database.Get<CaseQueries>().IdsAsync(new(weeks.Campaign.Id) { Filter = tree }, int.MaxValue, TimeSpan.FromMinutes(1), actor, None)).Order();
}
