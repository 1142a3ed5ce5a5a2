using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using OpsConsole.Domain.Data;

namespace OpsConsole.Web.Hosting;

/// <summary>Where the logs stood at the end of each day, outside the database: `log-heads/heads.jsonl` in the storage directory, each line signed with the key beside it and bound to the line before (docs/rules.md, "Log chain").</summary>
public sealed class LogHeads(IOptions<StorageOptions> storage, IHostEnvironment environment)
{
    private sealed record Line(string Day, IReadOnlyList<LogHead> Heads, string Mac);

    private string Folder => storage.Value.FullPath(environment, "log-heads");
    private string HeadsFile => Path.Combine(Folder, "heads.jsonl");
    private string KeyFile => Path.Combine(Folder, "key");

    /// <summary>One line a day; false: that day has one.</summary>
    public bool Keep(DateOnly day, IReadOnlyList<LogHead> heads)
    {
        var name = day.ToString("O", CultureInfo.InvariantCulture);
        Directory.CreateDirectory(Folder);
        var key = Key();
        using var file = new FileStream(HeadsFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);       // of two processes on one storage the other tries again
        using var reader = new StreamReader(file, Encoding.UTF8, leaveOpen: true);
        Line? last = null;
        while (reader.ReadLine() is { Length: > 0 } text)
            last = Json.Read<Line>(text);
        if (last is not null && string.CompareOrdinal(last.Day, name) >= 0)
            return false;
        file.Seek(0, SeekOrigin.End);
        file.Write(Encoding.UTF8.GetBytes(Json.Write(new Line(name, heads, Mac(key, last?.Mac ?? "", name, heads))) + "\n"));
        file.Flush(flushToDisk: true);
        return true;
    }

    /// <summary>Null where the file was changed: then it proves nothing.</summary>
    public IReadOnlyList<LogHead>? Read()
    {
        if (!File.Exists(HeadsFile))
            return [];
        if (!File.Exists(KeyFile))
            return null;
        var (key, before, known) = (Key(), "", new List<LogHead>());
        try
        {
            foreach (var text in File.ReadLines(HeadsFile))
            {
                var line = Json.Read<Line>(text);
                if (line.Mac != Mac(key, before, line.Day, line.Heads))
                    return null;
                known.AddRange(line.Heads);
                before = line.Mac;
            }
        }
        catch (JsonException)
        {
            return null;
        }
        return known;
    }

    private byte[] Key()
    {
        if (!File.Exists(KeyFile))
        {
            using (var made = new FileStream(KeyFile, FileMode.CreateNew, FileAccess.Write))
                made.Write(RandomNumberGenerator.GetBytes(32));
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(KeyFile, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
        return File.ReadAllBytes(KeyFile);
    }

    private static string Mac(byte[] key, string before, string day, IReadOnlyList<LogHead> heads) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{before}\n{day}\n{Json.Write(heads)}")));
}
