using System.Collections.Concurrent;
using OpsConsole.Tests.Support;
using Xunit;
using Xunit.Abstractions;

namespace OpsConsole.Tests.Faults;

/// <summary>Promise F1: what the console said was saved survives the death of its process.</summary>
[Collection(Alone.Name)]
public sealed class KillTests(ITestOutputHelper log)
{
    private const int Writers = 20;

    private static readonly string[] People =
        ["jp.piura@demo.example", "jp.trujillo@demo.example", "jp.arequipa@demo.example", "jp.cusco@demo.example", "experiencia@demo.example"];

    [Theory, OnEveryDatabase]
    public async Task Every_acknowledged_change_is_there_after_a_kill_and_none_is_half_done(DatabaseKind kind)
    {
        var random = Counts.Seeded(log);
        await using var stored = await StoredConsole.CreateAsync(kind, cases: 400);
        var acknowledged = new ConcurrentQueue<Acknowledged>();
        for (var round = 1; round <= Counts.Of(20); round++)
        {
            await using (var console = stored.Process())
            {
                await console.StartAsync();
                using var clients = await SignedInAsync(console.Address);
                using var dead = new CancellationTokenSource();
                var writing = Enumerable.Range(0, Writers).Select(i => WriteAsync(clients[i % clients.Count], round, i, acknowledged, dead.Token)).ToList();
                await FirstAsync(acknowledged, acknowledged.Count);
                await Task.Delay(TimeSpan.FromMilliseconds(random.Next(200, 3000)), TimeProvider.System);
                await console.KillAsync();
                await dead.CancelAsync();
                await Task.WhenAll(writing);
            }
            Assert.Equal("ok", await stored.IntegrityAsync());
            Assert.Empty(await stored.HalfChangesAsync());
            var kept = await stored.NotesAsync();
            Assert.DoesNotContain(acknowledged, ack => !kept.Contains((ack.Number, ack.Text)));
            log.WriteLine($"round {round}: {acknowledged.Count} acknowledged so far, {kept.Count} notes in the log");
        }
        Assert.NotEmpty(acknowledged);
    }

    // The clock of a round starts with its first acknowledged change, however slow the machine is.
    private static async Task FirstAsync(ConcurrentQueue<Acknowledged> acknowledged, int before)
    {
        for (var left = 600; acknowledged.Count == before && left > 0; left--)
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
    }

    // A refused answer or a broken connection promises nothing; only a success is written down.
    private async Task WriteAsync(ApiClient client, int round, int writer, ConcurrentQueue<Acknowledged> acknowledged, CancellationToken dead)
    {
        var queue = await NumbersAsync(client);
        for (var i = 0; !dead.IsCancellationRequested && queue.Count > 0; i++)
        {
            var number = queue[(i + writer) % queue.Count];
            var text = $"corte {round} {writer} {i}";
            try
            {
                if (i % 3 == 2)
                    await client.PostAsync($"cases/{number}/attempts", new { channel = "phone", contactPoint = text, result = "no_answer" });
                var answer = await client.PostAsync($"cases/{number}/notes", new { text });
                if (answer.IsDone)
                    acknowledged.Enqueue(new(number, text));
                else
                    log.WriteLine($"writer {writer}: {answer.Status} {answer.Body}");
            }
            catch (HttpRequestException)
            {
                return;
            }
        }
    }

    private async Task<List<string>> NumbersAsync(ApiClient client)
    {
        try
        {
            var found = await client.PostAsync("cases/search", new { campaign = "operaciones", limit = 50 });
            if (!found.IsDone)
                log.WriteLine($"search: {found.Status} {found.Body}");
            return [.. found.Body.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("number").GetString()!)];
        }
        catch (HttpRequestException)
        {
            return [];
        }
    }

    private static async Task<ClientList> SignedInAsync(string address)
    {
        var clients = new ClientList();
        foreach (var person in People)
            clients.Add(await ApiClient.SignInAsync(address, person));
        return clients;
    }

    private sealed record Acknowledged(string Number, string Text);

    private sealed class ClientList : List<ApiClient>, IDisposable
    {
        public void Dispose() => ForEach(client => client.Dispose());
    }
}
