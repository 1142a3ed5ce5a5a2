using Microsoft.AspNetCore.Components;

namespace OpsConsole.Web.Reports;

/// <summary>A table of a report on the page; long ones show their beginning.</summary>
public sealed partial class ReportTableView
{
    [Parameter, EditorRequired]
    public required object Content { get; set; }

    [Parameter]
    public int Most { get; set; } = int.MaxValue;

    /// <summary>The column whose cells lead somewhere.</summary>
    [Parameter]
    public int LinkColumn { get; set; }

    [Parameter]
    public Func<long, string> Link { get; set; } = _ => "";

    /// <summary>Where a place has to be made first.</summary>
    [Parameter]
    public EventCallback<long> OnOpen { get; set; }

    /// <summary>Which cells of which rows lead to the cases that they count.</summary>
    [Parameter]
    public Func<int, int, bool> Leads { get; set; } = (_, _) => false;

    [Parameter]
    public EventCallback<(int Row, int Column)> OnFigure { get; set; }

    private ReportTable Table => (ReportTable)Content;
}
