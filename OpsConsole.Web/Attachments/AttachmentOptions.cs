using System.ComponentModel.DataAnnotations;
using OpsConsole.Domain.Attachments;

namespace OpsConsole.Web.Attachments;

/// <summary>Which files people may add to cases (section Attachments).</summary>
public sealed class AttachmentOptions
{
    public const string Section = "Attachments";

    /// <summary>Largest single file.</summary>
    [Range(1, 2_000)]
    public int MaxMb { get; set; } = 20;

    /// <summary>Endings that are let in, separated by blanks; of those that the console can tell by their content.</summary>
    [Required, KnownEndings]
    public string Types { get; set; } = "pdf png jpg jpeg gif webp txt csv docx xlsx mp3 wav ogg";

    [Range(1, 10_000)]
    public int MaxPerCase { get; set; } = AttachmentQuota.Default.PerCase;

    /// <summary>What one person may add in 24 hours.</summary>
    [Range(1, 100_000)]
    public int MaxPerPersonDay { get; set; } = AttachmentQuota.Default.PerPersonDay;

    public long MaxBytes => MaxMb * 1024L * 1024;

    public FileKind? Find(string fileName) => FileName.EndingOf(fileName) is var ending && Endings(Types).Contains(ending) ? FileKind.Find(ending) : null;

    internal static string[] Endings(string types) => types.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private sealed class KnownEndingsAttribute() : ValidationAttribute(() => $"give endings out of {string.Join(' ', FileKind.Known.Select(k => k.Ending))}, separated by blanks")
    {
        public override bool IsValid(object? value) => value is string types && Endings(types) is { Length: > 0 } endings && endings.All(e => FileKind.Find(e) is not null);
    }
}
