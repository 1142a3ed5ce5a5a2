using System.Buffers.Binary;
using System.IO.Compression;

namespace OpsConsole.Web.Attachments;

/// <summary>Looks into the directory of an office document, of which nothing is unpacked: that it is one, of the kind that its name says, and carries no macros.</summary>
internal static class OfficeDocument
{
    private const int MostParts = 5_000, EndRecord = 22;
    private static readonly string[] Active = ["vbaProject.bin", "vbaData.xml", ".exe", ".dll", ".js", ".vbs", ".bat", ".cmd", ".ps1", ".lnk", ".hta", ".scr"];

    public static bool IsInert(string path, string part)
    {
        try
        {
            if (PartsOf(path) > MostParts)
                return false;
            using var zip = ZipFile.OpenRead(path);
            return zip.GetEntry("[Content_Types].xml") is not null && zip.GetEntry(part) is not null
                && !zip.Entries.Any(e => Active.Any(end => e.FullName.EndsWith(end, StringComparison.OrdinalIgnoreCase)));
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    // The zip's own end record, before a directory of any size is loaded.
    private static int PartsOf(string path)
    {
        using var file = File.OpenRead(path);
        var tail = new byte[Math.Min(file.Length, EndRecord + ushort.MaxValue)];
        file.Seek(-tail.Length, SeekOrigin.End);
        file.ReadExactly(tail);
        var at = tail.AsSpan().LastIndexOf<byte>([0x50, 0x4B, 0x05, 0x06]);
        return at < 0 || at + EndRecord > tail.Length ? int.MaxValue : BinaryPrimitives.ReadUInt16LittleEndian(tail.AsSpan(at + 10));
    }
}
