using Microsoft.AspNetCore.Components;
using OpsConsole.Domain.People;

namespace OpsConsole.Web.Admin;

/// <summary>One region, or a new one.</summary>
public sealed partial class RegionPage
{
    private RegionRow? _region;
    private string? _code;
    private string? _name;
    private bool _loaded;

    /// <summary>Null: a new region.</summary>
    [Parameter]
    public int? Id { get; set; }

    [Inject]
    private RegionDesk Desk { get; set; } = default!;

    [Inject]
    private OrganisationQueries Queries { get; set; } = default!;

    protected override async Task OnParametersSetAsync()
    {
        _region = (await Queries.RegionsAsync(await Actors.CurrentAsync(Gone), Gone)).SingleOrDefault(r => r.Id == Id);
        if (_region is not null)
            (_code, _name) = (_region.Code, _region.Name);
        _loaded = true;
    }

    private async Task SaveAsync()
    {
        if (Id is { } id ? await RunAsync((actor, ct) => Desk.RenameAsync(id, _name, actor, ct), L["Region.Saved"])
            : await RunAsync((actor, ct) => Desk.CreateAsync(_code, _name, actor, ct), L["Region.Created"]))
            Navigation.NavigateTo(Regions);
    }

    private async Task RemoveAsync()
    {
        if (await RunAsync((actor, ct) => Desk.RemoveAsync(Id!.Value, actor, ct), L["Said.Removed"]))
            Navigation.NavigateTo(Regions);
    }
}
