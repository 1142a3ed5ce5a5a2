using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Live;
using OpsConsole.Domain.People;
using OpsConsole.Tests.Support;
using OpsConsole.Web.Hosting;
using Xunit;

namespace OpsConsole.Tests.Faults;

/// <summary>The logs cannot be changed quietly: the database refuses, and who goes behind its back is found (docs/rules.md, "Log chain").</summary>
public sealed class LogVerifierTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory, OnEveryDatabase]
    public async Task The_database_itself_refuses_to_change_delete_or_empty_any_of_the_three_logs(DatabaseKind kind)
    {
        await using var database = await FilledAsync(kind);
        var orders = new[] { "UPDATE \"{0}\" SET \"Type\" = 'x'", "DELETE FROM \"{0}\"" }.Concat(kind == DatabaseKind.PostgreSql ? ["TRUNCATE \"{0}\""] : []).ToList();
        foreach (var table in new[] { "CaseEvents", "Audit", "Accesses" })
            foreach (var order in orders)
                Assert.Contains("only grows", (await Assert.ThrowsAnyAsync<Exception>(() => RunAsync(database, order.Replace("{0}", table, StringComparison.Ordinal)))).Message, StringComparison.Ordinal);
        Assert.Empty(await CheckAsync(database, []));
    }

    [Theory, OnEveryDatabase]
    public async Task A_value_that_was_changed_behind_the_consoles_back_is_found_in_every_column(DatabaseKind kind)
    {
        await using var database = await FilledAsync(kind);
        await ForgetTheTriggersAsync(database);
        foreach (var (table, set, back) in new[]
        {
            ("CaseEvents", "\"BranchId\" = \"BranchId\" + 1", "\"BranchId\" = \"BranchId\" - 1"), ("CaseEvents", "\"Data\" = \"Data\" || ' '", null),
            ("Audit", "\"Type\" = 'sign_in.d0ne'", "\"Type\" = 'sign_in.done'"), ("Accesses", "\"ById\" = \"ById\" + 1", "\"ById\" = \"ById\" - 1"),
        })
        {
            await RunAsync(database, $"UPDATE \"{table}\" SET {set} WHERE \"Sequence\" = 2");
            Assert.Contains(new LogFault(table, 2, LogFaultKind.Changed), await CheckAsync(database, []));
            if (back is null)
                continue;
            await RunAsync(database, $"UPDATE \"{table}\" SET {back} WHERE \"Sequence\" = 2");
            Assert.DoesNotContain(await CheckAsync(database, []), f => f.Table == table);
        }
    }

    [Theory, OnEveryDatabase]
    public async Task A_deleted_entry_is_named_and_a_cut_tail_is_missed_by_the_kept_head(DatabaseKind kind)
    {
        await using var database = await FilledAsync(kind);
        using var folder = new TemporaryFolder();
        var keeper = Keeper(database, folder, out var heads);
        Assert.True(await keeper.KeepAsync(None));
        Assert.False(await keeper.KeepAsync(None));     // one a day
        database.Clock.Advance(TimeSpan.FromDays(1));
        Assert.True(await keeper.KeepAsync(None));
        Assert.Empty(await CheckAsync(database, heads.Read()!));

        await ForgetTheTriggersAsync(database);
        await RunAsync(database, "DELETE FROM \"Accesses\" WHERE \"Sequence\" >= 2");
        Assert.Empty(await CheckAsync(database, []));       // the chain alone cannot know
        Assert.Equal([new LogFault("Accesses", 2, LogFaultKind.TailMissing)], await CheckAsync(database, heads.Read()!));
        await RunAsync(database, "DELETE FROM \"CaseEvents\" WHERE \"Sequence\" = 2");
        Assert.Contains(new LogFault("CaseEvents", 2, LogFaultKind.Missing), await CheckAsync(database, []));
    }

    [Fact]
    public async Task A_file_of_heads_that_was_edited_or_lost_a_line_proves_nothing()
    {
        await using var database = await FilledAsync(DatabaseKind.Sqlite);
        using var folder = new TemporaryFolder();
        var keeper = Keeper(database, folder, out var heads);
        for (var day = 0; day < 3; day++)
        {
            Assert.True(await keeper.KeepAsync(None));
            database.Clock.Advance(TimeSpan.FromDays(1));
        }
        var file = folder.File("log-heads/heads.jsonl");
        var lines = await File.ReadAllLinesAsync(file);
        Assert.Equal(9, heads.Read()!.Count);
        await File.WriteAllLinesAsync(file, [lines[0], lines[2]]);
        Assert.Null(heads.Read());
        await File.WriteAllLinesAsync(file, [lines[0].Replace("\"sequence\":3", "\"sequence\":2", StringComparison.Ordinal), lines[1], lines[2]]);
        Assert.Null(heads.Read());
        var said = new List<string>();
        Assert.Equal(1, await new VerifyLogCommand(database.Get<LogVerifier>(), heads).RunAsync(said.Add, None));
        await File.WriteAllLinesAsync(file, lines);
        Assert.Equal(0, await new VerifyLogCommand(database.Get<LogVerifier>(), heads).RunAsync(said.Add, None));
    }

    [Theory, OnEveryDatabase]
    public async Task Entries_hashed_before_campaign_and_branch_were_part_of_them_still_hold(DatabaseKind kind)
    {
        await using var database = await FilledAsync(kind);
        await ForgetTheTriggersAsync(database);
        var log = await database.ReadAsync(db => db.CaseEvents.AsNoTracking().OrderBy(e => e.Sequence).ToListAsync());
        var before = "";
        foreach (var e in log)
        {
            var former = Json.Write(new object?[] { e.Sequence, e.CaseId, e.Version, new DateTimeOffset(e.At).ToUnixTimeMilliseconds(), e.ById, e.Type, e.Data });
            var hash = LogChain.Hash(before, former);
            await RunAsync(database, $"UPDATE \"CaseEvents\" SET \"PrevHash\" = '{before}', \"Hash\" = '{hash}' WHERE \"Sequence\" = {e.Sequence}");
            before = hash;
        }
        Assert.Empty(await CheckAsync(database, []));
    }

    [Theory, OnEveryDatabase]
    public async Task An_address_is_part_of_an_entry_and_those_that_have_none_keep_the_hash_they_had(DatabaseKind kind)
    {
        await using var database = await FilledAsync(kind);
        var organisation = await database.ReadAsync(async db => (Head: await db.Users.SingleAsync(u => u.Role == Role.BranchHead), Case: await db.Cases.OrderBy(c => c.Id).Select(c => c.Id).FirstAsync()));
        var actor = await database.ActorAsync(organisation.Head) with { Origin = "192.0.2.7" };
        Assert.IsAssignableFrom<OpsConsole.Domain.Kernel.Outcome.Done>(await database.Get<CaseDesk>().OpenAsync(CaseNumber.Of(organisation.Case), actor, None));
        await database.Get<CaseHistoryQueries>().FindAsync(CaseNumber.Of(organisation.Case), actor, None);
        await database.Get<AccessLog>().FlushAsync();
        await database.Get<SignInDesk>().SignInAsync("nobody@example.test", "no", None, "192.0.2.7");
        Assert.Empty(await CheckAsync(database, []));
        await ForgetTheTriggersAsync(database);
        foreach (var table in new[] { "CaseEvents", "Audit", "Accesses" })
        {
            foreach (var (sequence, before, after) in new[] { (4, "'192.0.2.7'", "NULL"), (4, "'192.0.2.7'", "'192.0.2.8'"), (1, "NULL", "'192.0.2.7'") })
            {
                await RunAsync(database, $"UPDATE \"{table}\" SET \"Origin\" = {after} WHERE \"Sequence\" = {sequence}");
                Assert.Contains(new LogFault(table, sequence, LogFaultKind.Changed), await CheckAsync(database, []));
                await RunAsync(database, $"UPDATE \"{table}\" SET \"Origin\" = {before} WHERE \"Sequence\" = {sequence}");
                Assert.Empty(await CheckAsync(database, []));
            }
        }
    }

    // Three entries in each log.
    private static async Task<TestDatabase> FilledAsync(DatabaseKind kind)
    {
        var database = await TestDatabase.CreateAsync(kind);
        var organisation = await Organisation.CreateAsync(database);
        var actor = await organisation.ActorAsync(Role.BranchHead);
        for (var i = 0; i < 3; i++)
        {
            var number = await organisation.AlertAsync();
            await database.Get<CaseHistoryQueries>().FindAsync(number, actor, None);
            await database.CommitAsync(db => db.Audit.Add(new() { At = database.Clock.GetUtcNow().UtcDateTime, ById = actor.Id, Type = "sign_in.done", Data = "{}" }));
        }
        await database.Get<AccessLog>().FlushAsync();
        return database;
    }

    private static LogHeadKeeper Keeper(TestDatabase database, TemporaryFolder folder, out LogHeads heads)
    {
        heads = new(Options.Create(new StorageOptions { Directory = folder.Path }), new HostingEnvironmentAt(folder.Path));
        return new(database.Get<LogVerifier>(), heads, database.Clock, Microsoft.Extensions.Logging.Abstractions.NullLogger<LogHeadKeeper>.Instance);
    }

    private static Task<IReadOnlyList<LogFault>> CheckAsync(TestDatabase database, IReadOnlyList<LogHead> known) => database.Get<LogVerifier>().CheckAsync(known, (_, _) => { }, None);

    private static async Task ForgetTheTriggersAsync(TestDatabase database)
    {
        foreach (var table in new[] { "CaseEvents", "Audit", "Accesses" })
            foreach (var sql in database.Kind == DatabaseKind.PostgreSql ? [$"DROP TRIGGER \"{table}_only_grows\" ON \"{table}\""] : new[] { $"DROP TRIGGER \"{table}_UPDATE\"", $"DROP TRIGGER \"{table}_DELETE\"" })
                await RunAsync(database, sql);
    }

    private static Task<int> RunAsync(TestDatabase database, string sql) => database.Log.WriteAsync(transaction =>
    {
        using var command = transaction.Connection!.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        return command.ExecuteNonQuery();
    }, None);

    private sealed class HostingEnvironmentAt(string root) : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = "Test";
        public string ApplicationName { get; set; } = "OpsConsole";
        public string ContentRootPath { get; set; } = root;
        public Microsoft.Extensions.FileProviders.IFileProvider ContentRootFileProvider { get; set; } = new Microsoft.Extensions.FileProviders.NullFileProvider();
    }
}
