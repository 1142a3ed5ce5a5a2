using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using OpsConsole.Web.Hosting;

namespace OpsConsole.Web.Files;

/// <summary>Where uploads lie until they are worked off: under random names, so that nothing a person typed is ever a path.</summary>
public sealed class UploadStore(IOptions<StorageOptions> storage, IOptions<ImportOptions> limits, IHostEnvironment environment)
{
    private const int Block = 1 << 16;
    private readonly string _folder = Directory.CreateDirectory(storage.Value.FullPath(environment, "imports")).FullName;

    public string PathOf(string name) => Path.Combine(_folder, name);

    /// <summary>Keeps the bytes as they come; stops at the first one too many and leaves nothing behind: then the answer is null.</summary>
    public async Task<string?> SaveAsync(Stream upload, CancellationToken ct)
    {
        var name = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));
        var whole = false;
        try
        {
            await using var file = new FileStream(PathOf(name), FileMode.CreateNew, FileAccess.Write, FileShare.None, Block, FileOptions.Asynchronous);
            whole = await CopyAsync(upload, file, ct);
        }
        finally
        {
            if (!whole)
                File.Delete(PathOf(name));
        }

        return whole ? name : null;
    }

    public void Delete(string name) => File.Delete(PathOf(name));

    /// <summary>Deletes what no import needs any more, and what a cut upload left.</summary>
    public void Sweep(IReadOnlySet<string> inUse, DateTime olderThan)
    {
        foreach (var path in Directory.EnumerateFiles(_folder))
            if (!inUse.Contains(Path.GetFileName(path)) && File.GetLastWriteTimeUtc(path) < olderThan)
                File.Delete(path);
    }

    private async Task<bool> CopyAsync(Stream upload, FileStream file, CancellationToken ct)
    {
        var buffer = new byte[Block];
        long limit = 0, length = 0;
        while (await upload.ReadAtLeastAsync(buffer, Block, throwOnEndOfStream: false, ct) is > 0 and var read)
        {
            if (length == 0)
                limit = 1024L * 1024 * (TableFile.IsZip(buffer.AsSpan(0, read)) ? limits.Value.MaxXlsxMb : limits.Value.MaxFileMb);
            length += read;
            if (length > limit)
                return false;
            await file.WriteAsync(buffer.AsMemory(0, read), ct);
        }

        return true;
    }
}
