using Microsoft.AspNetCore.Components;
using OpsConsole.Domain.Cases;

namespace OpsConsole.Web.Controls;

public sealed partial class SlaBadge
{
    [Parameter, EditorRequired]
    public required SlaState? State { get; set; }

    [Parameter, EditorRequired]
    public required DateTime? DueAt { get; set; }

    /// <summary>The campaign's zone: the exact moment in the tooltip is read there.</summary>
    [Parameter, EditorRequired]
    public required TimeZoneInfo Zone { get; set; }

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    private static bool IsOpen(SlaState state) => state is not (SlaState.Met or SlaState.Missed);

    private static string? Css(SlaState state) => state switch
    {
        SlaState.OnTime => null,
        SlaState.DueSoon => "soon",
        SlaState.Overdue => "over",
        SlaState.Met => "met",
        SlaState.Missed => "missed",
    };

    private static string Glyph(SlaState state) => state switch
    {
        SlaState.OnTime => "schedule",
        SlaState.DueSoon => "hourglass_top",
        SlaState.Overdue => "error",
        SlaState.Met => "check_circle",
        SlaState.Missed => "cancel",
    };

    private string Title(SlaState state, DateTime due) =>
        L[IsOpen(state) ? "Sla.Title" : "Sla.TitleClosed", Formats.Moment(due, Zone), Formats.ZoneName(Zone)];
}
