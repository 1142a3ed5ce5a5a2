using System.Globalization;
using Microsoft.AspNetCore.Components;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;

namespace OpsConsole.Web.Admin;

/// <summary>One person: who, which role, and where; or a new one.</summary>
public sealed partial class UserPage
{
    private PersonDetail? _person;
    private IReadOnlyList<BranchRow> _branches = [];
    private IReadOnlyList<RegionRow> _regions = [];
    private IReadOnlyList<CampaignChoice> _campaigns = [];
    private HashSet<int> _regionIds = [];
    private HashSet<int> _campaignIds = [];
    private string? _name;
    private string? _email;
    private string? _password;
    private Role? _role;
    private int? _branchId;
    private bool _loaded;

    /// <summary>Null: a new person.</summary>
    [Parameter]
    public int? Id { get; set; }

    [Inject]
    private PeopleDesk Desk { get; set; } = default!;

    [Inject]
    private PeopleQueries People { get; set; } = default!;

    [Inject]
    private OrganisationQueries Organisation { get; set; } = default!;

    private PersonForm Form => new() { Name = _name, Email = _email, Role = _role, BranchId = _branchId, RegionIds = [.. _regionIds], CampaignIds = [.. _campaignIds] };

    protected override async Task OnParametersSetAsync()
    {
        var actor = await Actors.CurrentAsync(Gone);
        _regions = await Organisation.RegionsAsync(actor, Gone);
        _campaigns = await Organisation.CampaignsAsync(actor, Gone);
        _branches = await Organisation.BranchesAsync(actor, Gone);
        await LoadAsync();
        _branches = [.. _branches.Where(b => b.IsActive || b.Id == _branchId)];
        _loaded = true;
    }

    private async Task LoadAsync()
    {
        _person = Id is { } id ? await People.FindAsync(id, await Actors.CurrentAsync(Gone), Gone) : null;
        if (_person?.Form is not { } form)
            return;
        (_name, _email, _role, _branchId) = (form.Name, form.Email, form.Role, form.BranchId);
        (_regionIds, _campaignIds) = ([.. form.RegionIds], [.. form.CampaignIds]);
    }

    private async Task SaveAsync()
    {
        if (Id is { } id)
        {
            if (await RunAsync((actor, ct) => Desk.ChangeAsync(id, Form, actor, ct), L["User.Saved"]))
                await LoadAsync();
            return;
        }
        string? made = null;
        if (await RunAsync(async (actor, ct) =>
        {
            var outcome = await Desk.CreateAsync(Form, _password, actor, ct);
            made = (outcome as Outcome.Done)?.Id;
            return outcome;
        }, L["User.Created"]))
            Navigation.NavigateTo(string.Create(CultureInfo.InvariantCulture, $"{Users}/{made}"), replace: true);
    }
}
