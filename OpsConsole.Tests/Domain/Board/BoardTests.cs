using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpsConsole.Domain.Board;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;
using OpsConsole.Tests.Support;
using Xunit;
using Xunit.Abstractions;

namespace OpsConsole.Tests.Domain.Board;

/// <summary>The figures of the board against plain SQL, written from the decisions alone (docs/rules.md, "Counters", "Board").</summary>
public sealed class BoardTests(ITestOutputHelper output)
{
    private const string Counted = """ NOT c."IsRemoved" AND c."MergedIntoId" IS NULL AND (c."IsAlert" OR c."CampaignId" IN (SELECT k."Id" FROM "Campaigns" k WHERE k."Kind" <> 0)) """;

    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly TimeZoneInfo Lima = TimeZoneInfo.FindSystemTimeZoneById("America/Lima");

    /// <summary>{0} now, {1} 24 hours on, {2} today, {3} this week, {4} last week.</summary>
    private static readonly Dictionary<FigureKind, string> Sql = new()
    {
        [FigureKind.Open] = """ c."Status" <> 5 """,
        [FigureKind.Unmanaged] = """ c."Status" = 0 """,
        [FigureKind.DueSoon] = """ c."Status" <> 5 AND c."DueAt" >= {0} AND c."DueAt" < {1} """,
        [FigureKind.Overdue] = """ c."Status" <> 5 AND c."DueAt" < {0} """,
        [FigureKind.CompletedToday] = """ c."Status" = 5 AND c."CompletedAt" >= {2} """,
        [FigureKind.Decided] = """ ((c."Status" = 5 AND c."CompletedAt" >= {3} AND c."DueAt" IS NOT NULL) OR (c."Status" <> 5 AND c."DueAt" >= {3} AND c."DueAt" < {0})) """,
        [FigureKind.DecidedLastWeek] = """ ((c."Status" = 5 AND c."CompletedAt" >= {4} AND c."CompletedAt" < {3} AND c."DueAt" IS NOT NULL) OR (c."Status" <> 5 AND c."DueAt" >= {4} AND c."DueAt" < {3})) """,
        [FigureKind.Contacted] = """ (c."Status" <> 5 OR c."CompletedAt" >= {3}) AND (SELECT MIN(a."At") FROM "Attempts" a WHERE a."CaseId" = c."Id") >= {3} """,
        [FigureKind.Completed] = """ c."Status" = 5 AND c."CompletedAt" >= {3} """,
    };

    private const string Met = """ c."Status" = 5 AND c."CompletedAt" >= {3} AND c."CompletedAt" <= c."DueAt" """;

    [Theory, OnEveryDatabase]
    public async Task After_any_sequence_of_changes_each_figure_equals_a_fresh_count_and_the_rows_behind_it(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var organisation = await Organisation.CreateAsync(database);
        await using var other = kind == DatabaseKind.PostgreSql ? database.Another() : null;
        ServiceProvider[] nodes = other is null ? [database.Services] : [database.Services, other];
        var (random, world) = (Counts.Seeded(output), await World.CreateAsync(database, organisation));
        var changed = 0;
        for (var i = 0; i < Counts.Of(5_000); i++)
        {
            changed += await world.ChangeAsync(nodes[random.Next(nodes.Length)], random) is Outcome.Done ? 1 : 0;
            if (i % 25 != 24)
                continue;
            foreach (var node in nodes)
                foreach (var actor in world.Readers)
                    await CompareAsync(database, node, actor, i % 100 == 99);
        }
        output.WriteLine($"{changed} changes");
        Assert.True(changed > Counts.Of(5_000) / 4, $"only {changed} changes came about");
    }

    [Theory, OnEveryDatabase]
    public async Task A_deadline_that_passes_moves_a_case_with_no_write(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var organisation = await Organisation.CreateAsync(database);
        var analyst = await organisation.ActorAsync(Role.ExperienceAnalyst);
        await organisation.AlertAsync(receivedAt: database.Clock.UtcNow.AddDays(-3).AddHours(25));
        foreach (var (hours, open, soon, overdue) in new[] { (0, 1, 0, 0), (1.001, 1, 1, 0), (24, 1, 0, 1) })
        {
            database.Clock.Advance(TimeSpan.FromHours(hours));
            var now = (await database.Get<BoardQueries>().ReadAsync(new(), Lima, analyst, None)).Total;
            Assert.Equal((open, soon, overdue), (now.Open, now.DueSoon, now.Overdue));
        }
    }

    [Theory, OnEveryDatabase]
    public async Task Two_hundred_viewers_of_one_board_cost_what_one_does(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var organisation = await Organisation.CreateAsync(database);
        var number = await organisation.AlertAsync();
        var head = await organisation.ActorAsync(Role.BranchHead);
        var board = database.Get<BoardQueries>();
        await board.ReadAsync(new(), Lima, head, None, 1);
        await database.Get<CaseDesk>().OpenAsync(number, head, None);
        database.Clock.Advance(TimeSpan.FromSeconds(1));
        using var log = new Filters.StatementLog(database.Connection);
        var seen = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => board.ReadAsync(new(), Lima, head, None, 2)));
        Assert.All(seen, view => Assert.Same(seen[0], view));
        Assert.Equal(0, seen[0].Total.Unmanaged);
        Assert.InRange(log.Statements.Count, 1, 12);
    }

    [Theory, OnEveryDatabase]
    public async Task The_rows_of_a_figure_come_page_by_page_each_once(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var organisation = await Organisation.CreateAsync(database);
        var analyst = await organisation.ActorAsync(Role.ExperienceAnalyst);
        var made = Enumerable.Range(0, (2 * BoardQueries.PageSize) + 10).Select(i => organisation.Alert(receivedAt: database.Clock.UtcNow.AddHours(-(i % 40)))).ToList();
        await database.CommitAsync(db =>
        {
            db.Cases.AddRange(made);
            db.CaseEvents.AddRange(made.SelectMany(one => one.Log));
        });
        List<long> found = [];
        string? from = null;
        do
        {
            var page = await database.Get<BoardQueries>().ListAsync(new(FigureKind.Open), Lima, from, analyst, None);
            Assert.Equal(made.Count, page.Total);
            found.AddRange(page.Rows.Select(r => r.Id));
            from = page.Next;
        }
        while (from is not null);
        Assert.Equal(made.OrderBy(c => c.DueAt).ThenBy(c => c.Id).Select(c => c.Id), found);
    }

    private static async Task CompareAsync(TestDatabase database, ServiceProvider node, Actor actor, bool withRows)
    {
        var board = await node.GetRequiredService<BoardQueries>().ReadAsync(new(), Lima, actor, None);
        var local = database.Clock.UtcNow.AddHours(-5);
        var monday = local.Date.AddDays(-(((int)local.DayOfWeek + 6) % 7));
        object[] times = [database.Clock.UtcNow, database.Clock.UtcNow.AddHours(24), Utc(local.Date), Utc(monday), Utc(monday.AddDays(-7))];
        var reach = actor.Role == Role.ExperienceAnalyst ? "1 = 1" : $"""(c."BranchId" IN ({string.Join(',', actor.BranchIds)}) OR EXISTS (SELECT 1 FROM "CaseShares" s WHERE s."CaseId" = c."Id" AND s."UserId" = {actor.Id}))""";
        Task<int> Count(string figure, int? branch)
        {
            var sql = $"""SELECT CAST(COUNT(*) AS int) AS "Value" FROM "Cases" c WHERE {Counted} AND {reach} AND {figure} {(branch is { } id ? $"""AND c."BranchId" = {id}""" : "")}""";
            return database.ReadAsync(db => db.Database.SqlQueryRaw<int>(sql, times).SingleAsync());
        }
        foreach (var (kind, sql) in Sql)
        {
            Assert.Equal((kind, await Count(sql, null)), (kind, Of(kind, board.Total)));
            if (!withRows)
                continue;
            Assert.Equal((kind, await Count(sql, null)), (kind, (await node.GetRequiredService<BoardQueries>().ListAsync(new(kind), Lima, null, actor, None)).Total));
            foreach (var branch in board.Branches)
                Assert.Equal((kind, branch.Code, await Count(sql, branch.Id)), (kind, branch.Code, Of(kind, branch.Figures)));
        }
        Assert.Equal(await Count(Met, null), board.Total.Met);
        Assert.Equal(board.Total.Open, board.Branches.Sum(b => b.People.Sum(p => p.Figures.Open)));
        Assert.Equal(board.Regions.Count, board.Regions.DistinctBy(r => r.Id).Count());
        Assert.Equal(board.Total.Open, board.Campaigns.Sum(c => c.Figures.Open));
        var days = ((int)local.DayOfWeek + 6) % 7;
        Assert.Equal(board.Total.Decided, board.Trend.Decided.TakeLast(days + 1).Sum());
    }

    private static DateTime Utc(DateTime local) => DateTime.SpecifyKind(local.AddHours(5), DateTimeKind.Utc);

    private static int Of(FigureKind kind, Figures f) => kind switch
    {
        FigureKind.Open => f.Open,
        FigureKind.Unmanaged => f.Unmanaged,
        FigureKind.DueSoon => f.DueSoon,
        FigureKind.Overdue => f.Overdue,
        FigureKind.CompletedToday => f.CompletedToday,
        FigureKind.Decided => f.Decided,
        FigureKind.DecidedLastWeek => f.DecidedBefore,
        FigureKind.Contacted => f.Contacted,
        FigureKind.Completed => f.Completed,
    };
}
