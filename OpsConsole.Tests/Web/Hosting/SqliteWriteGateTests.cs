using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Tests.Support;
using Xunit;

namespace OpsConsole.Tests.Web.Hosting;

/// <summary>Promise F2 and the write gate (docs/adr/0004).</summary>
public sealed class SqliteWriteGateTests : IAsyncLifetime
{
    private TestDatabase _database = null!;

    public async Task InitializeAsync() => _database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [Theory]
    [InlineData("journal_mode", "wal")]
    [InlineData("synchronous", "2")]
    [InlineData("foreign_keys", "1")]
    [InlineData("trusted_schema", "0")]
    [InlineData("wal_autocheckpoint", "0")]
    [InlineData("mmap_size", "0")]
    public async Task The_connection_that_writes_is_set_so_that_a_commit_is_on_disk(string pragma, string expected)
    {
        string? value = null;
        await _database.Log.WriteAsync(transaction =>
        {
            value = Scalar(transaction, $"PRAGMA {pragma}")?.ToString();
            return 0;
        }, CancellationToken.None);
        Assert.Equal(expected, value ?? "0");
    }

    [Fact]
    public async Task Every_other_connection_can_only_read()
    {
        await using var db = await _database.Contexts.CreateDbContextAsync();
        var refused = await Assert.ThrowsAsync<SqliteException>(() => db.Database.ExecuteSqlRawAsync("""DELETE FROM "Branches" """));
        Assert.Equal(8, refused.SqliteErrorCode);
    }

    [Fact]
    public async Task Work_is_done_in_the_order_in_which_it_came()
    {
        var done = new List<int>();
        await Task.WhenAll(Enumerable.Range(0, 200).Select(i => _database.Log.WriteAsync(_ =>
        {
            done.Add(i);
            return 0;
        }, CancellationToken.None)).ToList());
        Assert.Equal(Enumerable.Range(0, 200), done);
    }

    [Fact]
    public async Task Work_that_fails_takes_nothing_else_of_its_group_with_it()
    {
        var jobs = Enumerable.Range(0, 60).Select(i => _database.Log.WriteAsync(transaction =>
        {
            Insert(transaction, $"R{i}");
            if (i % 7 == 3)
                throw new InvalidOperationException("no");
            return 1;
        }, CancellationToken.None)).ToList();
        foreach (var (job, i) in jobs.Select((job, i) => (job, i)))
            if (i % 7 == 3)
                await Assert.ThrowsAsync<InvalidOperationException>(() => job);
            else
                Assert.Equal(1, await job);
        Assert.Equal(Enumerable.Range(0, 60).Count(i => i % 7 != 3), await _database.ReadAsync(db => db.Regions.CountAsync()));
    }

    [Fact]
    public async Task Who_lost_to_a_neighbour_of_the_group_sees_what_it_lost_to()
    {
        var winner = _database.Log.WriteAsync(transaction => Insert(transaction, "SAME"), CancellationToken.None);
        var loser = _database.Log.WriteAsync(transaction => Insert(transaction, "SAME"), CancellationToken.None);
        var late = Enumerable.Range(0, 30).Select(i => _database.Log.WriteAsync(transaction => Insert(transaction, $"L{i}"), CancellationToken.None)).ToList();
        await Assert.ThrowsAsync<SqliteException>(() => loser);
        Assert.True(await _database.ReadAsync(db => db.Regions.AnyAsync(region => region.Code == "SAME")));
        Assert.Equal(31, await winner + (await Task.WhenAll(late)).Sum());
    }

    [Fact]
    public async Task What_was_saved_is_seen_by_readers_as_soon_as_it_is_said_to_be()
    {
        for (var i = 0; i < 50; i++)
        {
            await _database.CommitAsync(db => db.Regions.Add(new() { Code = $"S{i}", Name = "S" }));
            Assert.Equal(i + 1, await _database.ReadAsync(db => db.Regions.CountAsync()));
        }
    }

    [Fact]
    public async Task Work_waiting_when_the_console_stops_is_still_done()
    {
        var jobs = Enumerable.Range(0, 100).Select(i => _database.Log.WriteAsync(transaction => Insert(transaction, $"W{i}"), CancellationToken.None)).ToList();
        await _database.Services.DisposeAsync();
        Assert.Equal(100, (await Task.WhenAll(jobs)).Sum());
    }

    private static int Insert(DbTransaction transaction, string code)
    {
        using var command = transaction.Connection!.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = $"""INSERT INTO "Regions" ("Code", "Name") VALUES ('{code}', '{code}')""";
        return command.ExecuteNonQuery();
    }

    private static object? Scalar(DbTransaction transaction, string sql)
    {
        using var command = transaction.Connection!.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
