using Microsoft.AspNetCore.Components;
using OpsConsole.Domain.Board;

namespace OpsConsole.Web.Board;

/// <summary>The six figures at the head of the board, each a link to its rows.</summary>
public sealed partial class BoardFigures
{
    [Parameter, EditorRequired]
    public required BoardView View { get; set; }

    [Parameter]
    public BoardView? Before { get; set; }

    [Parameter]
    public string? Campaign { get; set; }

    [Parameter]
    public string? Region { get; set; }

    [Parameter, EditorRequired]
    public required TimeProvider Clock { get; set; }

    private DateTime Now => Clock.GetUtcNow().UtcDateTime;

    private string? Trend => (View.Total.MetPercent, View.Total.MetPercentLastWeek) switch { ({ } now, { } last) when now > last => "up", ({ } now, { } last) when now < last => "dn", _ => null };

    private string? Ticked(Func<Figures, int> figure) => Before is { } before && figure(before.Total) != figure(View.Total) ? "tick" : null;

    private string List(FigureKind kind) => BoardAddress.ListOf(kind, Campaign, Region);
}
