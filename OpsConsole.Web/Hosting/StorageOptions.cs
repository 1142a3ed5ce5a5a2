using System.ComponentModel.DataAnnotations;

namespace OpsConsole.Web.Hosting;

/// <summary>Where files lie (section Storage).</summary>
public sealed class StorageOptions
{
    public const string Section = "Storage";

    /// <summary>Attachments, exports and, with SQLite, the keys that protect cookies; relative to the content root.</summary>
    [Required]
    public string Directory { get; set; } = "data";

    public string FullPath(IHostEnvironment environment, params string[] parts) => Path.Combine([environment.ContentRootPath, Directory, .. parts]);
}
