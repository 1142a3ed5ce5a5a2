using System.Collections.Concurrent;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.People;
using OpsConsole.Tests.Filters;
using OpsConsole.Tests.Support;
using Xunit;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace OpsConsole.Tests.Browser;

/// <summary>A case with years behind it opens like any other (issue 4, line 6).</summary>
[Collection(BrowserCollection.Name)]
public sealed class CaseOpeningTests(ConsoleInBrowser world, ITestOutputHelper output)
{
    private const string Agent = "agente1.piura@demo.example", Cases = "/proyectos/servicio/casos/";
    private const int MostStatements = 8, Piece = 50, FirstRenderLimit = 300 * 1024;

    [Theory]
    [InlineData("conversacion", ".conv > .msg, .conv > .sys")]
    [InlineData("historial", ".tl > li")]
    [InlineData("caso", "[data-part=caso]")]
    public async Task Five_thousand_entries_and_five_hundred_messages_cost_eight_statements_fifty_rows_and_300_KB(string tab, string rows)
    {
        using var api = await ApiClient.SignInAsync(world.Console.Address, Agent);
        var made = await api.PostAsync("cases", new { campaign = "servicio", branch = "PIURA", type = "Falla", description = "Con años detrás", customer = new { names = "Zoila Prado Ruiz", phones = new[] { "955 111 222" } } });
        var number = made.Body.GetProperty("number").GetString()!;
        var services = world.Console.Services;
        await using (var db = await services.GetRequiredService<IDbContextFactory<OpsDbContext>>().CreateDbContextAsync())
        {
            var id = await db.Users.Where(u => u.Email == Agent).Select(u => u.Id).SingleAsync();
            var actor = await services.GetRequiredService<ActorQueries>().FindAsync(id, null, CancellationToken.None);
            await LongCase.FillAsync(services, number, 4_500, 500, actor!);
        }

        // worked before: what a first opening writes is no part of reading
        await using var agent = await world.SignedInAsync(Agent);
        var page = agent.Page;
        await agent.GotoAsync(Cases + number);
        await Expect(page.Locator(".ch .st")).ToContainTextAsync("Iniciado", new() { Timeout = 20_000 });
        await agent.GotoAsync("/ayuda");

        var frames = new ConcurrentQueue<byte[]>();
        var connection = services.GetRequiredService<IConfiguration>()["Database:ConnectionString"];
        page.WebSocket += (_, socket) => socket.FrameReceived += (_, frame) => frames.Enqueue(frame.Binary ?? Encoding.UTF8.GetBytes(frame.Text ?? ""));
        using var log = new StatementLog(connection);
        var answer = await page.GotoAsync($"{Cases}{number}?pestana={tab}");
        await Expect(page.Locator("#disposition-form[data-kept]")).ToHaveCountAsync(1, new() { Timeout = 20_000 });
        await Expect(page.Locator(rows).First).ToBeVisibleAsync();
        var own = log.All.Where(s => s.Text.StartsWith("SELECT", StringComparison.Ordinal) && s.Values.Any(v => v.Value is long id && id == CaseNumber.IdOf(number))).Select(s => s.Text).ToList();      // others work beside it
        foreach (var statement in own)
            output.WriteLine(statement.ReplaceLineEndings(" ")[..Math.Min(200, statement.Length)]);
        var size = (await answer!.BodyAsync()).Length + frames.Sum(f => f.Length);
        output.WriteLine($"{tab}: {own.Count} statements that ask for the case, {size / 1024.0:0.0} KB uncompressed");
        Assert.InRange(await page.Locator(rows).CountAsync(), 1, Piece);
        Assert.InRange(own.Count, 1, MostStatements);
        Assert.InRange(size, 1, FirstRenderLimit);
        agent.AssertQuiet();
    }
}
