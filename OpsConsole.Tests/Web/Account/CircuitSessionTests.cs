using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;
using OpsConsole.Tests.Support;
using OpsConsole.Web.Account;
using Xunit;

namespace OpsConsole.Tests.Web.Account;

public sealed class CircuitSessionTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory, OnEveryDatabase]
    public async Task Whose_rights_are_taken_away_owns_no_circuit_after_at_most_ten_seconds(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var organisation = await Organisation.CreateAsync(database);
        var ana = await database.HireAsync(organisation);
        using var circuit = Open(database, await database.SignInAsync());
        var changed = new TaskCompletionSource<AuthenticationState>();
        circuit.AuthenticationStateChanged += async state => changed.TrySetResult(await state);
        await TickAsync(database, CircuitSession.Interval);
        Assert.True((await circuit.GetAuthenticationStateAsync()).User.Identity!.IsAuthenticated);
        Assert.False(changed.Task.IsCompleted);

        await database.Get<PeopleDesk>().DisableAsync(ana.Id, await organisation.ActorAsync(Role.Administrator), None);
        await TickAsync(database, CircuitSession.Interval);
        var state = await changed.Task.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.False(state.User.Identity!.IsAuthenticated);
        Assert.True(CircuitSession.Interval <= TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task The_next_command_and_the_next_read_of_whom_the_rights_left_are_refused()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        var organisation = await Organisation.CreateAsync(database);
        var ana = await database.HireAsync(organisation);
        using var circuit = Open(database, await database.SignInAsync());
        var pages = new Pages();
        var actors = new ActorAccessor(circuit, database.Get<ActorQueries>(), pages, database.Clock);
        var held = await actors.FreshAsync(None);
        await database.Get<PeopleDesk>().DisableAsync(ana.Id, await organisation.ActorAsync(Role.Administrator), None);

        Assert.IsType<Outcome.SignedOut>(await database.Get<CaseDesk>().NoteAsync(await organisation.AlertAsync(), "nota", held, None));
        Assert.Same(held, await actors.CurrentAsync(None));     // reads may be three seconds behind
        database.Clock.Advance(ActorAccessor.KeptFor);
        await Assert.ThrowsAsync<OperationCanceledException>(() => actors.CurrentAsync(None));
        await Assert.ThrowsAsync<OperationCanceledException>(() => actors.FreshAsync(None));
        Assert.StartsWith("/signin?returnUrl=%2Fproyectos", pages.Went);
    }

    [Fact]
    public async Task A_circuit_left_alone_ends_with_its_session()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await database.HireAsync(await Organisation.CreateAsync(database));
        using var circuit = Open(database, await database.SignInAsync());
        var ended = new TaskCompletionSource();
        circuit.AuthenticationStateChanged += _ => ended.TrySetResult();
        await TickAsync(database, TimeSpan.FromMinutes(30));
        await ended.Task.WaitAsync(TimeSpan.FromSeconds(20));
    }

    // The watch asks the database between two ticks: wait until it sleeps again before the clock moves on.
    private static async Task TickAsync(TestDatabase database, TimeSpan by)
    {
        for (var waited = 0; waited < 400 && database.Clock.WaitingTimers == 0; waited++)
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
        database.Clock.Advance(by);
        for (var waited = 0; waited < 10; waited++)
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
    }

    private static CircuitSession Open(TestDatabase database, SignedIn signedIn)
    {
        var circuit = new CircuitSession(database.Get<SessionQueries>(), database.Clock, new ApplicationLifetime(NullLogger<ApplicationLifetime>.Instance), NullLogger<CircuitSession>.Instance);
        circuit.SetAuthenticationState(Task.FromResult(new AuthenticationState(SessionClaims.Principal(signedIn, "test"))));
        return circuit;
    }

    private sealed class Pages : NavigationManager
    {
        public Pages() => Initialize("http://localhost/", "http://localhost/proyectos");

        public string Went { get; private set; } = "";

        protected override void NavigateToCore(string uri, NavigationOptions options) => Went = uri;
    }
}
