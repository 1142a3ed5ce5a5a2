using OpsConsole.Domain.Data;
using OpsConsole.Domain.People;
using OpsConsole.Tests.Support;
using OpsConsole.Web.Account;
using Xunit;

namespace OpsConsole.Tests.Web.Account;

public sealed class KnownSessionsTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory, OnEveryDatabase]
    public async Task Whoever_signs_out_is_disabled_or_given_other_rights_is_nobody_at_the_next_request(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var organisation = await Organisation.CreateAsync(database);
        var ana = await database.HireAsync(organisation);
        var admin = await organisation.ActorAsync(Role.Administrator);
        var known = Known(database);
        foreach (var end in new Func<SignedIn, Task>[]
        {
            s => database.Get<SignInDesk>().EndAsync(s.SessionId, None),
            _ => database.Get<PeopleDesk>().EndSessionsAsync(ana.Id, admin, None),
            _ => database.Get<PeopleDesk>().ChangeAsync(ana.Id, new() { Name = "Ana", Email = ana.Email, Role = Role.ExperienceAnalyst }, admin, None),
            _ => database.Get<PeopleDesk>().DisableAsync(ana.Id, admin, None),
        })
        {
            var session = await database.SignInAsync();
            var claims = Claims(session);
            var found = await known.FindAsync(claims, idles: true, None);
            Assert.Same(found, await known.FindAsync(claims, idles: true, None));
            await end(session);
            Assert.Null(await known.FindAsync(claims, idles: true, None));
        }
    }

    [Fact]
    public async Task What_another_process_changed_is_known_after_two_seconds()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.PostgreSql);
        var organisation = await Organisation.CreateAsync(database);
        var ana = await database.HireAsync(organisation);
        var claims = Claims(await database.SignInAsync());
        var known = new KnownSessions(database.Get<SessionQueries>(), database.Get<ActorQueries>(), new RightsEpoch(), database.Clock);
        Assert.NotNull(await known.FindAsync(claims, idles: true, None));
        await database.Get<PeopleDesk>().DisableAsync(ana.Id, await organisation.ActorAsync(Role.Administrator), None);
        database.Clock.Advance(KnownSessions.KeptFor - TimeSpan.FromMilliseconds(1));
        Assert.NotNull(await known.FindAsync(claims, idles: true, None));
        database.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Null(await known.FindAsync(claims, idles: true, None));
    }

    [Fact]
    public async Task A_session_that_runs_out_is_not_stretched_by_being_known()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        var organisation = await Organisation.CreateAsync(database);
        await database.HireAsync(organisation);
        var claims = Claims(await database.SignInAsync());
        var known = Known(database);
        database.Clock.Advance(database.Get<SessionLimits>().Idle - TimeSpan.FromSeconds(1));
        Assert.NotNull(await known.FindAsync(claims, idles: true, None));
        database.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(await known.FindAsync(claims, idles: true, None));
    }

    private static KnownSessions Known(TestDatabase database) => new(database.Get<SessionQueries>(), database.Get<ActorQueries>(), database.Get<RightsEpoch>(), database.Clock);

    private static SessionClaims Claims(SignedIn session) => new(session.UserId, session.Stamp, session.SessionId);
}
