using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;
using OpsConsole.Tests.Support;
using Xunit;

namespace OpsConsole.Tests.Domain.People;

public sealed class SignInTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory, OnEveryDatabase]
    public async Task A_wrong_password_an_unknown_address_and_a_disabled_account_get_the_same_answer(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var organisation = await Organisation.CreateAsync(database);
        var ana = await database.HireAsync(organisation);
        var desk = database.Get<SignInDesk>();
        Assert.IsType<SignInOutcome.Failed>(await desk.SignInAsync(ana.Email, "otra-clave", None));
        Assert.IsType<SignInOutcome.Failed>(await desk.SignInAsync("nadie@example.test", Staff.Password, None));
        Assert.IsType<SignInOutcome.Failed>(await desk.SignInAsync(null, null, None));
        Assert.Equal(ana.Id, (await database.SignInAsync(" ANA@example.test ")).UserId);
        await database.Get<PeopleDesk>().DisableAsync(ana.Id, await organisation.ActorAsync(Role.Administrator), None);
        Assert.IsType<SignInOutcome.Failed>(await desk.SignInAsync(ana.Email, Staff.Password, None));
        var audit = await database.ReadAsync(db => db.Audit.AsNoTracking().Where(e => e.Type.StartsWith("sign_in.")).ToListAsync());
        Assert.Equal(["sign_in.done", "sign_in.failed", "sign_in.failed", "sign_in.failed", "sign_in.failed"], audit.Select(e => e.Type).Order());
        Assert.DoesNotContain(audit, e => (e.Target + e.Data).Contains("example.test"));
    }

    [Theory, OnEveryDatabase]
    public async Task Ten_wrong_passwords_lock_an_account_for_a_quarter_of_an_hour(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var ana = await database.HireAsync(await Organisation.CreateAsync(database));
        var desk = database.Get<SignInDesk>();
        for (var i = 0; i < Tries(database) - 1; i++)
            Assert.IsType<SignInOutcome.Failed>(await desk.SignInAsync(ana.Email, "mala", None));
        var until = Assert.IsType<SignInOutcome.Locked>(await desk.SignInAsync(ana.Email, "mala", None)).Until;
        Assert.IsType<SignInOutcome.Locked>(await desk.SignInAsync(ana.Email, Staff.Password, None));
        database.Clock.Advance(until - database.Clock.UtcNow + TimeSpan.FromSeconds(1));
        Assert.Equal(ana.Id, (await database.SignInAsync()).UserId);
    }

    [Theory, OnEveryDatabase]
    public async Task Guesses_at_the_same_time_cannot_outrun_the_count(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var ana = await database.HireAsync(await Organisation.CreateAsync(database));
        var desk = database.Get<SignInDesk>();
        var tries = Tries(database);
        var outcomes = new List<SignInOutcome>();
        for (var round = 0; round < tries && !outcomes.Any(o => o is SignInOutcome.Locked); round++)
            outcomes.AddRange(await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => desk.SignInAsync(ana.Email, "mala", None))));
        Assert.Equal(tries - 1, outcomes.Count(o => o is SignInOutcome.Failed));
    }

    [Theory, OnEveryDatabase]
    public async Task A_session_ends_after_half_an_hour_without_activity_and_in_any_case_after_ten_hours(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await database.HireAsync(await Organisation.CreateAsync(database));
        var idle = await database.SignInAsync();
        database.Clock.Advance(TimeSpan.FromMinutes(29));
        Assert.True(await StandsAsync(database, idle));
        database.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.False(await StandsAsync(database, idle));

        var busy = await database.SignInAsync();
        for (var i = 0; i < 29; i++)
        {
            database.Clock.Advance(TimeSpan.FromMinutes(20));
            await database.Get<SignInDesk>().TouchAsync(busy.SessionId, None);
            Assert.True(await StandsAsync(database, busy));
        }
        database.Clock.Advance(TimeSpan.FromMinutes(20));
        await database.Get<SignInDesk>().TouchAsync(busy.SessionId, None);
        Assert.False(await StandsAsync(database, busy));
    }

    [Fact]
    public async Task Activity_is_written_down_at_most_once_a_minute()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await database.HireAsync(await Organisation.CreateAsync(database));
        var session = await database.SignInAsync();
        var desk = database.Get<SignInDesk>();
        database.Clock.Advance(TimeSpan.FromSeconds(59));
        await desk.TouchAsync(session.SessionId, None);
        Assert.Equal(session.Since, await LastAsync(database, session));
        database.Clock.Advance(TimeSpan.FromSeconds(1));
        await desk.TouchAsync(session.SessionId, None);
        Assert.Equal(database.Clock.UtcNow, await LastAsync(database, session));
    }

    [Theory, OnEveryDatabase]
    public async Task Signing_out_a_lock_another_role_and_another_password_end_a_session(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var organisation = await Organisation.CreateAsync(database);
        var ana = await database.HireAsync(organisation);
        var admin = await organisation.ActorAsync(Role.Administrator);
        var (people, signIn) = (database.Get<PeopleDesk>(), database.Get<SignInDesk>());
        foreach (var end in new Func<SignedIn, Task>[]
        {
            s => signIn.EndAsync(s.SessionId, None),
            _ => people.EndSessionsAsync(ana.Id, admin, None),
            _ => people.ResetPasswordAsync(ana.Id, Staff.Password, admin, None),
            _ => people.ChangeAsync(ana.Id, new() { Name = "Ana", Email = ana.Email, Role = Role.ExperienceAnalyst }, admin, None),
            _ => people.DisableAsync(ana.Id, admin, None),
        })
        {
            var session = await database.SignInAsync();
            Assert.True(await StandsAsync(database, session));
            await end(session);
            Assert.False(await StandsAsync(database, session));
            Assert.IsType<SignInOutcome.Failed>(await signIn.GoOnAsync(session.SessionId, session.UserId, session.Stamp, None));
        }
    }

    [Fact]
    public async Task The_first_administrator_is_made_once()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        var setup = database.Get<SetupDesk>();
        Assert.True(await setup.IsNeededAsync(None));
        Assert.IsType<Outcome.Invalid>(await setup.CreateFirstAsync("Ana", "sin-arroba", "corta", new Dictionary<string, string>(), None));
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => setup.CreateFirstAsync("Ana", $"ana{i}@example.test", Staff.Password, new Dictionary<string, string>(), None)));
        Assert.Single(outcomes, o => o is Outcome.Done);
        Assert.Equal(3, outcomes.Count(o => o is Outcome.Refused));
        Assert.False(await setup.IsNeededAsync(None));
    }

    private static int Tries(TestDatabase database) => database.Get<Microsoft.Extensions.Options.IOptions<Microsoft.AspNetCore.Identity.IdentityOptions>>().Value.Lockout.MaxFailedAccessAttempts;

    private static async Task<bool> StandsAsync(TestDatabase database, SignedIn session) =>
        await database.Get<SessionQueries>().FindAsync(session.SessionId, session.UserId, session.Stamp, idles: true, None) is not null;

    private static Task<DateTime> LastAsync(TestDatabase database, SignedIn session) =>
        database.ReadAsync(db => db.Sessions.Where(s => s.Id == session.SessionId).Select(s => s.LastActivity).SingleAsync());
}
