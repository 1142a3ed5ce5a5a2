using Microsoft.EntityFrameworkCore;
using Npgsql;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;
using OpsConsole.Tests.Support;
using Xunit;

namespace OpsConsole.Tests.Filters;

/// <summary>A query over 5 seconds is cancelled (decisions, "Query limit").</summary>
public sealed class QueryLimitTests
{
    [Theory, OnEveryDatabase]
    public async Task A_statement_without_end_stops_when_its_token_is_cancelled_and_the_next_one_runs(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var db = await database.Contexts.CreateDbContextAsync();
        db.StopsWhenCancelled = true;
        using var stop = new CancellationTokenSource();
        var endless = Task.Run(() => db.Database.SqlQueryRaw<long>("WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 - x % 2 FROM c) SELECT COUNT(*) AS \"Value\" FROM c").SingleAsync(stop.Token));
        Assert.NotSame(endless, await Task.WhenAny(endless, Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System)));
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => endless);
        Assert.Equal(0, await db.Cases.CountAsync());
    }

    [Fact]
    public async Task A_list_that_takes_longer_than_five_seconds_is_refused_as_too_slow()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.PostgreSql);
        var organisation = await Organisation.CreateAsync(database);
        var actor = await organisation.ActorAsync(Role.ExperienceAnalyst);
        await using var other = new NpgsqlConnection(database.Connection);
        await other.OpenAsync();
        await using var transaction = await other.BeginTransactionAsync();
        await using (var block = new NpgsqlCommand("LOCK TABLE \"Cases\" IN ACCESS EXCLUSIVE MODE", other, transaction))
            await block.ExecuteNonQueryAsync();
        var page = database.Get<CaseQueries>().PageAsync(new(organisation.Campaign.Id), actor, CancellationToken.None);
        while (database.Clock.WaitingTimers == 0)
            await Task.Yield();
        database.Clock.Advance(CaseQueries.TimeLimit - TimeSpan.FromMilliseconds(1));
        Assert.False(page.IsCompleted);
        database.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal("query.too_slow", Assert.Single((await Assert.ThrowsAsync<RefusedException>(() => page)).Reasons).Code);
    }
}
