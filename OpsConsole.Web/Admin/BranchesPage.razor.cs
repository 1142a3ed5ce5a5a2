using Microsoft.AspNetCore.Components;
using OpsConsole.Domain.People;

namespace OpsConsole.Web.Admin;

/// <summary>The branches that cases belong to.</summary>
public sealed partial class BranchesPage
{
    private IReadOnlyList<BranchRow>? _all;

    [Inject]
    private OrganisationQueries Queries { get; set; } = default!;

    protected override async Task OnInitializedAsync() => _all = await Queries.BranchesAsync(await Actors.CurrentAsync(Gone), Gone);
}
