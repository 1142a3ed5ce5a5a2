using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using OpsConsole.Domain.Filters;

namespace OpsConsole.Web.Controls;

/// <summary>A date as people write it, and a calendar for who would rather look: Radzen's, drawn and its sheet fetched only when it is opened. What is typed arrives as it is; nothing is written back into the box while somebody types.</summary>
public sealed partial class DateBox
{
    private readonly string _button = $"cal-{Guid.NewGuid():N}";
    private IReadOnlyDictionary<string, object> _labels = new Dictionary<string, object>();
    private DateTime? _picked;
    private string _first = "", _typed = "";
    private int _drawn;
    private bool _isOpen;

    [Parameter, EditorRequired]
    public required string Label { get; set; }

    /// <summary>What stands in the box when it is drawn; later only typing and picking change it.</summary>
    [Parameter]
    public string Value { get; set; } = "";

    [Parameter]
    public string? Described { get; set; }

    [Parameter]
    public EventCallback<string> OnChange { get; set; }

    [Inject]
    private IJSRuntime Js { get; set; } = null!;

    protected override void OnInitialized()
    {
        _first = _typed = Value;
        _labels = new Dictionary<string, object> { ["aria-label"] = Label };
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_isOpen)
            await Js.InvokeVoidAsync("oc.calendar");
    }

    private Task Change(ChangeEventArgs change) => OnChange.InvokeAsync(_typed = (string?)change.Value ?? "");

    private async Task ToggleAsync()
    {
        if (!_isOpen)
        {
            await Js.InvokeVoidAsync("oc.radzen");
            _picked = TypedDate.Read(_typed) is { } read ? DateTime.Parse(read, CultureInfo.InvariantCulture).Date : null;
        }
        _isOpen = !_isOpen;
    }

    private async Task PickAsync(DateTime? day)
    {
        _isOpen = false;
        if (day is not { } picked)
            return;
        _first = _typed = picked.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);
        _drawn++;
        await OnChange.InvokeAsync(_typed);
        await Js.InvokeVoidAsync("oc.focus", _button);
    }
}
