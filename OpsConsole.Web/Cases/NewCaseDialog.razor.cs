using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Customers;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;
using OpsConsole.Web.Controls;

namespace OpsConsole.Web.Cases;

/// <summary>A service case that somebody opens: where, what about, for whom. A customer whose document is known already is taken, never made twice.</summary>
public sealed partial class NewCaseDialog
{
    private IReadOnlyList<Campaign>? _campaigns;
    private IReadOnlyList<BranchChoice> _branches = [];
    private readonly CustomerTyping _customer = new();
    private Campaign? _campaign;
    private string? _branch, _type, _description, _account, _phone, _error;
    private string? _priority = Codes.Of(CasePriority.Normal);
    private bool _sending;

    [Parameter, EditorRequired]
    public required Actor Actor { get; set; }

    [Parameter]
    public EventCallback OnClose { get; set; }

    [Inject]
    private CampaignQueries Campaigns { get; set; } = default!;

    [Inject]
    private CasePeopleQueries Places { get; set; } = default!;

    [Inject]
    private CaseCommands Service { get; set; } = default!;

    [Inject]
    private RefusalWords Words { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private IJSRuntime Js { get; set; } = default!;

    protected override async Task OnInitializedAsync()
    {
        var found = await Campaigns.OpenOfKindAsync(CampaignKind.ServiceCase, Actor, CancellationToken.None);
        _branches = await Places.OwnBranchesAsync(Actor, CancellationToken.None);
        (_campaign, _branch) = (found is [var first, ..] ? first : null, _branches is [var only] ? only.Code : null);
        _campaigns = found;
    }

    private void ChooseCampaign(ChangeEventArgs e) => _campaign = _campaigns?.FirstOrDefault(c => c.Code == e.Value as string);

    private async Task SendAsync()
    {
        if (_sending || _campaign is not { } campaign)
            return;
        _sending = true;
        var made = _customer.IsEmpty ? null : _customer.Form;
        if (made is not null && !string.IsNullOrWhiteSpace(_phone))
            made = made with { ContactPoints = [ContactPointForm.OfPhone(_phone.Trim(), made.Document)] };
        var form = new ServiceCaseForm { Type = Given(_type), Description = Given(_description), Priority = _priority, Account = Given(_account) };
        var outcome = await Service.CreateAsync(campaign.Code, _branch, form, null, made, CancellationToken.None);
        _sending = false;
        if (outcome is not Outcome.Done { Id: { } number })
        {
            _error = outcome is Outcome.Invalid { Errors: [{ Field: { } field } error, ..] } ? L["FieldSays", L["Field." + field], Words[error]] : Words.Of(outcome);
            return;
        }
        await Js.InvokeVoidAsync("oc.arrived");
        Navigation.NavigateTo(ProjectPlaces.FromQueue(ProjectPlaces.CaseAddress(campaign, number)));
    }

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
