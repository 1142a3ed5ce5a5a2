using System.Collections.Concurrent;
using System.Text.Json;
using OpsConsole.Tests.Support;
using Xunit;
using Xunit.Abstractions;

namespace OpsConsole.Tests.Faults;

/// <summary>Promise F14: what was committed is delivered after the death of the process, and counts once.</summary>
[Collection(Alone.Name)]
public sealed class MessageKillTests(ITestOutputHelper log)
{
    private const string Analyst = "experiencia@demo.example";

    [Theory, OnEveryDatabase]
    public async Task Mails_that_were_on_their_way_at_a_kill_arrive_once_after_the_restart(DatabaseKind kind)
    {
        await using var mail = await MailServer.StartAsync();
        await using var stored = await StoredConsole.CreateAsync(kind, cases: 1);
        await using var console = stored.Process(mail.Settings);
        await console.StartAsync();
        var (client, numbers) = await OpenAsync(console, 6);
        mail.HoldBefore(true);
        var sent = new List<string>();
        foreach (var number in numbers)         // four are handed over and wait for their answer, two have not begun
            sent.Add(await SendAsync(client, number, "email", "Señor Ñ"));
        await mail.ReachedAsync();
        await console.KillAsync();
        client.Dispose();
        mail.HoldBefore(false);
        await ExpireAsync(stored, kind);
        await console.StartAsync();
        await UntilAllAsync(stored, sent.Count);
        Assert.Equal(sent.Order(), mail.Mails.Select(m => m.Id).Order());
        Assert.Empty(await stored.HalfChangesAsync());
    }

    [Theory, OnEveryDatabase]
    public async Task A_mail_that_was_taken_but_whose_answer_never_came_comes_again_under_the_same_id(DatabaseKind kind)
    {
        await using var mail = await MailServer.StartAsync();
        await using var stored = await StoredConsole.CreateAsync(kind, cases: 1);
        await using var console = stored.Process(mail.Settings);
        await console.StartAsync();
        var (client, numbers) = await OpenAsync(console, 1);
        mail.HoldAfter(true);
        var sent = await SendAsync(client, numbers[0], "email", "Hola");
        await mail.ReachedAsync();
        await console.KillAsync();
        client.Dispose();
        mail.HoldAfter(false);
        await ExpireAsync(stored, kind);
        await console.StartAsync();
        await UntilAllAsync(stored, 1);
        Assert.Equal([sent, sent], mail.Mails.Select(m => m.Id));
        Assert.Single(mail.Mails.Select(m => m["Message-ID"].Single()).Distinct());
    }

    [Theory, OnEveryDatabase]
    public async Task Whatever_moment_the_process_dies_in_every_message_arrives_and_each_case_keeps_its_order(DatabaseKind kind)
    {
        var random = Counts.Seeded(log);
        using var gateway = new GatewayServer();
        await using var stored = await StoredConsole.CreateAsync(kind, cases: 1);
        await using var console = stored.Process(gateway.Settings);
        await console.StartAsync();
        var written = new ConcurrentDictionary<string, List<string>>();
        var rounds = Counts.Of(100) / 5;
        for (var round = 0; round < rounds; round++)
        {
            var (client, numbers) = await OpenAsync(console, 5, first: round == 0);
            var first = new TaskCompletionSource();
            var writing = numbers.Select(number => WriteAsync(client, number, written.GetOrAdd(number, _ => []), first)).ToList();
            await first.Task;
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(0, 400)), TimeProvider.System);
            await console.KillAsync();
            await Task.WhenAll(writing);
            client.Dispose();
            await ExpireAsync(stored, kind);
            await console.StartAsync();
            await UntilAllAsync(stored, written.Values.Sum(w => w.Count));
            var arrived = gateway.Requests.DistinctBy(r => r.Key).Select(r => r.Id).ToList();
            foreach (var (number, acknowledged) in written)
                Assert.Equal(acknowledged, arrived.Where(acknowledged.Contains));
            Assert.Empty(await stored.HalfChangesAsync());
            log.WriteLine($"round {round}: {written.Values.Sum(w => w.Count)} acknowledged, {gateway.Requests.Count} handed over, {gateway.Requests.Count - arrived.Count} of them again under their key");
        }
        Assert.NotEmpty(written);
    }

    /// <summary>A campaign of service cases and so many cases in it.</summary>
    private static async Task<(ApiClient Client, List<string> Numbers)> OpenAsync(ConsoleProcess console, int cases, bool first = true)
    {
        var client = await ApiClient.SignInAsync(console.Address, Analyst);
        if (first)
            Assert.True((await client.PostAsync("campaigns", new { code = "servicio", name = "Servicio", kind = "ServiceCase" })).IsDone);
        var numbers = new List<string>();
        for (var i = 0; i < cases; i++)
            numbers.Add((await client.PostAsync("cases", new { campaign = "servicio", branch = "PIURA" })).Body.GetProperty("number").GetString()!);
        return (client, numbers);
    }

    private static async Task<string> SendAsync(ApiClient client, string number, string channel, string text)
    {
        var made = await client.PostAsync($"cases/{number}/messages", new { direction = "out", channel, contactPoint = channel == "email" ? "ana@correo.example" : "+51987654321", text });
        Assert.True(made.Status == 201, made.Body.ToString());
        return made.Body.GetProperty("id").GetString()!;
    }

    // Only what was acknowledged is written down.
    private static async Task WriteAsync(ApiClient client, string number, List<string> written, TaskCompletionSource first)
    {
        try
        {
            while (written.Count < 200)
            {
                written.Add(await SendAsync(client, number, "sms", $"mensaje {written.Count}"));
                first.TrySetResult();
            }
        }
        catch (Exception e) when (e is HttpRequestException or JsonException)       // the console is dead
        {
        }
    }

    /// <summary>With PostgreSQL another node might still hold what was being sent, for a minute; here there is none.</summary>
    private static Task ExpireAsync(StoredConsole stored, DatabaseKind kind) => kind == DatabaseKind.Sqlite ? Task.CompletedTask
        : PostgresServer.ExecuteAsync(stored.Connection, """UPDATE "Messages" SET "LeasedUntil" = now() - interval '1 second' WHERE "LeasedUntil" IS NOT NULL""");

    /// <summary>Until nothing waits any more and at least so many were sent. What failed once, the gateway being busy, comes again after a minute.</summary>
    private static async Task UntilAllAsync(StoredConsole stored, int least)
    {
        for (var left = 3_000; left > 0; left--)
        {
            var states = await stored.RowsAsync("""SELECT "State", COUNT(*) FROM "Messages" GROUP BY "State" """, row => (State: row.GetInt32(0), Count: row.GetInt64(1)));
            if (states.All(s => s.State == 2) && states.Sum(s => s.Count) >= least)
                return;
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }
        throw new TimeoutException("The outbox is not empty.");
    }
}
