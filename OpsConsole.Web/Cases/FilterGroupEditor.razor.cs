using Microsoft.AspNetCore.Components;
using OpsConsole.Domain.Filters;
using OpsConsole.Web.Controls;

namespace OpsConsole.Web.Cases;

/// <summary>A group of the filter that is built, with all that is in it.</summary>
public sealed partial class FilterGroupEditor
{
    [Parameter, EditorRequired]
    public required FilterBench Bench { get; set; }

    [Parameter, EditorRequired]
    public required DraftGroup Group { get; set; }

    /// <summary>What joins it to the part before it.</summary>
    [Parameter]
    public string? Joint { get; set; }

    [Inject]
    private RefusalWords Refused { get; set; } = null!;

    private string? HeldCss => Bench.Holds(Group) switch { true => "holds", false => "fails", null => null };

    private string JointOf(DraftNode item) => Group.Items[0] == item && Group.Connector != Connector.None ? "" : L["Joint." + Group.Connector];

    private void ChangeConnector(ChangeEventArgs change)
    {
        Group.Connector = Enum.Parse<Connector>((string)change.Value!);
        Bench.Touch();
    }

    private void AddCondition()
    {
        Bench.FocusNext = $"fb-{Bench.Draft.AddCondition(Group).Id}";
        Bench.Touch();
    }

    private void AddGroup()
    {
        Bench.FocusNext = $"fb-{Bench.Draft.AddGroup(Group).Id}";
        Bench.Touch();
    }
}
