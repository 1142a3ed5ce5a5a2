using OpsConsole.Tests.Support;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace OpsConsole.Tests.Faults;

/// <summary>Promise F9: the server dies and comes back while people are typing.</summary>
[Collection(Alone.Name)]
public sealed class RestartTests : IAsyncLifetime
{
    private const float Patience = 90_000;

    private readonly Support.Browser _browser = new();

    public Task InitializeAsync() => _browser.InitializeAsync();

    public Task DisposeAsync() => _browser.DisposeAsync();

    [Fact]
    public async Task Half_typed_text_is_back_after_the_server_was_killed_and_nobody_signs_in_again()
    {
        await using var stored = await StoredConsole.CreateAsync(DatabaseKind.Sqlite, cases: 40);
        var numbers = await stored.RowsAsync("""SELECT c."Id" FROM "Cases" c JOIN "Branches" b ON b."Id" = c."BranchId" WHERE b."Code" = 'PIURA' ORDER BY c."Id" """, row => row.GetInt64(0) + 100_000);
        await using var console = stored.Process();
        await console.StartAsync();
        await using var head = await _browser.OpenAsync(console.Address);
        await head.SignInAsync("jp.piura@demo.example");
        for (var round = 0; round < Counts.Of(20); round++)
        {
            var typed = Text(round);
            await head.GotoAsync($"/proyectos/{SampleInstallation.Campaign}/close-the-loop/{numbers[round % numbers.Count]}");
            var plan = head.Page.GetByLabel("Plan de acción");
            await plan.FillAsync(typed);
            await Expect(head.Page.GetByText("Borrador guardado")).ToBeVisibleAsync(new() { Timeout = Patience });
            await head.Page.EvaluateAsync("() => { window.beforeTheKill = true; }");

            await console.KillAsync();
            await console.StartAsync();

            await head.Page.WaitForFunctionAsync("() => window.beforeTheKill === undefined", null, new() { Timeout = Patience });
            await Expect(plan).ToHaveValueAsync(typed, new() { Timeout = Patience });
            Assert.EndsWith($"/{numbers[round % numbers.Count]}", head.Page.Url);
        }
    }

    [Fact]
    public async Task A_half_typed_disposition_is_back_after_the_server_was_killed()
    {
        await using var stored = await StoredConsole.CreateAsync(DatabaseKind.Sqlite, cases: 4);
        await using var console = stored.Process();
        await console.StartAsync();
        using (var analyst = await ApiClient.SignInAsync(console.Address, "experiencia@demo.example"))
            Assert.Equal(201, (await analyst.PostAsync("campaigns", new { code = "servicio", name = "Servicio", kind = "ServiceCase" })).Status);
        string number;
        using (var api = await ApiClient.SignInAsync(console.Address, "jp.piura@demo.example"))
            number = (await api.PostAsync("cases", new { campaign = "servicio", branch = "PIURA", description = "Para escribir a medias" })).Body.GetProperty("number").GetString()!;
        await using var head = await _browser.OpenAsync(console.Address);
        await head.SignInAsync("jp.piura@demo.example");
        await head.GotoAsync($"/proyectos/servicio/casos/{number}");
        var (observations, ready) = (head.Page.Locator("#disposition-observations"), head.Page.Locator("#disposition-form[data-kept]"));
        for (var round = 0; round < Counts.Of(20); round++)
        {
            var typed = Text(round);
            await Expect(ready).ToHaveCountAsync(1, new() { Timeout = Patience });
            await observations.FillAsync(typed);
            await Expect(head.Page.GetByText("Borrador guardado")).ToBeVisibleAsync(new() { Timeout = Patience });
            await head.Page.EvaluateAsync("() => { window.beforeTheKill = true; }");
            await console.KillAsync();
            await console.StartAsync();
            await head.Page.WaitForFunctionAsync("() => window.beforeTheKill === undefined", null, new() { Timeout = Patience });
            await Expect(observations).ToHaveValueAsync(typed, new() { Timeout = Patience });
        }
    }

    /// <summary>300 characters with accents, an emoji and several lines.</summary>
    private static string Text(int round) => "🙂" + string.Concat(Enumerable.Repeat($"Acción número {round}: se llamó al señor Núñez, ¿volverá? — sí.\n", 6))[..298];
}
