using System.Globalization;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Board;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Filters;
using OpsConsole.Domain.Guides;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;
using OpsConsole.Domain.Retention;
using OpsConsole.Tests.Support;
using OpsConsole.Web.Reports;
using Xunit;
using Xunit.Abstractions;

namespace OpsConsole.Tests.Domain.Retention;

/// <summary>Issue 6: retained of the decided, by motive, agent, line and day, and what the benefits cost (docs/rules.md, "Retention figures").</summary>
public sealed class RetentionFiguresTests(ITestOutputHelper output)
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory, OnEveryDatabase]
    public async Task The_figures_of_each_person_equal_what_is_counted_from_the_rows_by_hand_and_each_leads_to_as_many_cases(DatabaseKind kind)
    {
        await using var month = await RetentionMonth.CreateAsync(kind, Counts.Seeded(output), Math.Max(60, Counts.Of(400)));
        for (var i = 0; i < 6; i++)         // chance may leave something out
            await month.DisposedAsync($"80{i}", Organisation.Home, "GPON", "retenido", "descuento_cbm", 10 + i, 1 + (i % 3));
        await month.DisposedAsync("810", Organisation.Far, "", "no_aplica", "queja_duplicada");
        await month.WriteAsync("""UPDATE "Cases" SET "DispositionPath" = '["no_contesta_derivado_a_n1","no_contesta"]' WHERE "ExternalId" = '810'""");
        await month.DisposedAsync("811", Organisation.Sister, "DTH", "pendiente", "volver_a_llamar");
        var (queries, today) = (month.Database.Get<RetentionQueries>(), CampaignTime.Of(month.Campaign, month.Database.Clock).Today);
        (Role Role, string Branch, string[]? Sees)[] readers =
        [
            (Role.Agent, Organisation.Home, [Organisation.Home]), (Role.BranchHead, Organisation.Far, [Organisation.Far]), (Role.RegionalSupervisor, Organisation.Home, [Organisation.Home, Organisation.Sister]),
            (Role.BackOffice, Organisation.Home, null), (Role.ExperienceAnalyst, Organisation.Home, null), (Role.Administrator, Organisation.Home, null),
        ];
        RetentionPeriod[] periods = [new(RetentionMonth.First, today), new(RetentionMonth.First.AddDays(3), RetentionMonth.First.AddDays(9)), new(RetentionMonth.First.AddDays(5), RetentionMonth.First.AddDays(5)), new(RetentionMonth.First.AddDays(-40), RetentionMonth.First.AddDays(-1))];
        foreach (var (role, branch, sees) in readers)
        {
            var (actor, all) = (await month.Organisation.ActorAsync(role, branch), await month.RowsAsync(sees));
            foreach (var period in periods)
            {
                var rows = all.Where(r => r.On >= period.From && r.On <= period.To).ToList();
                var figures = await queries.ReadAsync(month.Campaign, period, actor, None);
                Compare(rows, figures, period);
                if (role is Role.RegionalSupervisor)
                    await FollowAsync(month, figures, actor);
            }
        }

        var whole = await month.RowsAsync();
        Assert.True(whole.Count(r => r.Percentage is not null) > 5 && whole.Any(r => r.State == "no_contesta_derivado_a_n1") && whole.Any(r => r is { State: "pendiente", IsOpen: true }) && whole.Any(r => r.Line.Length == 0));
    }

    [Theory, OnEveryDatabase]
    public async Task A_disposition_at_half_past_eleven_at_night_counts_for_that_day_and_an_undone_one_for_none(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var organisation = await Organisation.CreateAsync(database);
        await organisation.RetentionAsync();
        var month = await RetentionMonth.InAsync(database, organisation, new(1), 0);
        var (campaign, analyst) = (organisation.Retention!, await organisation.ActorAsync(Role.ExperienceAnalyst));
        database.Clock.Jump(new DateTime(2026, 2, 1, 4, 30, 0, DateTimeKind.Utc) - database.Clock.UtcNow);        // 31 January, 23:30 in Guayaquil
        await month.DisposedAsync("1", Organisation.Home, "GPON", "retenido", "descuento_cbm", 35, 2);
        database.Clock.Jump(TimeSpan.FromMinutes(31));
        var second = await month.DisposedAsync("2", Organisation.Home, "GPON", "retiro_en_proceso", "entregara_equipo_en_cis");
        var read = (RetentionPeriod period) => database.Get<RetentionQueries>().ReadAsync(campaign, period, analyst, None);
        var (january, february) = (new RetentionPeriod(new(2026, 1, 31), new(2026, 1, 31)), RetentionPeriod.Of(null, null, CampaignTime.Of(campaign, database.Clock).Today).Period);
        Assert.Equal(new(new(2026, 2, 1), new(2026, 2, 1)), february);
        Assert.Equal((1, 1, 0.7m, (decimal?)100m), ((await read(january)).Total.Decided, (await read(january)).Total.Retained, (await read(january)).Total.DiscountMonths, (await read(january)).Total.Rate));
        Assert.Equal((1, 0, (decimal?)0m), ((await read(february)).Total.Decided, (await read(february)).Total.Retained, (await read(february)).Total.Rate));
        Assert.IsAssignableFrom<Outcome.Done>(await database.Get<CaseDesk>().UndoAsync(second, await organisation.ActorAsync(Role.Agent), None));
        var nothing = await read(february);
        Assert.Equal((0, (decimal?)null, 0, 1), (nothing.Total.Cases, nothing.Total.Rate, nothing.Motives.Count, nothing.Days.Count));
        await month.DisposeAsync(second, "2", Organisation.Home, "retenido", "descuento_cbm", 50, 3);
        Assert.Equal((1, 1.5m, 3), ((await read(february)).Total.Retained, (await read(february)).Total.DiscountMonths, (await read(february)).Total.Months));
    }

    [Theory, OnEveryDatabase]
    public async Task The_board_says_today_and_this_week_of_the_campaigns_in_sight_and_two_hundred_windows_cost_what_one_does(DatabaseKind kind)
    {
        await using var month = await RetentionMonth.CreateAsync(kind, Counts.Seeded(output), 60);
        var database = month.Database;
        await month.DisposedAsync("90", Organisation.Home, "GPON", "retenido", "descuento_cbm", 25, 3);
        await month.DisposedAsync("91", Organisation.Far, "DTH", "retiro_en_proceso", "entregara_equipo_en_cis");
        var today = CampaignTime.Of(month.Campaign, database.Clock).Today;
        var monday = today.AddDays(-(((int)today.DayOfWeek + 6) % 7));
        foreach (var (role, region, sees) in new (Role, string?, string[]?)[] { (Role.ExperienceAnalyst, null, null), (Role.ExperienceAnalyst, "SOUTH", [Organisation.Far]), (Role.BranchHead, null, [Organisation.Home]), (Role.RegionalSupervisor, "NORTH", [Organisation.Home, Organisation.Sister]) })
        {
            var scope = new BoardScope(RegionId: region is null ? null : month.Organisation.Regions[region].Id);
            var card = Assert.Single(await database.Get<RetentionQueries>().BoardAsync(scope, await month.Organisation.ActorAsync(role), None));
            var rows = await month.RowsAsync(sees);
            Assert.Equal((RawCount.Of(rows.Where(r => r.On == today)), RawCount.Of(rows.Where(r => r.On >= monday && r.On <= today))), (Plain(card.Today, rows.Where(r => r.On == today)), Plain(card.Week, rows.Where(r => r.On >= monday && r.On <= today))));
        }

        var analyst = await month.Organisation.ActorAsync(Role.ExperienceAnalyst);
        Assert.Empty(await database.Get<RetentionQueries>().BoardAsync(new(CampaignId: month.Organisation.Campaign.Id), analyst, None));
        var last = await database.ReadAsync(db => db.CaseEvents.MaxAsync(e => e.Sequence));
        using var log = new Filters.StatementLog(database.Connection);
        var seen = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => database.Get<RetentionQueries>().BoardAsync(new(), analyst, None, last)));
        Assert.All(seen, cards => Assert.Same(seen[0], cards));
        Assert.Equal(2, log.Statements.Count);      // the campaigns, and one for all their figures
    }

    [Theory, OnEveryDatabase]
    public async Task A_code_that_the_catalogue_no_longer_has_keeps_its_meaning_and_leads_nowhere(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var organisation = await Organisation.CreateAsync(database);
        await organisation.RetentionAsync();
        var month = await RetentionMonth.InAsync(database, organisation, new(1), 0);
        await month.DisposedAsync("1", Organisation.Home, "GPON", "retenido", "descuento_cbm", 50, 1);
        await month.DisposedAsync("2", Organisation.Home, "GPON", "retiro_en_proceso", "entregara_equipo_en_cis");
        await month.DisposedAsync("3", Organisation.Home, "GPON", "no_aplica", "queja_duplicada");
        await month.WriteAsync("""UPDATE "Cases" SET "DispositionPath" = '["inventado","motivo"]' WHERE "DispositionPath" LIKE '["no_aplica",%'""");
        var campaign = organisation.Retention!;
        var now = campaign.Settings.Retention;
        var later = now with { States = [.. now.States.Where(s => s.Code is not ("retiro_en_proceso" or "retenido_seguimiento")).Select(s => s.Code == "retenido" ? s with { Motives = [.. s.Motives.Where(m => m.Code != "descuento_cbm")] } : s)] };
        campaign.Settings = campaign.Settings with { Retention = later };
        var today = CampaignTime.Of(campaign, database.Clock).Today;
        var figures = await database.Get<RetentionQueries>().ReadAsync(campaign, new(today, today), await organisation.ActorAsync(Role.ExperienceAnalyst), None);
        Assert.Equal((1, 1, 1, (decimal?)50m), (figures.Total.Retained, figures.Total.Withdrawn, figures.Total.Others, figures.Total.Rate));
        Assert.Equal([("inventado", "motivo", false), ("RETENIDO", "DESCUENTO CBM", false), ("RETIRO EN PROCESO", "ENTREGARÁ EQUIPO EN CIS", false)], figures.Motives.Select(m => (m.StateLabel, m.Label, m.IsCurrent)).OrderBy(m => m.StateLabel, StringComparer.OrdinalIgnoreCase));
        Assert.All(figures.Motives, m => Assert.Null(RetentionList.Of(RetentionFigure.Cases, m, figures)));
        Assert.Null(RetentionList.Of(RetentionFigure.Decided, figures.Total, figures, later));
        Assert.NotNull(RetentionList.Of(RetentionFigure.Retained, figures.Total, figures, later));

        var past = new CatalogueGuide(now.ComplaintType, [.. now.States, new("inventado", "INVENTADO", true, [new("motivo", "MOTIVO", Motive.Attended, 1)], RetentionResult.Withdrawn)]);
        await database.CommitAsync(db => db.Guides.Add(new() { CampaignId = campaign.Id, Kind = GuideKind.Catalogue, Number = 1, Content = past.Write(), At = database.Clock.UtcNow }));
        figures = await database.Get<RetentionQueries>().ReadAsync(campaign, new(today, today), await organisation.ActorAsync(Role.ExperienceAnalyst), None);
        Assert.Equal((1, 2, 0), (figures.Total.Retained, figures.Total.Withdrawn, figures.Total.Others));
        Assert.Contains(("INVENTADO", "MOTIVO"), figures.Motives.Select(m => (m.StateLabel, m.Label)));
    }

    [Theory]
    [InlineData(null, null, "2026-02-10", "2026-02-01 2026-02-10")]
    [InlineData(null, "2026-01-20", "2026-02-10", "2026-01-01 2026-01-20")]
    [InlineData("2026-02-03", null, "2026-02-10", "2026-02-03 2026-02-10")]
    [InlineData("2026-02-03", "2026-12-31", "2026-02-10", "2026-02-03 2026-02-10")]
    [InlineData("2025-02-10", "2026-02-10", "2026-02-10", "2025-02-10 2026-02-10")]
    [InlineData("2025-02-09", "2026-02-10", "2026-02-10", "report.period_too_long from")]
    [InlineData("2026-02-03", "2026-02-02", "2026-02-10", "report.period_reversed to")]
    [InlineData("2026-02-11", null, "2026-02-10", "report.period_ahead from")]
    public void A_period_is_this_month_so_far_unless_it_is_said_and_never_reaches_beyond_today(string? from, string? to, string today, string expected)
    {
        static DateOnly? Day(string? text) => text is null ? null : DateOnly.Parse(text, CultureInfo.InvariantCulture);
        var (period, wrong) = RetentionPeriod.Of(Day(from), Day(to), Day(today)!.Value);
        Assert.Equal(expected, wrong is null ? $"{period.From:yyyy-MM-dd} {period.To:yyyy-MM-dd}" : $"{wrong.Code} {wrong.Field}");
    }

    private static void Compare(List<Raw> rows, RetentionFigures figures, RetentionPeriod period)
    {
        Assert.Equal(RawCount.Of(rows), RawCount.Of(figures.Total));
        bool Counts(Raw row) => row.State != "pendiente" || row.IsOpen;
        Assert.Equal(rows.Where(Counts).GroupBy(r => $"{r.State}/{r.Motive}").Select(g => $"{g.Key} {RawCount.Of(g)}").Order(), figures.Motives.Select(m => $"{m.State}/{m.Code} {RawCount.Of(m.Count)}").Order());
        Assert.Equal(rows.Where(Counts).GroupBy(r => r.By).Select(g => $"{g.Key} {RawCount.Of(g)}").Order(), figures.Agents.Select(a => $"{a.Id} {RawCount.Of(a.Count)}").Order());
        Assert.Equal(rows.Where(Counts).GroupBy(r => r.Line).Select(g => $"{g.Key} {RawCount.Of(g)}").Order(), figures.Lines.Select(l => $"{l.Name?.ToUpperInvariant()} {RawCount.Of(l.Count)}").Order());
        Assert.Equal(Enumerable.Range(0, period.Days).Select(i => period.From.AddDays(i)).Select(day => $"{day:O} {RawCount.Of(rows.Where(r => r.On == day))}"), figures.Days.Select(d => $"{d.Day:O} {RawCount.Of(d.Count)}"));
        Assert.Equal(figures.Motives.Select(m => m.Count.Cases).OrderDescending(), figures.Motives.Select(m => m.Count.Cases));
        Assert.Equal(figures.Agents.OrderByDescending(a => a.Count.Decided).ThenByDescending(a => a.Count.Cases).ThenBy(a => a.Name, StringComparer.Ordinal), figures.Agents);
    }

    /// <summary>Every figure that leads somewhere leads to as many cases as it says.</summary>
    private static async Task FollowAsync(RetentionMonth month, RetentionFigures figures, Actor actor)
    {
        var cases = month.Database.Get<CaseQueries>();
        List<(string What, int Count, FilterNode? Tree)> all = [];
        foreach (var figure in Enum.GetValues<RetentionFigure>().Where(f => f != RetentionFigure.Cases))
        {
            FilterNode? Of(RetentionCount count, params FilterNode[] narrower) => RetentionList.Of(figure, count, figures, month.Campaign.Settings.Retention, narrower);
            all.Add(($"{figure}", RetentionList.CountOf(figure, figures.Total), Of(figures.Total)));
            all.AddRange(figures.Agents.Select(a => ($"{figure} {a.Name}", RetentionList.CountOf(figure, a.Count), Of(a.Count, RetentionList.By(a)))));
            all.AddRange(figures.Lines.Select(l => ($"{figure} {l.Name}", RetentionList.CountOf(figure, l.Count), Of(l.Count, RetentionList.Of(l)))));
            all.AddRange(figures.Days.Select(d => ($"{figure} {d.Day}", RetentionList.CountOf(figure, d.Count), Of(d.Count, RetentionList.On(d)))));
        }

        foreach (var figure in new[] { RetentionFigure.Cases, RetentionFigure.Benefits })
            all.AddRange(figures.Motives.Select(m => ($"{figure} {m.State} {m.Code}", RetentionList.CountOf(figure, m.Count), RetentionList.Of(figure, m, figures))));
        foreach (var (what, count, tree) in all)
        {
            Assert.True(count == 0 == tree is null, what);
            if (tree is not null)
                Assert.Equal((what, count), (what, await cases.CountAsync(new(month.Campaign.Id) { Filter = tree }, actor, None)));
        }
    }

    /// <summary>The board does not say months: they are taken over.</summary>
    private static string Plain(RetentionCount count, IEnumerable<Raw> rows) => RawCount.Of(count with { Months = rows.Sum(r => r.Months) });
}
