using System.ComponentModel.DataAnnotations;

namespace OpsConsole.Web.Exports;

/// <summary>Files that people asked for (section Exports).</summary>
public sealed class ExportOptions
{
    public const string Section = "Exports";

    /// <summary>Days after which a file is deleted.</summary>
    [Range(1, 365)]
    public int KeepDays { get; set; } = 7;
}
