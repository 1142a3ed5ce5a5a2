using OpsConsole.Tests.Support;
using Xunit;

namespace OpsConsole.Tests.Api;

/// <summary>Notifications through the real server: the hub says them at once, the API lists them and marks them as read.</summary>
public sealed class NotificationsApiTests : IAsyncLifetime
{
    private TestConsole _console = null!;

    public async Task InitializeAsync() => _console = await TestConsole.StartAsync();

    public async Task DisposeAsync() => await _console.DisposeAsync();

    [Fact]
    public async Task The_one_who_gets_a_case_hears_of_it_and_nobody_else()
    {
        using var head = await ApiClient.SignInAsync(_console.Address, "jp.piura@demo.example");
        using var agent = await ApiClient.SignInAsync(_console.Address, "agente1.piura@demo.example");
        using var colleague = await ApiClient.SignInAsync(_console.Address, "agente2.piura@demo.example");
        var number = (await head.PostAsync("cases", new { campaign = "servicio", branch = "PIURA", type = "Falla" })).Body.GetProperty("number").GetString()!;
        await using var mine = await HubClient.ConnectAsync(_console.Address, agent.Token);
        await using var theirs = await HubClient.ConnectAsync(_console.Address, colleague.Token);
        var before = (await agent.GetAsync("notifications")).Body.GetProperty("unread").GetInt32();
        await head.PostAsync($"cases/{number}/reassign", new { user = "agente1.piura@demo.example", reason = "Reparto" });
        var told = await mine.NextAsync("Notification");
        Assert.Equal(("reassigned", $"/proyectos/servicio/casos/{number}"), (told.GetProperty("kind").GetString(), told.GetProperty("url").GetString()));
        Assert.Contains(number, told.GetProperty("text").GetString());

        var list = (await agent.GetAsync("notifications?limit=1")).Body;
        Assert.Equal(before + 1, list.GetProperty("unread").GetInt32());
        var first = list.GetProperty("items")[0];
        Assert.Equal((told.GetProperty("id").GetInt64(), number), (first.GetProperty("id").GetInt64(), first.GetProperty("number").GetString()));
        var read = (await agent.PostAsync("notifications/read", new { ids = new[] { told.GetProperty("id").GetInt64() } })).Body;
        Assert.Equal(before, read.GetProperty("unread").GetInt32());
        Assert.Equal(0, (await agent.PostAsync("notifications/read", new { })).Body.GetProperty("unread").GetInt32());
        await colleague.PostAsync($"cases/{number}/takeover", new { });
        Assert.Equal("taken_over", (await mine.NextAsync("Notification")).GetProperty("kind").GetString());
        using var supervisor = await ApiClient.SignInAsync(_console.Address, "supervisor.norte@demo.example");
        Assert.Equal(403, (await head.PostAsync($"cases/{number}/remind", new { })).Status);
        Assert.Equal(200, (await supervisor.PostAsync($"cases/{number}/remind", new { })).Status);
        var reminded = (await head.GetAsync("notifications?limit=1")).Body.GetProperty("items")[0];
        Assert.Equal(("reminder", number), (reminded.GetProperty("kind").GetString(), reminded.GetProperty("number").GetString()));
        var logged = (await supervisor.GetAsync($"cases/{number}/events")).Body.EnumerateArray().Last();
        Assert.Equal("reminder", logged.GetProperty("type").GetString());
        Assert.DoesNotContain("\"Notification\"", theirs.Wire.ToString(), StringComparison.Ordinal);
    }
}
