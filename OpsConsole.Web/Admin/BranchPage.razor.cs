using Microsoft.AspNetCore.Components;
using OpsConsole.Domain.People;

namespace OpsConsole.Web.Admin;

/// <summary>One branch, or a new one.</summary>
public sealed partial class BranchPage
{
    private BranchRow? _branch;
    private IReadOnlyList<RegionRow> _regions = [];
    private string? _code;
    private string? _name;
    private int? _regionId;
    private bool _loaded;

    /// <summary>Null: a new branch.</summary>
    [Parameter]
    public int? Id { get; set; }

    [Inject]
    private BranchDesk Desk { get; set; } = default!;

    [Inject]
    private OrganisationQueries Queries { get; set; } = default!;

    protected override async Task OnParametersSetAsync()
    {
        _regions = await Queries.RegionsAsync(await Actors.CurrentAsync(Gone), Gone);
        await LoadAsync();
        _loaded = true;
    }

    private async Task LoadAsync()
    {
        _branch = (await Queries.BranchesAsync(await Actors.CurrentAsync(Gone), Gone)).SingleOrDefault(b => b.Id == Id);
        if (_branch is not null)
            (_code, _name, _regionId) = (_branch.Code, _branch.Name, _branch.RegionId);
    }

    private async Task SaveAsync()
    {
        if (Id is { } id ? await RunAsync((actor, ct) => Desk.ChangeAsync(id, _name, _regionId, actor, ct), L["Branch.Saved"])
            : await RunAsync((actor, ct) => Desk.CreateAsync(_code, _name, _regionId, actor, ct), L["Branch.Created"]))
            Navigation.NavigateTo(Branches);
    }

    private async Task RetireAsync()
    {
        if (await RunAsync((actor, ct) => Desk.RetireAsync(Id!.Value, actor, ct), L["Said.Retired"]))
            await LoadAsync();
    }

    private async Task RestoreAsync()
    {
        if (await RunAsync((actor, ct) => Desk.RestoreAsync(Id!.Value, actor, ct), L["Said.Restored"]))
            await LoadAsync();
    }
}
