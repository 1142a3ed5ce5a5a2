using System.Diagnostics;
using System.Text.Json;

namespace OpsConsole.Tests.Support;

/// <summary>A mail as it arrived, read by another mail library than the console's.</summary>
public sealed record ArrivedMail(string Sender, IReadOnlyList<string> Recipients, IReadOnlyList<IReadOnlyList<string>> Headers, string Text, int LongestLine)
{
    /// <summary>Every value of a header, so that a second one shows.</summary>
    public IReadOnlyList<string> this[string name] => [.. Headers.Where(h => h[0].Equals(name, StringComparison.OrdinalIgnoreCase)).Select(h => h[1])];

    public string Id => this["Message-ID"].Single().Trim('<', '>').Split('@')[0];
}

/// <summary>A real mail server on loopback (aiosmtpd) that can be made to hesitate, refuse and die.</summary>
public sealed class MailServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TemporaryFolder _folder = new();
    private Process? _process;

    public int Port { get; private set; }

    /// <summary>The settings by which the console uses it.</summary>
    public Dictionary<string, string> Settings => new()
    {
        ["Smtp:Host"] = "127.0.0.1",
        ["Smtp:Port"] = $"{Port}",
        ["Smtp:From"] = "Atención al cliente Ñ <casos@empresa.example>",
        ["Smtp:Security"] = "None",
    };

    /// <summary>Every mail in order of arrival.</summary>
    public IReadOnlyList<ArrivedMail> Mails =>
        [.. Directory.GetFiles(_folder.Path, "*.json").Order(StringComparer.Ordinal).Select(file => JsonSerializer.Deserialize<ArrivedMail>(File.ReadAllText(file), JsonSerializerOptions.Web)!)];

    public static async Task<MailServer> StartAsync()
    {
        var made = new MailServer();
        await made.RestartAsync();
        return made;
    }

    /// <summary>Again at the same port, with the mails that it had.</summary>
    public async Task RestartAsync()
    {
        var start = new ProcessStartInfo("/usr/bin/python3") { RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach (var argument in new[] { RepositoryRoot.File("OpsConsole.Tests", "Support", "mail_server.py"), _folder.Path, $"{Port}" })
            start.ArgumentList.Add(argument);
        _process = Process.Start(start)!;
        Port = int.Parse(await _process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The mail server did not start."));
    }

    /// <summary>The answer that every recipient gets; null: all are welcome.</summary>
    public void Refuse(string? answer) => Say("refuse", answer);

    /// <summary>Mails wait before they are kept.</summary>
    public void HoldBefore(bool held) => Say("hold-before", held ? "" : null);

    /// <summary>Mails are kept, and the answer waits.</summary>
    public void HoldAfter(bool held) => Say("hold-after", held ? "" : null);

    /// <summary>Until a mail waits.</summary>
    public Task ReachedAsync() => UntilAsync(() => File.Exists(_folder.File("reached")));

    public async Task KillAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        File.Delete(_folder.File("reached"));
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
            await KillAsync();
        _folder.Dispose();
    }

    /// <summary>Looks again and again, since nobody tells.</summary>
    public static async Task UntilAsync(Func<bool> condition)
    {
        for (var waited = Stopwatch.StartNew(); !condition(); await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System))
            if (waited.Elapsed > Patience)
                throw new TimeoutException("What was waited for did not come.");
    }

    private void Say(string file, string? text)
    {
        if (text is null)
            File.Delete(_folder.File(file));
        else
            File.WriteAllText(_folder.File(file), text);
    }
}
