using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using OpsConsole.Domain.Sla;
using OpsConsole.Web.Controls;

namespace OpsConsole.Web.Sla;

/// <summary>What a change would move, before it is saved: "mueve 37 vencimientos; 4 dejan de estar vencidos".</summary>
public sealed partial class MovesDialog
{
    [Parameter, EditorRequired]
    public required DeadlineMoves Moves { get; set; }

    [Parameter]
    public EventCallback OnClose { get; set; }

    [Parameter]
    public EventCallback OnGo { get; set; }

    private string Said => string.Join("; ", new[]
    {
        Moves.Moved == 1 ? L["Moves.One"] : L["Moves.Many", Formats.Number(Moves.Moved), Formats.Number(Moves.Open)],
        Moves.NoLongerOverdue == 0 ? null : Moves.NoLongerOverdue == 1 ? L["Moves.BetterOne"] : L["Moves.Better", Formats.Number(Moves.NoLongerOverdue)],
        Moves.NewlyOverdue == 0 ? null : Moves.NewlyOverdue == 1 ? L["Moves.WorseOne"] : L["Moves.Worse", Formats.Number(Moves.NewlyOverdue)],
    }.OfType<LocalizedString>().Select(s => s.Value)) + ".";
}
