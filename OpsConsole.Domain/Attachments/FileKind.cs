namespace OpsConsole.Domain.Attachments;

/// <summary>A kind of file that can be let in: how it ends, how it is served, and how its content shows that it is one (docs/rules.md, "Attachments").</summary>
public sealed class FileKind
{
    /// <summary>Bytes from the beginning that tell every kind.</summary>
    public const int HeadLength = 16;

    private readonly Func<ReadOnlySpan<byte>, bool>? _fits;

    private FileKind(string ending, string mediaType, Func<ReadOnlySpan<byte>, bool>? fits, string? part = null) => (Ending, MediaType, _fits, OfficePart) = (ending, mediaType, fits, part);

    public string Ending { get; }

    public string MediaType { get; }

    /// <summary>The part that an office document of this kind holds; null for all other kinds.</summary>
    public string? OfficePart { get; }

    /// <summary>Plain text has no mark at its beginning: it is looked through to its end.</summary>
    public bool IsText => _fits is null;

    public static readonly IReadOnlyList<FileKind> Known =
    [
        new("pdf", "application/pdf", head => head.StartsWith("%PDF-"u8)),
        new("png", "image/png", head => head.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])),
        new("jpg", "image/jpeg", IsJpeg),
        new("jpeg", "image/jpeg", IsJpeg),
        new("gif", "image/gif", head => head.StartsWith("GIF87a"u8) || head.StartsWith("GIF89a"u8)),
        new("webp", "image/webp", head => IsRiff(head, "WEBP"u8)),
        new("txt", "text/plain", null),
        new("csv", "text/csv", null),
        new("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", IsZip, "word/document.xml"),
        new("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", IsZip, "xl/workbook.xml"),
        new("mp3", "audio/mpeg", head => head.StartsWith("ID3"u8) || (head.Length > 1 && head[0] == 0xFF && (head[1] & 0xE6) == 0xE2)),
        new("wav", "audio/wav", head => IsRiff(head, "WAVE"u8)),
        new("ogg", "audio/ogg", head => head.StartsWith("OggS"u8)),
    ];

    public static FileKind? Find(string ending) => Known.FirstOrDefault(k => k.Ending == ending);

    /// <summary>What no text begins with, though it may hold nothing that a text could not.</summary>
    private static readonly byte[][] NoText = ["%PDF-"u8.ToArray(), "{\\rtf"u8.ToArray(), "%!PS"u8.ToArray(), [0x7F, 0x45, 0x4C, 0x46]];

    /// <summary>Whether the first bytes are those of this kind.</summary>
    public bool Fits(ReadOnlySpan<byte> head)
    {
        if (_fits is not null)
            return _fits(head);
        foreach (var other in NoText)
            if (head.StartsWith(other))
                return false;
        return true;
    }

    /// <summary>Whether a piece of a text could be one: no control characters but those of lines, unless it is said to be in two-byte characters.</summary>
    public static bool IsPlain(ReadOnlySpan<byte> piece) => !piece.ContainsAny(Controls);

    public static bool IsWide(ReadOnlySpan<byte> head) => head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || head.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]);

    private static readonly System.Buffers.SearchValues<byte> Controls =
        System.Buffers.SearchValues.Create([.. Enumerable.Range(0, 0x20).Append(0x7F).Except([0x09, 0x0A, 0x0C, 0x0D, 0x1A, 0x1B]).Select(b => (byte)b)]);

    private static bool IsJpeg(ReadOnlySpan<byte> head) => head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]);

    private static bool IsZip(ReadOnlySpan<byte> head) => head.StartsWith((ReadOnlySpan<byte>)[0x50, 0x4B, 0x03, 0x04]);

    private static bool IsRiff(ReadOnlySpan<byte> head, ReadOnlySpan<byte> form) => head.Length >= 12 && head.StartsWith("RIFF"u8) && head[8..12].SequenceEqual(form);
}
