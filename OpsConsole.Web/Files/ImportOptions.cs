using System.ComponentModel.DataAnnotations;

namespace OpsConsole.Web.Files;

/// <summary>How much of a file is taken in (configuration section Import).</summary>
public sealed class ImportOptions
{
    public const string Section = "Import";

    /// <summary>Largest CSV file.</summary>
    [Range(1, 2_000)]
    public int MaxFileMb { get; set; } = 200;

    /// <summary>Largest XLSX file, packed.</summary>
    [Range(1, 500)]
    public int MaxXlsxMb { get; set; } = 50;

    /// <summary>All parts of an XLSX file together, unpacked.</summary>
    [Range(1, 4_000)]
    public int MaxUnpackedMb { get; set; } = 500;

    /// <summary>How many times larger a part of more than a megabyte may be unpacked than packed.</summary>
    [Range(2, 10_000)]
    public int MaxRatio { get; set; } = 100;

    /// <summary>Parts inside an XLSX file.</summary>
    [Range(10, 100_000)]
    public int MaxEntries { get; set; } = 1_000;

    [Range(1, 10_000_000)]
    public int MaxRows { get; set; } = 2_000_000;

    [Range(1, 16_384)]
    public int MaxColumns { get; set; } = 1_000;

    /// <summary>Largest single row of a CSV file.</summary>
    [Range(64, 65_536)]
    public int MaxRowKb { get; set; } = 4_096;
}
