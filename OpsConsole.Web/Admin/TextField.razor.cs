using Microsoft.AspNetCore.Components;

namespace OpsConsole.Web.Admin;

public sealed partial class TextField
{
    [Parameter, EditorRequired]
    public required string Id { get; set; }

    [Parameter, EditorRequired]
    public required string Label { get; set; }

    [Parameter]
    public string? Value { get; set; }

    [Parameter]
    public EventCallback<string?> ValueChanged { get; set; }

    [Parameter]
    public string? Problem { get; set; }

    [Parameter]
    public string? Help { get; set; }

    [Parameter]
    public string Type { get; set; } = "text";

    [Parameter]
    public int Max { get; set; } = 120;

    [Parameter]
    public bool ReadOnly { get; set; }

    private Task ChangeAsync(ChangeEventArgs change) => ValueChanged.InvokeAsync((string?)change.Value);
}
