using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using OpsConsole.Domain.Board;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.People;
using OpsConsole.Tests.Support;
using OpsConsole.Web.Account;
using OpsConsole.Web.Hosting;
using Xunit;
using Xunit.Abstractions;

namespace OpsConsole.Tests.Faults;

/// <summary>The figures of consoles that share nothing but the database, changed by REST at both of them at once: each counts what plain SQL counts and lists that many rows (issue 5, line 3).</summary>
[Collection(Alone.Name)]
public sealed class BoardProcessTests(ITestOutputHelper log)
{
    private const int Between = 50;

    /// <summary>A branch whose cases are all elsewhere by now may be said or not.</summary>
    private const string Nothing = "0 0 0 0 0 - -";

    private static readonly TimeZoneInfo Lima = TimeZoneInfo.FindSystemTimeZoneById("America/Lima");
    private static readonly string[] Workers = ["experiencia", "jp.piura", "jp.trujillo", "jp.arequipa", "jp.cusco", "agente1.piura"];

    /// <summary>Who reads: everything, a region, a branch with what is shared with its head.</summary>
    private static readonly string[] Readers = ["experiencia", "supervisor.norte", "jp.piura"];

    private static readonly FigureKind[] Listed = [FigureKind.Open, FigureKind.Unmanaged, FigureKind.DueSoon, FigureKind.Overdue, FigureKind.CompletedToday];

    [Fact]
    public async Task After_any_sequence_of_changes_by_two_processes_on_one_PostgreSQL_each_counts_what_the_database_holds()
    {
        var random = Counts.Seeded(log);
        await using var stored = await StoredConsole.CreateAsync(DatabaseKind.PostgreSql, cases: 120);
        await using var first = await Node.StartAsync(stored);
        await using var second = await Node.StartAsync(stored);
        Node[] nodes = [first, second];
        Assert.Equal(201, (await first.Clients[0].PostAsync("campaigns", new { code = "servicio", name = "Servicio", kind = "ServiceCase" })).Status);
        await using var desk = Services(stored);
        var work = new RestWork(await stored.RowsAsync("""SELECT "Id", "IsAlert" FROM "Cases" """, row => ((row.GetInt64(0) + 100_000).ToString(CultureInfo.InvariantCulture), row.GetBoolean(1))));
        var (asked, compared) = (0, 0);
        while (work.Done < Counts.Of(5_000))
        {
            var seeds = nodes.Select(_ => random.Next()).ToList();
            await Task.WhenAll(nodes.Select((node, i) => work.ChangeAsync(node.Clients, new(seeds[i]), Between)));
            asked += nodes.Length * Between;
            foreach (var reader in await ReadersAsync(stored, desk))
            {
                foreach (var node in nodes)
                    compared += await CompareAsync(stored, reader, () => node.FiguresAsync(reader.Name));
                if (asked % 200 == 0)
                    compared += await CompareListsAsync(stored, reader, desk);
            }
        }
        log.WriteLine($"{work.Done} changes of {asked} asked for, {compared} figures equal; {string.Join(", ", work.ByVerb.OrderBy(v => v.Key, StringComparer.Ordinal).Select(v => $"{v.Key} {v.Value}"))}");
        Assert.True(work.ByVerb.Count >= 12, string.Join(", ", work.ByVerb.Keys));
    }

    // Time goes on while they are asked: where a deadline passed in between, it is asked again. So it is where the other process has just shared a case with the reader: this one may remember the reader's rights of before for a while.
    private static async Task<int> CompareAsync(StoredConsole stored, Reader reader, Func<Task<Dictionary<string, string>>> read)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var before = await CountedAsync(stored, reader);
            var figures = await read();
            var after = await CountedAsync(stored, reader);
            if (!Same(before, after) || (reader.Actor.IsBoundToBranches && !Same(before, figures) && TimeProvider.System.GetElapsedTime(began) < 2 * KnownSessions.KeptFor))
                continue;
            Assert.Equal(before.OrderBy(b => b.Key, StringComparer.Ordinal), figures.OrderBy(b => b.Key, StringComparer.Ordinal));
            return figures.Count * 7;
        }
    }

    private static async Task<int> CompareListsAsync(StoredConsole stored, Reader reader, IServiceProvider desk)
    {
        while (true)
        {
            var before = await CountedAsync(stored, reader);
            var lists = new List<int>();
            foreach (var kind in Listed)
                lists.Add((await desk.GetRequiredService<BoardQueries>().ListAsync(new(kind), Lima, null, reader.Actor, CancellationToken.None)).Total);
            if (!Same(before, await CountedAsync(stored, reader)))
                continue;
            Assert.Equal(Listed.Select((_, i) => before.Values.Sum(v => int.Parse(v.Split(' ')[i], CultureInfo.InvariantCulture))), lists);
            return lists.Count;
        }
    }

    private static bool Same(Dictionary<string, string> one, Dictionary<string, string> other) => one.Count == other.Count && one.All(pair => other.GetValueOrDefault(pair.Key) == pair.Value);

    /// <summary>By branch: open, unmanaged, due soon, overdue, completed today, met in percent this week and last. Written from the decisions alone.</summary>
    private static Task<Dictionary<string, string>> CountedAsync(StoredConsole stored, Reader reader)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var local = now.AddHours(-5);
        var monday = local.Date.AddDays(-(((int)local.DayOfWeek + 6) % 7));
        string At(DateTime utc) => $"timestamptz '{utc:O}'";
        var (today, week, before) = (At(local.Date.AddHours(5)), At(monday.AddHours(5)), At(monday.AddDays(-7).AddHours(5)));
        string Met(string from, string? until) => $"""COUNT(*) FILTER (WHERE c."Status" = 5 AND c."CompletedAt" >= {from} {(until is null ? "" : $"""AND c."CompletedAt" < {until}""")} AND c."CompletedAt" <= c."DueAt")""";
        string Decided(string from, string until) => $"""COUNT(*) FILTER (WHERE (c."Status" = 5 AND c."CompletedAt" >= {from} {(until == At(now) ? "" : $"""AND c."CompletedAt" < {until}""")} AND c."DueAt" IS NOT NULL) OR (c."Status" <> 5 AND c."DueAt" >= {from} AND c."DueAt" < {until}))""";
        var sql = $"""
            SELECT b."Code", COUNT(*) FILTER (WHERE c."Status" <> 5), COUNT(*) FILTER (WHERE c."Status" = 0),
              COUNT(*) FILTER (WHERE c."Status" <> 5 AND c."DueAt" >= {At(now)} AND c."DueAt" < {At(now.AddHours(24))}),
              COUNT(*) FILTER (WHERE c."Status" <> 5 AND c."DueAt" < {At(now)}),
              COUNT(*) FILTER (WHERE c."Status" = 5 AND c."CompletedAt" >= {today}),
              {Met(week, null)}, {Decided(week, At(now))}, {Met(before, week)}, {Decided(before, week)}
            FROM "Cases" c JOIN "Branches" b ON b."Id" = c."BranchId"
            WHERE NOT c."IsRemoved" AND c."MergedIntoId" IS NULL AND (c."IsAlert" OR c."CampaignId" IN (SELECT k."Id" FROM "Campaigns" k WHERE k."Kind" <> 0)) AND {reader.Reach}
            GROUP BY b."Code"
            """;
        return RowsAsync();

        async Task<Dictionary<string, string>> RowsAsync() => (await stored.RowsAsync(sql, row => (Code: row.GetString(0), Said: Said([.. Enumerable.Range(1, 5).Select(i => row.GetInt64(i))], Percent(row.GetInt64(6), row.GetInt64(7)), Percent(row.GetInt64(8), row.GetInt64(9))))))
            .Where(row => row.Said != Nothing).ToDictionary(row => row.Code, row => row.Said);
    }

    private static decimal? Percent(long met, long decided) => decided == 0 ? null : Math.Round(100m * met / decided, 1, MidpointRounding.AwayFromZero);

    private static string Said(IReadOnlyList<long> counts, decimal? week, decimal? before) =>
        string.Create(CultureInfo.InvariantCulture, $"{string.Join(' ', counts)} {week?.ToString("F1", CultureInfo.InvariantCulture) ?? "-"} {before?.ToString("F1", CultureInfo.InvariantCulture) ?? "-"}");

    private static async Task<List<Reader>> ReadersAsync(StoredConsole stored, IServiceProvider desk)
    {
        var found = new List<Reader>();
        var ids = (await stored.RowsAsync("""SELECT "Name", "Id" FROM "AspNetUsers" """, row => (Name: row.GetString(0), Id: row.GetInt32(1)))).ToDictionary(u => u.Name, u => u.Id);
        foreach (var name in Readers)
        {
            var actor = await desk.GetRequiredService<ActorQueries>().FindAsync(ids[name], null, CancellationToken.None);
            found.Add(new(name, actor!, actor!.Role == Role.ExperienceAnalyst ? "1 = 1"
                : $"""(c."BranchId" IN ({string.Join(',', actor.BranchIds)}) OR EXISTS (SELECT 1 FROM "CaseShares" s WHERE s."CaseId" = c."Id" AND s."UserId" = {actor.Id}))"""));
        }
        return found;
    }

    private static ServiceProvider Services(StoredConsole stored)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddOpsDatabase(DatabaseHosting.PostgreSql, stored.Connection, stored.Folder);
        services.AddDomain();
        return services.BuildServiceProvider();
    }

    private sealed record Reader(string Name, Actor Actor, string Reach);

    /// <summary>One process, and everybody signed in at it.</summary>
    private sealed class Node(ConsoleProcess process, Dictionary<string, ApiClient> people) : IAsyncDisposable
    {
        public IReadOnlyList<ApiClient> Clients { get; } = [.. Workers.Select(name => people[name])];

        public static async Task<Node> StartAsync(StoredConsole stored)
        {
            var process = stored.Process(new Dictionary<string, string> { ["Limits:RequestsPerMinute"] = "1000000" });
            await process.StartAsync();
            var names = Workers.Union(Readers).ToList();
            var clients = await Task.WhenAll(names.Select(name => ApiClient.SignInAsync(process.Address, $"{name}@demo.example")));
            return new(process, names.Zip(clients).ToDictionary());
        }

        public async Task<Dictionary<string, string>> FiguresAsync(string reader)
        {
            var answer = await people[reader].GetAsync("counters?by=branch");
            Assert.Equal(200, answer.Status);
            static decimal? Share(JsonElement value) => value.ValueKind == JsonValueKind.Null ? null : value.GetDecimal();
            return answer.Body.EnumerateArray().ToDictionary(c => c.GetProperty("key").GetString()!, c => Said(
                [.. new[] { "open", "unmanaged", "dueSoon", "overdue", "completedToday" }.Select(name => c.GetProperty(name).GetInt64())], Share(c.GetProperty("metPercent")), Share(c.GetProperty("metPercentLastWeek")))).Where(c => c.Value != Nothing).ToDictionary();
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var client in people.Values)
                client.Dispose();
            await process.DisposeAsync();
        }
    }
}
