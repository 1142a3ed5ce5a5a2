using Microsoft.AspNetCore.Components;
using OpsConsole.Domain.People;

namespace OpsConsole.Web.Admin;

/// <summary>The regions that supervisors look after.</summary>
public sealed partial class RegionsPage
{
    private IReadOnlyList<RegionRow>? _all;

    [Inject]
    private OrganisationQueries Queries { get; set; } = default!;

    protected override async Task OnInitializedAsync() => _all = await Queries.RegionsAsync(await Actors.CurrentAsync(Gone), Gone);
}
