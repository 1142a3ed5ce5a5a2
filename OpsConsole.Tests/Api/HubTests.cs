using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Live;
using OpsConsole.Domain.People;
using OpsConsole.Tests.Support;
using Xunit;

namespace OpsConsole.Tests.Api;

/// <summary>The hub through the real server, by a client that knows nothing but the contract.</summary>
public sealed class HubTests : IAsyncLifetime
{
    private TestConsole _console = null!;

    public async Task InitializeAsync() => _console = await TestConsole.StartAsync();

    public async Task DisposeAsync() => await _console.DisposeAsync();

    [Fact]
    public async Task A_change_reaches_whoever_may_see_it_and_nobody_else()
    {
        using var head = await ApiClient.SignInAsync(_console.Address, "jp.piura@demo.example");
        using var other = await ApiClient.SignInAsync(_console.Address, "jp.cusco@demo.example");
        var number = await UnmanagedAsync(head);
        await using var mine = await HubClient.ConnectAsync(_console.Address, head.Token);
        await using var theirs = await HubClient.ConnectAsync(_console.Address, other.Token);
        await head.PostAsync($"cases/{number}/open", new { });
        var change = await mine.NextAsync("CaseChanged");
        Assert.Equal(number, change.GetProperty("number").GetString());
        Assert.Equal("Started", change.GetProperty("status").GetString());
        Assert.Equal("PIURA", change.GetProperty("branch").GetString());
        Assert.Equal("operaciones", change.GetProperty("campaign").GetString());
        Assert.Equal("opened", change.GetProperty("type").GetString());
        var counters = await mine.NextAsync("CountersChanged");
        Assert.Equal("PIURA", counters.GetProperty("keys")[0].GetString());
        var elsewhere = await UnmanagedAsync(other);
        await other.PostAsync($"cases/{elsewhere}/open", new { });
        Assert.Equal(elsewhere, (await theirs.NextAsync("CaseChanged")).GetProperty("number").GetString());
        Assert.DoesNotContain("PIURA", theirs.Wire.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(number, theirs.Wire.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_that_names_the_last_number_it_saw_gets_what_it_missed_in_order()
    {
        using var head = await ApiClient.SignInAsync(_console.Address, "jp.piura@demo.example");
        var number = await UnmanagedAsync(head);
        long seen;
        await using (var before = await HubClient.ConnectAsync(_console.Address, head.Token))
        {
            await head.PostAsync($"cases/{number}/open", new { });
            seen = (await before.NextAsync("CaseChanged")).GetProperty("seq").GetInt64();
        }
        await head.PostAsync($"cases/{number}/notes", new { text = "Primera nota" });
        await head.PostAsync($"cases/{number}/notes", new { text = "Segunda nota" });
        await using var back = await HubClient.ConnectAsync(_console.Address, head.Token, seen);
        var (first, second) = (await back.NextAsync("CaseChanged"), await back.NextAsync("CaseChanged"));
        Assert.Equal(seen + 1, first.GetProperty("seq").GetInt64());
        Assert.Equal(seen + 2, second.GetProperty("seq").GetInt64());
        Assert.DoesNotContain("nota", back.Wire.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_at_a_case_is_said_to_those_who_see_the_case_and_to_nobody_else()
    {
        using var head = await ApiClient.SignInAsync(_console.Address, "jp.piura@demo.example");
        using var other = await ApiClient.SignInAsync(_console.Address, "jp.cusco@demo.example");
        var (number, far) = (await UnmanagedAsync(head), await UnmanagedAsync(other));
        await using var mine = await HubClient.ConnectAsync(_console.Address, head.Token);
        await using var theirs = await HubClient.ConnectAsync(_console.Address, other.Token);
        var board = _console.Services.GetRequiredService<PresenceBoard>();
        var actor = new Actor(4_711, "Alguien de Piura", "alguien@demo.example", Role.Agent, 0);
        using (var visit = board.Enter(CaseNumber.IdOf(number), actor))
        {
            visit.Beat(active: true, typed: true, "form");
            JsonElement user;
            do
            {
                var change = await mine.NextAsync("PresenceChanged");
                Assert.Equal(number, change.GetProperty("number").GetString());
                user = change.GetProperty("users")[0];
            }
            while (!user.GetProperty("editing").GetBoolean());
            Assert.Equal((4_711, "Alguien de Piura", "form"), (user.GetProperty("id").GetInt32(), user.GetProperty("name").GetString(), user.GetProperty("section").GetString()));
        }
        Assert.Empty((await mine.NextAsync("PresenceChanged")).GetProperty("users").EnumerateArray());
        using var there = board.Enter(CaseNumber.IdOf(far), actor with { Name = "Otra persona" });
        Assert.Equal(far, (await theirs.NextAsync("PresenceChanged")).GetProperty("number").GetString());
        Assert.DoesNotContain("Piura", theirs.Wire.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(number, theirs.Wire.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_follows_without_a_token() =>
        await Assert.ThrowsAnyAsync<Exception>(() => HubClient.ConnectAsync(_console.Address, "not-a-token"));

    private static async Task<string> UnmanagedAsync(ApiClient api)
    {
        var found = await api.PostAsync("cases/search", new
        {
            campaign = "operaciones",
            filter = new { connector = "all", items = new[] { new { source = "management", field = "Estado gestión", op = "eq", value = "Unmanaged" } } },
            limit = 1,
        });
        return found.Body.GetProperty("items")[0].GetProperty("number").GetString()!;
    }
}
