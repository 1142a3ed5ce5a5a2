using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.JSInterop;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Retention;

namespace OpsConsole.Web.Retention;

/// <summary>The motives of a state; many are narrowed by typing.</summary>
public sealed partial class RetentionMotives
{
    private const int SearchedFrom = 6;

    private string? _search;

    [Parameter, EditorRequired]
    public required RetentionAssistant Of { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<Motive> Motives { get; set; }

    [Inject]
    private IJSRuntime Js { get; set; } = default!;

    private bool Fits(Motive motive) => string.IsNullOrWhiteSpace(_search) || motive.Code == Of.Now[RetentionDraft.Motive]
        || TextFold.Fold(_search).Split(' ', StringSplitOptions.RemoveEmptyEntries).All(TextFold.Fold(motive.Label).Contains);

    /// <summary>Enter or the arrow goes to the first one that is left.</summary>
    private async Task TakeFirstAsync(KeyboardEventArgs key)
    {
        if (key.Key is "Enter" or "ArrowDown" && Motives.FirstOrDefault(Fits) is { } first)
            await Js.InvokeVoidAsync("oc.focus", RetentionAssistant.IdOf(RetentionDraft.Motive, first.Code));
    }
}
