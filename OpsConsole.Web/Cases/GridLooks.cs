using System.Collections.Concurrent;
using Microsoft.Extensions.Localization;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Web.Controls;
using OpsConsole.Web.Resources;

namespace OpsConsole.Web.Cases;

/// <summary>Classes and words of the grid's cells. Letters and icons come from grid.css: a cell stays one or two elements.</summary>
public sealed class GridLooks(IStringLocalizer<ControlTexts> text, TimeZoneInfo zone, DateTime now)
{
    private static readonly ConcurrentDictionary<(string Cell, string Tint), string> Joined = new();
    private static readonly Dictionary<CaseStatus, (string Chip, string Word)> States =
        Enum.GetValues<CaseStatus>().ToDictionary(s => s, s => ("st " + StateLooks.Css(s), "Status." + s));

    public TimeZoneInfo Zone => zone;

    public static string Chip(CaseStatus status) => States[status].Chip;

    /// <summary>The resource key of a state.</summary>
    public static string Word(CaseStatus status) => States[status].Word;

    /// <summary>The class of a cell that names somebody.</summary>
    public static string Who(string name, string cell) => Joined.GetOrAdd((cell, Avatar.TintOf(name)), static parts => $"{parts.Item1} who {parts.Item2}");

    public static string Sla(SlaState state) => state switch
    {
        SlaState.OnTime => "sla",
        SlaState.DueSoon => "sla soon",
        SlaState.Overdue => "sla over",
        SlaState.Met => "sla met",
        SlaState.Missed => "sla missed",
    };

    public static string Score(SurveyGroup? group) => group switch
    {
        SurveyGroup.Detractor or SurveyGroup.Dissatisfied or null => "score",
        SurveyGroup.Passive => "score mid",
        SurveyGroup.Promoter or SurveyGroup.Satisfied => "score hi",
    };

    public static string Cell(GridRow row, GridCells cell, GridColumn column) =>
        row.Flash > 0 && row.Fresh.HasFlag(cell) ? column.CellClass + (row.Flash % 2 == 0 ? " flash-a" : " flash-b") : column.CellClass;

    public static string Words(GridRow row, GridColumn column) =>
        row.Flash > 0 && (row.FreshTexts >> (column.Text % 64) & 1) != 0 ? column.CellClass + (row.Flash % 2 == 0 ? " flash-a" : " flash-b") : column.CellClass;

    public SlaState? StateOf(GridRow row) => SlaPolicy.StateOf(row.DueAt, row.CompletedAt, now);

    /// <summary>What ticks on in the browser: open deadlines only.</summary>
    public static string? Ticking(GridRow row) => row.CompletedAt is null && row.DueAt is { } due ? Formats.Iso(due) : null;

    public string SlaWord(GridRow row, SlaState state) => row.CompletedAt is null ? TimeLeft.Words(row.DueAt!.Value - now, text) : text["Sla." + state];

    /// <summary>The state as a word, for a column of its own.</summary>
    public string SlaName(GridRow row) => StateOf(row) is { } state ? text["Sla." + state] : "";

    public string SlaTitle(GridRow row) => text[row.CompletedAt is null ? "Sla.Title" : "Sla.TitleClosed", Formats.Moment(row.DueAt!.Value, zone), Formats.ZoneName(zone)];
}
