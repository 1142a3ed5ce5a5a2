using OpsConsole.Domain.Imports;

namespace OpsConsole.Web.Files;

/// <summary>Opens an upload as a table by what it is, not by what it is called.</summary>
internal static class TableFile
{
    public static async Task<IRowSource> OpenAsync(string path, ImportMapping mapping, ImportOptions limits, CancellationToken ct)
    {
        var size = new FileInfo(path).Length;
        var head = await HeadAsync(path, ct);
        if (size == 0)
            throw new FileFaultException("file.empty");
        if (IsZip(head))
            return await XlsxRows.OpenAsync(path, mapping, Within(size, limits.MaxXlsxMb, limits), ct);
        if (head.AsSpan().StartsWith<byte>([0xD0, 0xCF, 0x11, 0xE0]))
            throw new FileFaultException(head.AsSpan().IndexOf("E\0n\0c\0r\0y\0p\0t\0"u8) >= 0 ? "xlsx.encrypted" : "file.old_excel");
        return await CsvRows.OpenAsync(path, mapping, Within(size, limits.MaxFileMb, limits), ct);
    }

    public static bool IsZip(ReadOnlySpan<byte> head) => head.StartsWith<byte>([0x50, 0x4B, 0x03, 0x04]) || head.StartsWith<byte>([0x50, 0x4B, 0x05, 0x06]);

    private static ImportOptions Within(long size, int megabytes, ImportOptions limits) =>
        size <= megabytes * 1024L * 1024 ? limits : throw new FileFaultException("file.too_large", megabytes.ToString(System.Globalization.CultureInfo.InvariantCulture));

    // The directory of an old Office file, which names its streams, may lie anywhere in it; encrypted ones are small at the front.
    private static async Task<byte[]> HeadAsync(string path, CancellationToken ct)
    {
        await using var file = File.OpenRead(path);
        var head = new byte[1 << 20];
        var have = await file.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, ct);
        return head[..have];
    }
}
