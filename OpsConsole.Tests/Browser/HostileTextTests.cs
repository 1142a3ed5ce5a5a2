using System.Text.Json;
using Microsoft.Playwright;
using OpsConsole.Tests.Support;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace OpsConsole.Tests.Browser;

/// <summary>No text that anybody types, sends in or uploads ever runs as a script, with the content security policy and without it (promise B2; issue 4, line 5).</summary>
[Collection(BrowserCollection.Name)]
public sealed class HostileTextTests(ConsoleInBrowser world)
{
    private const string Agent = "agente1.piura@demo.example", Head = "jp.piura@demo.example", Cases = "/proyectos/servicio/casos/";

    /// <summary>What is short in the data takes a slice of them, what is long takes them all.</summary>
    private static readonly IReadOnlyList<string> Scripts = HostileTexts.Scripts;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task No_text_runs_as_a_script_wherever_it_is_shown(bool policy)
    {
        using var api = await ApiClient.SignInAsync(world.Console.Address, Agent);
        var (number, twin) = await FillAsync(api);
        await using var session = await world.Browser.OpenAsync(world.Console, new BrowserView(BypassPolicy: !policy));
        var page = session.Page;
        var said = new List<string>();
        page.Dialog += async (_, dialog) =>
        {
            said.Add(dialog.Message);
            await dialog.DismissAsync();
        };
        await page.AddInitScriptAsync("addEventListener('securitypolicyviolation', e => sessionStorage.violation = e.violatedDirective + ' ' + e.blockedURI);");
        await session.SignInAsync(Agent);
        foreach (var tab in new[] { "caso", "conversacion", "cliente", "contacto", "historial", "adjuntos" })
        {
            await session.GotoAsync($"{Cases}{number}?pestana={tab}");
            await Expect(page.Locator($"[data-part={tab}]")).ToBeVisibleAsync();
            await Expect(page.Locator("#disposition-form[data-kept]")).ToHaveCountAsync(1, new() { Timeout = 20_000 });
            if (tab == "historial")
                while (await page.Locator("button.more").CountAsync() > 0)
                    await MoreAsync(page, "button.more", ".tl > li");
            if (tab == "conversacion")
                while (await page.Locator("button.older").CountAsync() > 0)
                    await MoreAsync(page, "button.older", ".conv > .msg, .conv > .sys");
            await AssertInertAsync(page, said, tab);
        }
        Assert.Contains("<script>", await page.Locator(".ch").InnerTextAsync() + await page.Locator("#files").InnerTextAsync());

        // dialogs that show other cases and people, the queue, and the grid
        await session.GotoAsync(Cases + number);
        await Expect(page.Locator("#disposition-form[data-kept]")).ToHaveCountAsync(1, new() { Timeout = 20_000 });
        await page.GetByRole(AriaRole.Button, new() { Name = "Combinar" }).ClickAsync();
        await page.Locator($".choice[data-target='{twin}']").ClickAsync();
        await Expect(page.Locator("section.side")).ToHaveCountAsync(2);
        await AssertInertAsync(page, said, "merge");
        await session.GotoAsync("/pendientes");
        await Expect(page.Locator($".pi[data-n='{number}']")).ToBeVisibleAsync();
        await AssertInertAsync(page, said, "queue");
        await session.GotoAsync("/proyectos/servicio/casos");
        await Expect(page.Locator("table.grid tbody tr").First).ToBeVisibleAsync();
        await AssertInertAsync(page, said, "grid");

        // what changes while it is looked at: each of them as the customer's name, in the open page
        await session.GotoAsync(Cases + number);
        await Expect(page.Locator(".ch")).ToBeVisibleAsync();
        var id = (await api.GetAsync($"cases/{number}")).Body.GetProperty("customer").GetProperty("id").GetString();
        foreach (var script in Few(Scripts.Where(s => s.Length <= 100)))
        {
            var version = (await api.GetAsync($"customers/{id}")).Version;
            Assert.Equal(200, (await api.SendAsync(HttpMethod.Patch, $"customers/{id}", new { firstName = script }, version)).Status);
        }
        await Expect(page.Locator(".ch")).ToContainTextAsync(Few(Scripts.Where(s => s.Length <= 100)).Last()[..20].Trim(), new() { Timeout = 20_000 });
        await AssertInertAsync(page, said, "live");

        // names of filters stand in tabs and dialogs of whoever made them
        using var head = await ApiClient.SignInAsync(world.Console.Address, Head);
        var made = new List<string>();
        foreach (var script in Scripts.Where(s => s.Length <= 60).Take(8))
        {
            var filter = await head.PostAsync("campaigns/operaciones/filters", new { name = script, filter = new { connector = "all", items = new[] { new { source = "base", field = "Agencia", op = "eq", value = script } } } });
            if (filter.IsDone)
                made.Add(filter.Body.GetProperty("id").GetString()!);
        }
        Assert.NotEmpty(made);
        await using var boss = await world.Browser.OpenAsync(world.Console, new BrowserView(BypassPolicy: !policy));
        boss.Page.Dialog += async (_, dialog) => { said.Add(dialog.Message); await dialog.DismissAsync(); };
        await boss.SignInAsync(Head);
        await boss.GotoAsync($"/proyectos/operaciones/close-the-loop?filtro={made[0]}");
        await Expect(boss.Page.Locator("nav .view").First).ToBeVisibleAsync();
        await boss.GotoAsync($"/proyectos/operaciones/close-the-loop?q={Uri.EscapeDataString(Scripts[2])}");
        await Expect(boss.Page.Locator("nav .view").First).ToBeVisibleAsync();
        await AssertInertAsync(boss.Page, said, "filters");
        foreach (var filter in made)
            await head.SendAsync(HttpMethod.Delete, $"campaigns/operaciones/filters/{filter}");
        if (policy)
            Assert.Null(await page.EvaluateAsync<string?>("() => sessionStorage.violation ?? null"));
    }

    /// <summary>A case, its customer, its conversation and its files full of scripts; and another of the same customer.</summary>
    private static async Task<(string Number, string Twin)> FillAsync(ApiClient api)
    {
        var customer = await api.PostAsync("customers", new { firstName = Scripts[0], secondName = Scripts[2], firstSurname = Scripts[4], secondSurname = "\"><img src=x onerror=top.__pwned=1>" });
        Assert.Equal(201, customer.Status);
        var id = customer.Body.GetProperty("id").GetString();
        async Task<string> CaseAsync() => (await api.PostAsync("cases", new { campaign = "servicio", branch = "PIURA", type = "Falla", priority = "urgent", description = Joined(Scripts, 3_500), account = Scripts[0], customer = new { id } })).Body.GetProperty("number").GetString()!;
        var (number, twin) = (await CaseAsync(), await CaseAsync());
        foreach (var type in new[] { "address", "social" })
            foreach (var script in Few(Scripts.Where(s => s.Length <= 190)).Take(30))
                await api.PostAsync($"customers/{id}/contact-points", new { type, value = script });
        foreach (var script in Scripts.Where(s => s.Length <= 40).Take(5))
            await api.PostAsync($"customers/{id}/accounts", new { number = script, description = script });
        foreach (var piece in Scripts.Chunk(12))
        {
            var text = string.Join('\n', piece);
            Done(await api.PostAsync($"cases/{number}/notes", new { text }));
            Done(await api.PostAsync($"cases/{number}/messages", new { direction = "in", channel = "sms", contactPoint = "+51 955 111 222", text = text[..Math.Min(text.Length, 1_500)], providerId = Guid.NewGuid() }));
            Done(await api.PostAsync($"cases/{number}/messages", new { direction = "in", channel = "email", contactPoint = "ana@correo.example", subject = piece[0], text, providerId = Guid.NewGuid() }));
            Done(await api.PostAsync($"cases/{number}/attempts", new { channel = "phone", contactPoint = piece[^1], result = "no_answer" }));
        }
        var version = (await api.GetAsync($"cases/{number}")).Version;
        Assert.Equal(200, (await api.PostAsync($"cases/{number}/disposition", new { path = new[] { "contacto_efectivo", "resuelto" }, observations = Joined(Scripts, 1_500) }, version)).Status);
        byte[] picture = [0xFF, 0xD8, 0xFF, 0xE0, .. new byte[64], 0xFF, 0xD9];
        foreach (var name in new[] { "<script>top.__pwned=1<script>.jpg", "' onerror=top.__pwned=1 x.jpg", "<img src=x onerror=top.__pwned=1>.jpg" })
            await api.UploadAsync($"cases/{number}/attachments", picture, name);
        return (number, twin);
    }

    private static void Done(ApiAnswer answer) => Assert.True(answer.IsDone, answer.Body.ToString());

    private static async Task MoreAsync(IPage page, string button, string rows)
    {
        var before = await page.Locator(rows).CountAsync();
        await page.Locator(button).ClickAsync();
        await Expect(page.Locator(rows)).Not.ToHaveCountAsync(before);
    }

    private static async Task AssertInertAsync(IPage page, List<string> said, string where)
    {
        Assert.True(await page.EvaluateAsync<JsonElement?>("() => window.__pwned ?? null") is null or { ValueKind: JsonValueKind.Null }, $"A script ran: {where}.");
        Assert.True(said.Count == 0, $"A dialog opened: {where}.");
        Assert.Equal(0, await page.Locator("main :is(script, iframe, object, embed, base, meta, marquee, math, noscript), main [onerror], main [onload], main [onfocus], main [ontoggle], main a[href^='javascript' i]").CountAsync());
    }

    private static string Joined(IEnumerable<string> scripts, int length) => string.Join(' ', scripts)[..length];

    /// <summary>All of them in full, else every fifth.</summary>
    private static List<string> Few(IEnumerable<string> scripts) => [.. scripts.Where((_, i) => Counts.Full || i % 5 == 0)];
}
