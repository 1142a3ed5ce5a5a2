using Microsoft.AspNetCore.Components;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;

namespace OpsConsole.Web.Cases;

/// <summary>Renders again only when something that its rows show has changed.</summary>
public sealed partial class GridRows
{
    /// <summary>A buffer of the renderer holds 512 frames: a chunk should fit, few rows of many columns or more of few.</summary>
    private const int Frames = 512, FramesOfRow = 12, FramesOfCell = 4, MostRows = 9;

    private IReadOnlyList<Shown> _shown = [];
    private IReadOnlyList<GridColumn>? _columnsShown;
    private string _listShown = "";
    private bool _changed;

    [Parameter, EditorRequired]
    public required GridView View { get; set; }

    /// <summary>The place of the first of these rows.</summary>
    [Parameter, EditorRequired]
    public required int From { get; set; }

    /// <summary>How many there are at most.</summary>
    [Parameter, EditorRequired]
    public required int Size { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<GridColumn> Columns { get; set; }

    [Parameter, EditorRequired]
    public required GridLooks Looks { get; set; }

    [Parameter, EditorRequired]
    public required Func<string, string> CaseHref { get; set; }

    /// <summary>The list as the rows' links say it.</summary>
    [Parameter, EditorRequired]
    public required string List { get; set; }

    /// <summary>So many rows of these columns go into one chunk.</summary>
    public static int SizeOf(IReadOnlyCollection<GridColumn> columns) => Math.Clamp(Frames / (FramesOfRow + (FramesOfCell * columns.Count)), 1, MostRows);

    private IEnumerable<GridRow> Rows => View.Rows.Skip(From).Take(Size);

    /// <summary>The column that says who has the case open and that it no longer matches.</summary>
    private GridColumn? Notes => Columns.FirstOrDefault(c => c.Cell == GridCell.Text) ?? Columns.FirstOrDefault(c => c.Cell == GridCell.Number);

    protected override void OnParametersSet()
    {
        List<Shown> now = [.. Rows.Select(r => new Shown(r.Id, r.Version, r.Flash, r.IsStale, r.Presence, View.Selected.Contains(r.Id), Looks.StateOf(r)))];
        _changed = !ReferenceEquals(_columnsShown, Columns) || _listShown != List || !now.SequenceEqual(_shown);
        (_shown, _columnsShown, _listShown) = (now, Columns, List);
    }

    protected override bool ShouldRender() => _changed;

    private RenderFragment? Note(GridRow row, GridColumn column) => column != Notes || row.Presence is not { } there ? null : builder =>
    {
        builder.OpenElement(0, "span");
        builder.AddAttribute(1, "class", "pres");
        builder.AddContent(2, there);
        builder.CloseElement();
    };

    private readonly record struct Shown(long Id, long Version, int Flash, bool IsStale, string? Presence, bool IsSelected, SlaState? Sla);
}
