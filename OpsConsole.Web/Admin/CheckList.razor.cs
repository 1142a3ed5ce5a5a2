using Microsoft.AspNetCore.Components;

namespace OpsConsole.Web.Admin;

public sealed partial class CheckList
{
    [Parameter, EditorRequired]
    public required string Id { get; set; }

    [Parameter, EditorRequired]
    public required string Label { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<(int Id, string Text)> Choices { get; set; }

    /// <summary>The page's own set: ticking changes it.</summary>
    [Parameter, EditorRequired]
    public required HashSet<int> Chosen { get; set; }

    [Parameter]
    public string? Problem { get; set; }

    [Parameter]
    public string? Help { get; set; }

    private void Toggle(int id)
    {
        if (!Chosen.Remove(id))
            Chosen.Add(id);
    }
}
