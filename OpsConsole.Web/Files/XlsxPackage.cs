using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Xml;
using OpsConsole.Domain.Imports;

namespace OpsConsole.Web.Files;

/// <summary>Looks at an XLSX file as a zip before anything is read from it: counts, sizes, ratios and checksums, and that every part is plain XML. A bomb, a lie or a cut is refused here.</summary>
internal sealed class XlsxPackage
{
    private const string Strings = "xl/sharedStrings.xml";
    private readonly ImportOptions _limits;

    private XlsxPackage(ImportOptions limits) => _limits = limits;

    public required XlsxSheet Sheet { get; init; }

    public required SheetFacts Facts { get; init; }

    public static XlsxPackage Check(string path, ImportOptions limits, CancellationToken ct)
    {
        CheckEntryCount(path, limits);
        try
        {
            using var zip = ZipFile.OpenRead(path);
            CheckSizes(zip, limits);
            var sheet = XlsxSheet.FirstVisible(zip);
            var strings = CountStrings(zip, ct);
            SheetFacts? facts = null;
            foreach (var part in zip.Entries.Where(IsXml))
            {
                var read = part.FullName == sheet.Part ? facts = new SheetFacts(part.FullName, strings, limits) : new PartReader(part.FullName);
                ReadPart(part, read, ct);
            }

            return new XlsxPackage(limits) { Sheet = sheet, Facts = facts ?? throw new FileFaultException("xlsx.no_sheet") };
        }
        catch (InvalidDataException e)
        {
            throw new FileFaultException(new FileFault("zip.corrupt", ""), e);
        }
    }

    /// <summary>Reads a part to its end through its checksum; a part that is shorter, longer or other than the directory says is refused.</summary>
    public static void ReadPart(ZipArchiveEntry part, PartReader read, CancellationToken ct)
    {
        using var unpacked = part.Open();
        using var checkedStream = new ChecksumStream(unpacked, ct);
        try
        {
            using var xml = XmlReader.Create(checkedStream, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true, IgnoreWhitespace = true, CloseInput = false });
            read.Read(xml);
            checkedStream.Drain();
        }
        catch (XmlException e)
        {
            throw new FileFaultException(new FileFault(checkedStream.HasDoctype ? "xlsx.dtd" : "zip.corrupt", part.FullName), e);
        }

        if (checkedStream.Length != part.Length || checkedStream.Checksum != part.Crc32)
            throw new FileFaultException("zip.corrupt", part.FullName);
    }

    private static int? CountStrings(ZipArchive zip, CancellationToken ct)
    {
        if (zip.GetEntry(Strings) is not { } part)
            return null;
        var count = new ElementCount(Strings, "si");
        ReadPart(part, count, ct);
        return count.Count;
    }

    private static bool IsXml(ZipArchiveEntry part) =>
        part.FullName != Strings && (part.FullName.EndsWith(".xml", StringComparison.OrdinalIgnoreCase) || part.FullName.EndsWith(".rels", StringComparison.OrdinalIgnoreCase));

    private static void CheckSizes(ZipArchive zip, ImportOptions limits)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        long unpacked = 0;
        foreach (var part in zip.Entries)
        {
            if (!names.Add(part.FullName) || part.FullName.Contains("..") || part.FullName.StartsWith('/') || part.IsEncrypted)
                throw new FileFaultException("zip.corrupt", part.FullName);
            unpacked += part.Length;
            if (unpacked > limits.MaxUnpackedMb * 1024L * 1024)
                throw new FileFaultException("zip.too_large", limits.MaxUnpackedMb.ToString(CultureInfo.InvariantCulture));
            if (part.Length > 1 << 20 && part.Length / Math.Max(part.CompressedLength, 1) > limits.MaxRatio)
                throw new FileFaultException("zip.ratio", part.FullName, limits.MaxRatio.ToString(CultureInfo.InvariantCulture));
        }
    }

    // The zip's own end record tells the number of parts before a directory of any size is loaded.
    private static void CheckEntryCount(string path, ImportOptions limits)
    {
        using var file = File.OpenRead(path);
        var tail = new byte[Math.Min(file.Length, 22 + ushort.MaxValue)];
        file.Seek(-tail.Length, SeekOrigin.End);
        file.ReadExactly(tail);
        var at = tail.AsSpan().LastIndexOf<byte>([0x50, 0x4B, 0x05, 0x06]);
        if (at < 0 || at + 22 > tail.Length)
            throw new FileFaultException("zip.corrupt", "");
        var parts = BinaryPrimitives.ReadUInt16LittleEndian(tail.AsSpan(at + 10));
        if (parts > limits.MaxEntries)
            throw new FileFaultException("zip.too_many_entries", parts.ToString(CultureInfo.InvariantCulture), limits.MaxEntries.ToString(CultureInfo.InvariantCulture));
    }
}
