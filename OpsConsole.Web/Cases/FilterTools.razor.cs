using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace OpsConsole.Web.Cases;

/// <summary>Order, copy and removal of one part: by buttons, or by the arrows on the handle.</summary>
public sealed partial class FilterTools
{
    [Parameter, EditorRequired]
    public required FilterBench Bench { get; set; }

    [Parameter, EditorRequired]
    public required DraftNode Node { get; set; }

    /// <summary>What the part is called for who listens.</summary>
    [Parameter, EditorRequired]
    public required string Name { get; set; }

    private bool IsOpen => Bench.OpenTools == Node.Id;

    private string Handle => $"fb-tools-{Node.Id}";

    private void Toggle()
    {
        Bench.OpenTools = IsOpen ? null : Node.Id;
        Bench.Redraw();
    }

    private void MoveByKey(KeyboardEventArgs key)
    {
        if (key.Key is "ArrowUp" or "ArrowDown")
            Move(key.Key == "ArrowUp");
    }

    private void Move(bool up)
    {
        if (!Bench.Draft.Move(Node, up))
            return;
        Bench.Said = L["Moved", Name, Node.Parent!.Items.IndexOf(Node) + 1, Node.Parent.Items.Count];
        Bench.FocusNext = Handle;
        Bench.Touch();
    }

    private void Copy()
    {
        Bench.FocusNext = $"fb-{Bench.Draft.Duplicate(Node).Id}";
        Bench.Touch();
    }

    private void Remove()
    {
        var parent = Node.Parent!;
        DraftFilter.Remove(Node);
        Bench.Said = L["Removed", Name];
        Bench.FocusNext = $"fb-add-{parent.Id}";
        Bench.Touch();
    }
}
