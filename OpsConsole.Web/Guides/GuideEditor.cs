using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using OpsConsole.Domain.Guides;
using OpsConsole.Domain.Kernel;
using OpsConsole.Web.Controls;
using OpsConsole.Web.Shell;

namespace OpsConsole.Web.Guides;

/// <summary>Edits one guide from what it was when the editor opened; what is wrong with it, by place, stands beside its box.</summary>
public abstract class GuideEditor<TGuide> : ComponentBase where TGuide : Guide
{
    [Parameter, EditorRequired]
    public required TGuide Begin { get; set; }

    [Parameter]
    public IReadOnlyList<Refusal> Problems { get; set; } = [];

    [Parameter]
    public EventCallback<Guide> OnChanged { get; set; }

    [Inject]
    protected RefusalWords Words { get; set; } = default!;

    protected string? Problem(string place) => Problems.FirstOrDefault(p => p.Field == place) is { } found ? WordsOf(found) : null;

    protected virtual string WordsOf(Refusal problem) => Words[problem];
}

/// <summary>Edits a guide that is a list: what is added has the focus, what is taken away can be put back.</summary>
public abstract class GuideListEditor<TGuide> : GuideEditor<TGuide>, IDisposable where TGuide : Guide
{
    [Inject]
    protected IJSRuntime Js { get; set; } = default!;

    [Inject]
    private Toasts Toasts { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    /// <summary>Id of what has the focus once it is on screen.</summary>
    protected string? Focus { get; set; }

    protected PutBack Removed { get; private set; } = default!;

    public void Dispose()
    {
        Removed.Dispose();
        GC.SuppressFinalize(this);
    }

    protected override void OnInitialized() => Removed = new(Toasts, Clock);

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (Focus is { } id)
        {
            Focus = null;
            await Js.InvokeVoidAsync("oc.focus", id);
        }
    }
}
