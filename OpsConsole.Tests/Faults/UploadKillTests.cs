using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using OpsConsole.Domain.Live;
using OpsConsole.Tests.Support;
using OpsConsole.Web.Attachments;
using OpsConsole.Web.Hosting;
using Xunit;
using Xunit.Abstractions;

namespace OpsConsole.Tests.Faults;

/// <summary>Promise F19: a console that dies while files come in leaves no row without its file, and after the sweep no file without its row.</summary>
[Collection(Alone.Name)]
public sealed class UploadKillTests(ITestOutputHelper log)
{
    private const int Writers = 8;

    [Theory, OnEveryDatabase]
    public async Task After_a_kill_every_row_has_its_file_and_the_sweep_takes_the_rest(DatabaseKind kind)
    {
        var random = Counts.Seeded(log);
        await using var stored = await StoredConsole.CreateAsync(kind, cases: 40);
        var acknowledged = new ConcurrentDictionary<string, string>();
        for (var round = 1; round <= Counts.Of(20); round++)
        {
            await using var console = stored.Process();
            await console.StartAsync();
            using var client = await ApiClient.SignInAsync(console.Address, "jp.piura@demo.example");
            var found = await client.PostAsync("cases/search", new { campaign = "operaciones", limit = Writers });
            var numbers = found.Body.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("number").GetString()!).ToList();
            var before = acknowledged.Count;
            var writing = Enumerable.Range(0, Writers).Select(i => WriteAsync(client, numbers[i], acknowledged)).ToList();
            for (var left = 600; acknowledged.Count == before && left > 0; left--)
                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(20, 400)), TimeProvider.System);
            await console.KillAsync();
            await Task.WhenAll(writing);
        }

        var rows = (await stored.RowsAsync("""SELECT "Id", "Sha256", "StoredName", "Size" FROM "Attachments" """, row => (Id: row.GetString(0), Hash: row.GetString(1), File: row.GetString(2), Size: row.GetInt64(3)))).ToDictionary(row => row.Id);
        Assert.All(rows.Values, row => Assert.Equal((row.Hash, row.Size), Read(stored, row.File)));
        Assert.All(acknowledged, ack => Assert.Equal(ack.Value, rows[ack.Key].Hash));
        Assert.Empty(await stored.HalfChangesAsync());
        var lying = Directory.GetFiles(Folder(stored)).Length;
        await SweepAsync(stored);
        Assert.Equal(rows.Values.Select(row => row.File).Order(StringComparer.Ordinal), Directory.GetFiles(Folder(stored)).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal));
        Assert.NotEmpty(acknowledged);
        log.WriteLine($"{acknowledged.Count} acknowledged, {rows.Count} rows, {lying} files before the sweep");
    }

    // A broken connection promises nothing; only a success is written down.
    private static async Task WriteAsync(ApiClient client, string number, ConcurrentDictionary<string, string> acknowledged)
    {
        try
        {
            for (var i = 0; ; i++)
            {
                byte[] content = [.. "%PDF-1.7"u8, .. RandomNumberGenerator.GetBytes(400_000 + i)];
                var answer = await client.UploadAsync($"cases/{number}/attachments", content, $"{i}.pdf");
                if (!answer.IsDone)
                    return;
                acknowledged[answer.Body.GetProperty("id").GetString()!] = Convert.ToHexStringLower(SHA256.HashData(content));
            }
        }
        catch (HttpRequestException)
        {
        }
    }

    private static string Folder(StoredConsole stored) => Path.Combine(stored.Folder, "attachments");

    private static (string, long) Read(StoredConsole stored, string name)
    {
        var content = File.ReadAllBytes(Path.Combine(Folder(stored), name));
        return (Convert.ToHexStringLower(SHA256.HashData(content)), content.Length);
    }

    /// <summary>As the console does it an hour and a bit later.</summary>
    private static async Task SweepAsync(StoredConsole stored)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddOpsDatabase(stored.Kind == DatabaseKind.Sqlite ? DatabaseHosting.Sqlite : DatabaseHosting.PostgreSql, stored.Connection, stored.Folder);
        services.AddDomain();
        services.AddSingleton<TimeProvider>(new FakeClock(TimeProvider.System.GetUtcNow().UtcDateTime + Housekeeping.FilesWaitFor + TimeSpan.FromMinutes(1)));
        services.AddSingleton<IStoredFiles>(new AttachmentStore(Options.Create(new StorageOptions { Directory = stored.Folder }), Options.Create(new AttachmentOptions()), new TestFileScan(), new Place(stored.Folder)));
        await using var provider = services.BuildServiceProvider();
        await provider.GetRequiredService<Housekeeping>().SweepFilesAsync(CancellationToken.None);
    }

    private sealed class Place(string folder) : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = "Production";
        public string ApplicationName { get; set; } = "OpsConsole";
        public string ContentRootPath { get; set; } = folder;
        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
