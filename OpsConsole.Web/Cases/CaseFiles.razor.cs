using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;
using OpsConsole.Domain.Attachments;
using OpsConsole.Web.Attachments;

namespace OpsConsole.Web.Cases;

/// <summary>The files of a case, and the place where more are dropped (js/attach.js).</summary>
public sealed partial class CaseFiles
{
    private const double Kilo = 1024, Mega = Kilo * Kilo;

    private IReadOnlyList<AttachmentView>? _files;
    private AttachmentView? _shown;
    private long _version = -1;

    [Parameter, EditorRequired]
    public required AlertCase Case { get; set; }

    [Parameter]
    public bool Works { get; set; }

    [Inject]
    private CaseCommands Service { get; set; } = default!;

    [Inject]
    private IOptions<AttachmentOptions> Limits { get; set; } = default!;

    private string Accepted => string.Join(',', Limits.Value.Types.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(ending => "." + ending));

    protected override async Task OnParametersSetAsync()
    {
        if (Case.Row.Version == _version)
            return;
        _version = Case.Row.Version;
        _files = await Service.FilesAsync(Case.Number, CancellationToken.None);
    }

    private static string SizeOf(long bytes) => bytes >= Mega ? (bytes / Mega).ToString("0.0", CultureInfo.CurrentCulture) + " MB" : Math.Max(1, Math.Round(bytes / Kilo)).ToString("0", CultureInfo.CurrentCulture) + " KB";

    /// <summary>How js/preview.js shows it; null: not at all.</summary>
    private static string? KindOf(string type) => type switch
    {
        "application/pdf" => "pdf",
        "text/plain" or "text/csv" => "text",
        _ => type.StartsWith("image/", StringComparison.Ordinal) ? "image" : null,
    };

    private static string Glyph(string type) => type == "application/pdf" ? "picture_as_pdf" : type.StartsWith("text/", StringComparison.Ordinal) ? "article" : "file_present";
}
