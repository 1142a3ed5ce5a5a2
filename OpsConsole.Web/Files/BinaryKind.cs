namespace OpsConsole.Web.Files;

/// <summary>Names the common files that are no tables, so that the message can say what was sent.</summary>
internal static class BinaryKind
{
    private static readonly (byte[] Magic, string Kind)[] Known =
    [
        ("%PDF"u8.ToArray(), "PDF"),
        ([0x89, 0x50, 0x4E, 0x47], "PNG"),
        ("GIF8"u8.ToArray(), "GIF"),
        ([0xFF, 0xD8, 0xFF], "JPEG"),
        ([0x1F, 0x8B], "GZIP"),
        ([0x37, 0x7A, 0xBC, 0xAF], "7Z"),
        ("Rar!"u8.ToArray(), "RAR"),
        ([0x7F, 0x45, 0x4C, 0x46], "ELF"),
        ([0x4D, 0x5A, 0x90], "EXE"),
    ];

    public static string? Of(ReadOnlySpan<byte> head)
    {
        foreach (var (magic, kind) in Known)
            if (head.StartsWith(magic))
                return kind;
        return null;
    }
}
