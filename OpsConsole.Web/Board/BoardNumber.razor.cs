using Microsoft.AspNetCore.Components;

namespace OpsConsole.Web.Board;

public sealed partial class BoardNumber
{
    [Parameter, EditorRequired]
    public required int Value { get; set; }

    /// <summary>What it was a moment ago; null: it was not shown.</summary>
    [Parameter]
    public int? Before { get; set; }

    [Parameter, EditorRequired]
    public required string Href { get; set; }

    [Parameter]
    public string? Tone { get; set; }

    private string? Flash => Before is { } before && before != Value ? "tick" : null;
}
