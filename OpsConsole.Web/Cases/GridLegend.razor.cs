using Microsoft.AspNetCore.Components;
using OpsConsole.Domain.Cases;

namespace OpsConsole.Web.Cases;

/// <summary>How many cases are in each state, which states are shown, and whether changes come in.</summary>
public sealed partial class GridLegend
{
    [Parameter, EditorRequired]
    public required IReadOnlyDictionary<CaseStatus, int> Counts { get; set; }

    /// <summary>The states that are shown; none stands for all.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<CaseStatus> States { get; set; }

    /// <summary>Changes held back; null while they come in.</summary>
    [Parameter, EditorRequired]
    public required int? HeldBack { get; set; }

    [Parameter, EditorRequired]
    public required bool IsStopped { get; set; }

    [Parameter, EditorRequired]
    public required EventCallback<CaseStatus> OnState { get; set; }

    [Parameter, EditorRequired]
    public required EventCallback OnPause { get; set; }
}
