using System.Text.RegularExpressions;
using OpsConsole.Tests.Support;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace OpsConsole.Tests.Browser;

/// <summary>"Historial": everything that was done for a customer, whichever case it was done in (issue 4, line 1).</summary>
[Collection(BrowserCollection.Name)]
public sealed class HistoryJourneyTests(ConsoleInBrowser world)
{
    private const string Agent = "agente1.piura@demo.example", Cases = "/proyectos/servicio/casos/";

    [Fact]
    public async Task What_was_done_in_other_cases_of_the_customer_is_there_with_who_and_leads_to_them()
    {
        using var api = await ApiClient.SignInAsync(world.Console.Address, Agent);
        var former = await MakeAsync(api, new { names = "Rita Bravo Luna" });
        var id = (await api.GetAsync($"cases/{former}")).Body.GetProperty("customer").GetProperty("id").GetString();
        Assert.Equal(200, (await api.PostAsync($"cases/{former}/notes", new { text = "Pidió que la llamen por la tarde" })).Status);
        var number = await MakeAsync(api, new { id });
        await using var agent = await world.SignedInAsync(Agent);
        var page = agent.Page;
        await agent.GotoAsync($"{Cases}{number}?pestana=historial");
        var note = page.Locator("li[data-event=note]");
        await Expect(note).ToContainTextAsync("Pidió que la llamen por la tarde");
        await Expect(note.Locator("b")).Not.ToBeEmptyAsync();
        await Expect(note.Locator("a.tag")).ToHaveTextAsync(former);

        await page.Locator("#history-case").ClickAsync();
        await Expect(note).ToHaveCountAsync(0);
        await page.Locator("#history-customer").ClickAsync();
        await note.Locator("a.tag").ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex(Regex.Escape(Cases + former)));
        await Expect(page.Locator(".ch")).ToContainTextAsync(former);
        await agent.GotoAsync("/casos/999999");
        await Expect(page.Locator("main")).ToContainTextAsync("no existe", new() { IgnoreCase = true });
        agent.AssertQuiet();
    }

    private static async Task<string> MakeAsync(ApiClient api, object customer)
    {
        var made = await api.PostAsync("cases", new { campaign = "servicio", branch = "PIURA", type = "Falla", description = "Para su historial", customer });
        Assert.Equal(201, made.Status);
        return made.Body.GetProperty("number").GetString()!;
    }
}
