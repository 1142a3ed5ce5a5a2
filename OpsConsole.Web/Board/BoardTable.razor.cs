using Microsoft.AspNetCore.Components;
using OpsConsole.Domain.Board;

namespace OpsConsole.Web.Board;

/// <summary>The board by region, branch and person. Of many branches only regions are open at first, so that the page stays light.</summary>
public sealed partial class BoardTable
{
    /// <summary>Up to so many branches are shown at once.</summary>
    private const int FewBranches = 40;

    private readonly HashSet<int> _branches = [];
    private readonly Dictionary<int, bool> _regions = [];

    [Parameter, EditorRequired]
    public required BoardView View { get; set; }

    [Parameter]
    public BoardView? Before { get; set; }

    [Parameter]
    public string? Campaign { get; set; }

    [Parameter]
    public string? Region { get; set; }

    private bool IsOpen(BoardRegion region) => _regions.TryGetValue(region.Id, out var open) ? open : View.Regions.Count == 1 || View.Branches.Count() <= FewBranches;

    private void Toggle(BoardRegion region) => _regions[region.Id] = !IsOpen(region);

    private void Toggle(BoardBranch branch)
    {
        if (!_branches.Remove(branch.Id))
            _branches.Add(branch.Id);
    }

    private Figures? Was(BoardRegion region) => Before?.Regions.FirstOrDefault(r => r.Id == region.Id)?.Figures;

    private Figures? Was(BoardBranch branch) => Before?.Branches.FirstOrDefault(b => b.Id == branch.Id)?.Figures;

    private Func<FigureKind, string> ListOf(string? region, string? branch, string? person) =>
        kind => BoardAddress.ListOf(kind, Campaign, branch is null ? region : null, branch, person);
}
