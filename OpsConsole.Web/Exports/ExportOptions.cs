using System.ComponentModel.DataAnnotations;

namespace OpsConsole.Web.Exports;

/// <summary>Files that people asked for (section Exports).</summary>
public sealed class ExportOptions
{
    public const string Section = "Exports";

    /// <summary>Days after which a file is deleted.</summary>
    [Range(1, 365)]
    public int KeepDays { get; set; } = 7;

    /// <summary>Rows of a sheet of a workbook, its head among them; what is more goes on in the next sheet.</summary>
    [Range(2, Files.XlsxTable.MostRows)]
    public int SheetRows { get; set; } = Files.XlsxTable.MostRows;
}
