using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using OpsConsole.Domain.Retention;

namespace OpsConsole.Web.Retention;

/// <summary>How it closes elsewhere, what was granted, and the text to copy.</summary>
public sealed partial class OutcomeSheet
{
    [Parameter, EditorRequired]
    public required RetentionOutcome Outcome { get; set; }

    /// <summary>The observation as it was saved.</summary>
    [Parameter]
    public string? Text { get; set; }

    private async Task CopyAsync() => Toasts.Show(A[await Js.InvokeAsync<bool>("oc.copy", Text) ? "Copied" : "NotCopied"]);
}
