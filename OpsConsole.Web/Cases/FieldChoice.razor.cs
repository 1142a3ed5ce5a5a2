using Microsoft.AspNetCore.Components;

namespace OpsConsole.Web.Cases;

/// <summary>One of several choices. Whether it is chosen is said once, when it appears: an answer to an earlier key must not take back a later one.</summary>
public sealed partial class FieldChoice
{
    private bool _began;

    [Parameter, EditorRequired]
    public required string Field { get; set; }

    [Parameter, EditorRequired]
    public required string Id { get; set; }

    [Parameter, EditorRequired]
    public required string Value { get; set; }

    /// <summary>What it begins with.</summary>
    [Parameter]
    public bool Chosen { get; set; }

    [Parameter]
    public bool Disabled { get; set; }

    /// <summary>Several can be chosen.</summary>
    [Parameter]
    public bool Multiple { get; set; }

    [Parameter]
    public string Class { get; set; } = "rad";

    [Parameter]
    public string? DescribedBy { get; set; }

    /// <summary>True: it is chosen now.</summary>
    [Parameter]
    public EventCallback<bool> OnChange { get; set; }

    protected override void OnInitialized() => _began = Chosen;

    private Task ChangeAsync(ChangeEventArgs change) => OnChange.InvokeAsync(!Multiple || change.Value is true);
}
