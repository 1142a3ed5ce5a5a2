namespace OpsConsole.Web.Attachments;

/// <summary>Where an installation puts its own scanner of uploads: asked about each file before it is anybody's.</summary>
public interface IContentScan
{
    Task<bool> IsHarmfulAsync(Stream file, CancellationToken ct);
}

/// <summary>Knows the standard anti-virus test file and nothing else: so that somebody can see that a scan takes place before a real scanner is put here.</summary>
public sealed class TestFileScan : IContentScan
{
    /// <summary>The mark in the middle of the test file, which itself must not stand in any source.</summary>
    private static readonly byte[] Mark = "-STANDARD-ANTIVIRUS-TEST-FILE!"u8.ToArray();

    private const int Longest = 128;

    public async Task<bool> IsHarmfulAsync(Stream file, CancellationToken ct)
    {
        var head = new byte[Longest];
        var read = await file.ReadAtLeastAsync(head, Longest, throwOnEndOfStream: false, ct);
        return file.Length <= Longest && head.AsSpan(0, read).IndexOf(Mark) >= 0;
    }
}
