using System.Globalization;
using Microsoft.AspNetCore.Components;
using OpsConsole.Domain.Cases;
using OpsConsole.Web.Controls;

namespace OpsConsole.Web.Cases;

/// <summary>The rows of one list of the queue.</summary>
public sealed partial class PendingRows
{
    [Parameter, EditorRequired]
    public required IReadOnlyList<PendingRow> Rows { get; set; }

    /// <summary>The one whose preview is shown.</summary>
    [Parameter]
    public string? Chosen { get; set; }

    public static string IdOf(string number) => "row-" + number;

    private string TitleOf(PendingRow row) => row switch
    {
        { List: QueueList.ClosedToday } => L["Group.Closed"],
        { List: QueueList.Escalated } => L["Group.Escalated"],
        { DaysAhead: 0 } => L["Group.Day0"],
        { DaysAhead: 1 } => L["Group.Day1"],
        { Day: { } day } => day.ToString(L["Group.DayFormat"], CultureInfo.CurrentUICulture),
        _ => L["Group." + row.Group],
    };

    private string TextOf(PendingRow row) => row switch
    {
        { List: QueueList.ClosedToday } => L["Group.Closed.Text"],
        { List: QueueList.Escalated } => L["Group.Escalated.Text"],
        { Day: not null } => L["Group.Day.Text"],
        _ => L["Group." + row.Group + ".Text"],
    };

    private static string? CssOf(PendingRow row) => row switch
    {
        { List: QueueList.ClosedToday or QueueList.Scheduled or QueueList.Escalated } => null,
        { Group: PendingGroup.Now } => "pri",
        { Group: PendingGroup.Overdue } => "hot",
        _ => null,
    };

    private static string Moment(DateTime at, PendingRow row) => row.Time.Day(at) == row.Time.Today ? Formats.Time(at, row.Time.Zone) : Formats.Moment(at, row.Time.Zone);
}
