using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Live;
using OpsConsole.Domain.People;
using OpsConsole.Tests.Support;
using Xunit;

namespace OpsConsole.Tests.Domain.Live;

public sealed class HousekeepingTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory, OnEveryDatabase]
    public async Task Drafts_go_after_thirty_days_and_sessions_thirty_days_after_their_end(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var organisation = await Organisation.CreateAsync(database);
        await database.HireAsync(organisation);
        var head = await organisation.ActorAsync(Role.BranchHead);
        var (old, young) = (await organisation.AlertAsync(), await organisation.AlertAsync());
        var ended = await database.SignInAsync();
        await database.Get<SignInDesk>().EndAsync(ended.SessionId, None);
        var forgotten = await database.SignInAsync();
        await database.Get<DraftDesk>().SaveAsync(old, "hace un mes", 1, head, None);
        var keeping = database.Get<Housekeeping>();

        database.Clock.Advance(Draft.KeptFor);
        await database.Get<DraftDesk>().SaveAsync(young, "de hoy", 1, head, None);
        var now = await database.SignInAsync();
        Assert.Equal(0, await keeping.PruneAsync(None));
        database.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(2, await keeping.PruneAsync(None));
        Assert.Equal("de hoy", (await database.ReadAsync(db => db.Drafts.AsNoTracking().SingleAsync())).Content);
        Assert.Equal([forgotten.SessionId, now.SessionId], await SessionsAsync(database));
        database.Clock.Advance(database.Get<SessionLimits>().Absolute);
        Assert.Equal(1, await keeping.PruneAsync(None));
        Assert.Equal([now.SessionId], await SessionsAsync(database));
    }

    private static Task<List<string>> SessionsAsync(TestDatabase database) => database.ReadAsync(db => db.Sessions.OrderBy(s => s.CreatedAt).Select(s => s.Id).ToListAsync());
}
