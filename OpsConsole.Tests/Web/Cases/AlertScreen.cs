using System.Security.Claims;
using System.Text.Json;
using Bunit;
using Bunit.Extensions.WaitForHelpers;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.DependencyInjection;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Live;
using OpsConsole.Domain.People;
using OpsConsole.Tests.Support;
using OpsConsole.Web.Account;
using OpsConsole.Web.Cases;
using OpsConsole.Web.Hosting;
using OpsConsole.Web.Shell;
using Xunit;

namespace OpsConsole.Tests.Web.Cases;

/// <summary>The alert page over the real desks and a real database. The browser's half is played by the tests: what it would send is given to the same methods.</summary>
public abstract class AlertScreen : ScreenTest, IAsyncLifetime
{
    protected const string Plan = "Se llamó al cliente y se corrigió el cobro con la agencia";

    private BunitJSModuleInterop _script = null!;

    protected TestDatabase Database { get; private set; } = null!;

    protected Organisation People { get; private set; } = null!;

    protected Actor Head { get; private set; } = null!;

    protected string Number { get; private set; } = null!;

    protected CaseDesk Desk => Database.Get<CaseDesk>();

    protected Toasts Toasts => Services.GetRequiredService<Toasts>();

    public async Task InitializeAsync()
    {
        Database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        People = await Organisation.CreateAsync(Database);
        Head = await People.ActorAsync(Role.BranchHead);
        Number = await People.AlertAsync();
        var domain = new ServiceCollection();
        domain.AddDomain();
        foreach (var type in domain.Select(one => one.ServiceType).Where(type => type.Namespace!.StartsWith("OpsConsole")).Distinct())
            Services.AddSingleton(type, _ => Database.Services.GetRequiredService(type));
        Services.AddSingleton<OpsConsole.Web.Tasks.BulkWords>();
        Services.AddSingleton<TimeProvider>(Database.Clock);
        Services.AddScoped<ActorAccessor>();
        Services.AddScoped<AlertCommands>();
        Services.AddScoped<AlertTrail>();
        Services.AddScoped<CaseCommands>();
        Services.AddScoped<CaseOnward>();
        Services.AddScoped<OpsConsole.Web.Tasks.TaskBoard>();
        Services.AddSingleton<AntiforgeryStateProvider, NoToken>();
        _script = JSInterop.SetupModule("/js/alert.js");
        _script.Mode = JSRuntimeMode.Loose;
        SignIn(Head);
    }

    public new async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await Database.DisposeAsync();
    }

    /// <summary>Before the first page is rendered.</summary>
    protected void SignIn(Actor actor) => Services.AddSingleton<AuthenticationStateProvider>(new SignedInAs(actor));

    protected IRenderedComponent<AlertPage> Open(string? mode = null)
    {
        Services.GetRequiredService<Microsoft.AspNetCore.Components.NavigationManager>().NavigateTo($"/proyectos/operaciones/close-the-loop/{Number}{(mode is null ? "" : "?modo=" + mode)}");
        return Render<AlertPage>(p => p.Add(page => page.Code, "operaciones").Add(page => page.Number, Number));
    }

    /// <summary>The page once the alert is opened and the form is there.</summary>
    protected IRenderedComponent<AlertPage> OpenToWork()
    {
        var page = Open();
        page.WaitForAssertion(() => Assert.Equal(CaseStatus.Started, Shown(page).Row.Status), Patience);
        return page;
    }

    protected static TimeSpan Patience { get; } = TimeSpan.FromSeconds(20);

    protected static AlertCase Shown(IRenderedComponent<AlertPage> page) => page.FindComponent<AlertHeader>().Instance.Alert;

    /// <summary>What the browser sends a second after the last key.</summary>
    protected async Task<bool> TypeAsync(IRenderedComponent<AlertPage> page, AlertForm form)
    {
        var content = Hold(page, form);
        return await page.InvokeAsync(() => page.FindComponent<AlertWork>().Instance.TypedAsync(content));
    }

    /// <summary>What stands in the fields when the page asks for it.</summary>
    protected string Hold(IRenderedComponent<AlertPage> page, AlertForm form)
    {
        var shown = Shown(page);
        var content = AlertDraft.Write(form, AlertForm.Of(shown.Row), shown.Time);
        _script.Setup<string?>("hold").SetResult(content);
        _script.Setup<string?>("read").SetResult(content);
        return content;
    }

    /// <summary>What was given to this function of the browser, newest last.</summary>
    protected IReadOnlyList<IReadOnlyList<object?>> Told(string function) => [.. _script.Invocations[function].Select(i => i.Arguments)];

    protected async Task<CaseDetail> StoredAsync() => (await Database.Get<CaseHistoryQueries>().FindAsync(Number, Head, CancellationToken.None))!;

    protected async Task<string[]> LogAsync() => [.. (await Database.Get<CaseHistoryQueries>().EventsAsync(Number, 0, 100, Head, CancellationToken.None))!.Select(e => e.Type)];

    /// <summary>What the pump would do: the page hears of the newest entry, after its pace.</summary>
    protected async Task TellAsync(int by)
    {
        var stored = await StoredAsync();
        Database.Get<CaseFeed>().Publish([new(99, stored.Row.Id, stored.Row.CampaignId, stored.Row.BranchId, CaseEventType.Saved, by, Database.Clock.UtcNow)]);
        Database.Clock.Advance(TimeSpan.FromMilliseconds(250));
    }

    /// <summary>Whoever follows may still be on the way to the next wait when the clock moves: it moves on until what is expected is there.</summary>
    protected void Until(IRenderedComponent<AlertPage> page, Action expected)
    {
        for (var left = 20; ; left--)
        {
            Database.Clock.Advance(TimeSpan.FromMilliseconds(500));
            try
            {
                page.WaitForAssertion(expected, TimeSpan.FromMilliseconds(left > 0 ? 300 : 20_000));
                return;
            }
            catch (WaitForFailedException) when (left > 0)
            {
            }
        }
    }

    protected static async Task<Outcome> MustAsync(Task<Outcome> command)
    {
        var outcome = await command;
        Assert.IsAssignableFrom<Outcome.Done>(outcome);
        return outcome;
    }

    protected static string Foot(IRenderedComponent<AlertPage> page) => page.Find(".ffoot [role=status]").TextContent.Trim();

    private sealed class SignedInAs(Actor actor) : AuthenticationStateProvider
    {
        public override Task<AuthenticationState> GetAuthenticationStateAsync() =>
            Task.FromResult(new AuthenticationState(SessionClaims.Principal(new(actor.Id, actor.Name, actor.Role, actor.Stamp, "session", FakeClock.Start), "test")));
    }

    private sealed class NoToken : AntiforgeryStateProvider
    {
        public override AntiforgeryRequestToken? GetAntiforgeryToken() => null;
    }
}
