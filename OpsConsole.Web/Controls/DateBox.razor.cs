using Microsoft.AspNetCore.Components;

namespace OpsConsole.Web.Controls;

/// <summary>A box for a date as people write it; what is typed arrives as it is.</summary>
public sealed partial class DateBox
{
    private string _first = "";

    [Parameter, EditorRequired]
    public required string Label { get; set; }

    /// <summary>What stands in the box when it is drawn; later only typing changes it.</summary>
    [Parameter]
    public string Value { get; set; } = "";

    [Parameter]
    public string? Described { get; set; }

    [Parameter]
    public EventCallback<string> OnChange { get; set; }

    protected override void OnInitialized() => _first = Value;

    private Task Change(ChangeEventArgs change) => OnChange.InvokeAsync((string?)change.Value ?? "");
}
