using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using OpsConsole.Domain.Live;
using OpsConsole.Domain.People;
using OpsConsole.Tests.Support;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace OpsConsole.Tests.Browser;

/// <summary>Who is told, and who is at work where, with two people at two browsers.</summary>
[Collection(BrowserCollection.Name)]
public sealed class PeopleJourneyTests(ConsoleInBrowser world)
{
    private const string Agent = "agente1.piura@demo.example", Colleague = "agente2.piura@demo.example", Head = "jp.trujillo@demo.example", Cases = "/proyectos/servicio/casos/";
    private const float Soon = 15_000;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_case_that_is_handed_over_rings_the_others_bell_at_once_and_leads_there(bool dark)
    {
        var number = await MakeAsync("Se entrega");
        await using var agent = await world.SignedInAsync(Agent);
        await using var other = await world.SignedInAsync(Colleague, new(Dark: dark));
        await other.GotoAsync("/proyectos");
        await agent.GotoAsync(Cases + number);
        await agent.Page.GetByRole(AriaRole.Button, new() { Name = "Reasignar" }).ClickAsync();
        await agent.Page.Locator("#action-target").SelectOptionAsync(new SelectOptionValue { Label = "Esteban Lupuche · Agente · Piura" });
        await agent.Page.Locator("#action-text").FillAsync("Sale de vacaciones");
        await agent.Page.GetByRole(AriaRole.Button, new() { Name = "Reasignar caso" }).ClickAsync();
        await Expect(other.Page.Locator(".toast").Filter(new() { HasText = number })).ToBeVisibleAsync(new() { Timeout = Soon });
        await Expect(other.Page.Locator("#bell .badge")).ToBeVisibleAsync();
        await other.Page.Keyboard.PressAsync("g");
        await other.Page.Keyboard.PressAsync("n");
        var line = other.Page.Locator(".nl a").Filter(new() { HasText = number });
        await Expect(line).ToHaveTextAsync($"Marisol Calle le reasignó el caso {number}");
        await other.AssertAccessibleAsync();
        await other.PictureAsync($"bell-{(dark ? "dark" : "light")}");
        await line.ClickAsync();
        await Expect(other.Page).ToHaveURLAsync(new Regex(Regex.Escape(Cases + number)));
        await Expect(other.Page.Locator("#notes")).ToBeHiddenAsync();
        await other.GotoAsync("/avisos");
        await Expect(other.Page.Locator(".nl li").Filter(new() { HasText = number })).Not.ToHaveClassAsync(new Regex("unread"));
        await other.AssertAccessibleAsync();
        agent.AssertQuiet();
        other.AssertQuiet();
    }

    [Theory]
    [InlineData(Agent, "/pendientes")]
    [InlineData("jp.cusco@demo.example", "/pendientes")]
    [InlineData("supervisor.norte@demo.example", "/tablero")]
    public async Task Those_who_work_cases_land_at_what_waits_for_them_with_their_figures_of_the_day(string email, string place)
    {
        await using var person = await world.SignedInAsync(email);
        await Expect(person.Page).ToHaveURLAsync(new Regex(place + "$"));
        await Expect(person.Page.Locator("[data-day=overdue]")).ToHaveCountAsync(place == "/pendientes" ? 1 : 0, new() { Timeout = Soon });
        await person.AssertAccessibleAsync();
    }

    [Fact]
    public async Task The_status_follows_opening_leaving_pausing_and_the_crash_of_the_window()
    {
        var number = await MakeAsync("Estado", Head, "TRUJILLO");
        await using var head = await world.SignedInAsync(Head);
        var status = head.Page.Locator("#status");
        await Expect(status).ToContainTextAsync("EN ESPERA");
        await head.GotoAsync(Cases + number);
        await Expect(status).ToContainTextAsync("EN GESTIÓN", new() { Timeout = Soon });
        await head.Page.Locator("#case-leave").ClickAsync();
        await Expect(status).ToContainTextAsync("EN ESPERA", new() { Timeout = Soon });
        await status.ClickAsync();
        await head.AssertAccessibleAsync();
        await head.Page.Locator("[data-pause=lunch]").ClickAsync();
        await Expect(status).ToContainTextAsync("EN PAUSA · almuerzo");
        await status.ClickAsync();
        await head.Page.Locator("#status-menu").GetByText("Continuar").ClickAsync();
        await Expect(status).ToContainTextAsync("EN ESPERA");
        head.AssertQuiet();

        using var api = await ApiClient.SignInAsync(world.Console.Address, Head);
        var me = (await api.GetAsync("me")).Body.GetProperty("id").GetInt32();
        var gone = new TaskCompletionSource();
        var board = world.Console.Services.GetRequiredService<WorkBoard>();
        board.Changed += change =>
        {
            if (change.UserId == me && change.To == WorkStatus.Disconnected)
                gone.TrySetResult();
        };
        await head.Page.Context.CloseAsync();
        await gone.Task.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(WorkStatus.Disconnected, board.Of(me).Status);
    }

    private async Task<string> MakeAsync(string about, string by = Agent, string branch = "PIURA")
    {
        using var api = await ApiClient.SignInAsync(world.Console.Address, by);
        return (await api.PostAsync("cases", new { campaign = "servicio", branch, type = "Falla", description = about })).Body.GetProperty("number").GetString()!;
    }
}
