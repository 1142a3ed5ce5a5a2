using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using OpsConsole.Domain.Attachments;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Live;
using OpsConsole.Web.Hosting;

namespace OpsConsole.Web.Attachments;

/// <summary>Where the bytes of attachments lie: outside what is served, under random names, looked at while they come and on disk before anybody hears of them (docs/rules.md, "Attachments").</summary>
public sealed class AttachmentStore(IOptions<StorageOptions> storage, IOptions<AttachmentOptions> limits, IContentScan scan, IHostEnvironment environment) : IStoredFiles
{
    private const int Block = 1 << 16;
    private readonly string _folder = Directory.CreateDirectory(storage.Value.FullPath(environment, "attachments")).FullName;

    /// <summary>Keeps the bytes as they come; at the first sign that they may not stay it stops, and nothing is left behind.</summary>
    /// <param name="fileName">Clean, and of this kind by its ending.</param>
    public async Task<(StoredFile? Kept, Refusal? Refusal)> SaveAsync(Stream upload, string fileName, FileKind kind, CancellationToken ct)
    {
        var name = Attachment.NewId();
        var refusal = (Refusal?)null;
        var whole = false;
        try
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            long size;
            await using (var file = Stored(() => new FileStream(PathOf(name), Creating)))
            {
                (size, refusal) = await CopyAsync(upload, file, kind, hash, ct);
                if (refusal is null)
                    Stored(() => OnDisk(file));
            }
            refusal ??= await CheckAsync(name, kind, ct);
            whole = refusal is null;
            return whole ? (new(fileName, kind.MediaType, size, Convert.ToHexStringLower(hash.GetHashAndReset()), name), null) : (null, refusal);
        }
        catch (NotStoredException)
        {
            return (null, new("attachment.not_stored", "file"));
        }
        finally
        {
            if (!whole && File.Exists(PathOf(name)))
                Delete(name);
        }
    }

    /// <summary>Null where it is gone.</summary>
    public FileStream? Open(string name) =>
        File.Exists(PathOf(name)) ? new(PathOf(name), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, Block, FileOptions.Asynchronous | FileOptions.SequentialScan) : null;

    public void Delete(string name) => File.Delete(PathOf(name));

    public IEnumerable<string> Untouched(DateTime since)
    {
        foreach (var path in Directory.EnumerateFiles(_folder))
            if (File.GetLastWriteTimeUtc(path) < since)
                yield return Path.GetFileName(path);
    }

    private static FileStreamOptions Creating
    {
        get
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None, BufferSize = 0, Options = FileOptions.Asynchronous };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            return options;
        }
    }

    private async Task<(long Size, Refusal? Refusal)> CopyAsync(Stream upload, FileStream file, FileKind kind, IncrementalHash hash, CancellationToken ct)
    {
        var (buffer, size, wide) = (new byte[Block], 0L, false);
        while (await upload.ReadAtLeastAsync(buffer, Block, throwOnEndOfStream: false, ct) is > 0 and var read)
        {
            if (size == 0)
            {
                wide = FileKind.IsWide(buffer.AsSpan(0, read));
                if (!kind.Fits(buffer.AsSpan(0, Math.Min(read, FileKind.HeadLength))))
                    return (size, new("attachment.content", "file"));
            }
            if (kind.IsText && !wide && !FileKind.IsPlain(buffer.AsSpan(0, read)))
                return (size, new("attachment.content", "file"));
            size += read;
            if (size > limits.Value.MaxBytes)
                return (size, new("attachment.too_large", "file", Need: limits.Value.MaxMb));
            hash.AppendData(buffer, 0, read);
            await WriteAsync(file, buffer.AsMemory(0, read), ct);
        }
        return (size, size == 0 ? new("attachment.empty", "file") : null);
    }

    private async Task<Refusal?> CheckAsync(string name, FileKind kind, CancellationToken ct)
    {
        if (kind.OfficePart is { } part && !OfficeDocument.IsInert(PathOf(name), part))
            return new("attachment.content", "file");
        await using var file = Open(name)!;
        return await scan.IsHarmfulAsync(file, ct) ? new("attachment.harmful", "file") : null;
    }

    private static async Task WriteAsync(FileStream file, ReadOnlyMemory<byte> bytes, CancellationToken ct)
    {
        try
        {
            await file.WriteAsync(bytes, ct);
        }
        catch (IOException e)
        {
            throw new NotStoredException(e);
        }
    }

    private static FileStream OnDisk(FileStream file)
    {
        file.Flush(flushToDisk: true);
        return file;
    }

    private static T Stored<T>(Func<T> act)
    {
        try
        {
            return act();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new NotStoredException(e);
        }
    }

    /// <summary>The disk, not the sender: it is full, or the folder is gone.</summary>
    private sealed class NotStoredException(Exception inner) : Exception(inner.Message, inner);

    private string PathOf(string name) => Path.Combine(_folder, name);
}
