using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Logbook;
using OpsConsole.Domain.People;
using OpsConsole.Web.Account;
using OpsConsole.Web.Controls;
using OpsConsole.Web.Hosting;
using OpsConsole.Web.Resources;

namespace OpsConsole.Web.Logbook;

/// <summary>"Bitácora": who did or saw what, when; of one project or of the whole installation.</summary>
public sealed partial class LogbookPage : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private LogbookWords _words = null!;
    private LogbookAddress _address = new();
    private Actor? _actor;
    private Campaign? _campaign;
    private LogbookPart? _page;
    private IReadOnlyList<LogbookPerson> _people = [];
    private Dictionary<int, string> _campaigns = [];
    private string? _trouble;

    /// <summary>What the customer box holds; a document that names no known customer stays here and out of the address.</summary>
    private string _typed = "";

    [Parameter]
    public string? Code { get; set; }

    [Inject]
    private LogbookQueries Queries { get; set; } = default!;

    [Inject]
    private CampaignQueries Campaigns { get; set; } = default!;

    [Inject]
    private ActorAccessor Actors { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private RefusalWords Refused { get; set; } = default!;

    [Inject]
    private IStringLocalizer<LogbookTexts> Text { get; set; } = default!;

    [Inject]
    private IOptions<OrganisationOptions> Organisation { get; set; } = default!;

    private TimeZoneInfo Zone => _campaign is null ? Organisation.Value.Zone : TimeZoneInfo.FindSystemTimeZoneById(_campaign.TimeZone);

    protected override async Task OnInitializedAsync()
    {
        Navigation.LocationChanged += Moved;
        var actor = await Actors.CurrentAsync(_gone.Token);
        _people = await Queries.PeopleAsync(actor, _gone.Token);
        _campaigns = (await Campaigns.ListAsync(actor, _gone.Token)).ToDictionary(c => c.Id, c => c.Name);
        await ReadAsync();
    }

    public void Dispose()
    {
        Navigation.LocationChanged -= Moved;
        _gone.Cancel();
        _gone.Dispose();
    }

    private void Moved(object? sender, LocationChangedEventArgs e)
    {
        if (new Uri(e.Location).AbsolutePath.EndsWith(LogbookAddress.Place, StringComparison.Ordinal))
            InvokeAsync(async () =>
            {
                await ReadAsync();
                StateHasChanged();
            });
    }

    private async Task ReadAsync()
    {
        var actor = await Actors.CurrentAsync(_gone.Token);
        _address = LogbookAddress.Read(Navigation.Uri, Code);
        _campaign = Code is null ? null : await Campaigns.FindAsync(Code, actor, _gone.Token);
        if (_address.Customer is not null)
            _typed = _address.Customer;
        if (Code is not null && _campaign is null)
        {
            _actor = actor;
            return;
        }
        (_trouble, _page, _words) = (null, null, new(Text, Zone, CaseNames.None));
        _actor = actor;
        if (_address.IsReversed)
        {
            _trouble = Refused.Of("period.reversed");
            return;
        }
        try
        {
            _page = await Queries.PageAsync(_address.Filter(_campaign?.Id, Zone) with { Customer = _typed.Length > 0 ? _typed : null }, actor, _gone.Token);
            _words = new(Text, Zone, _page.Names);
        }
        catch (RefusedException refused)
        {
            _trouble = Refused[refused.Reasons[0]];
        }
    }

    private void ByWhat(ChangeEventArgs change) => Go(_address with { What = Said(change) });

    private void ByPerson(ChangeEventArgs change) => Go(_address with { Person = int.TryParse(Said(change), out var id) ? id : null });

    private void ByFrom(ChangeEventArgs change) => Go(_address with { From = LogbookAddress.Day(Said(change)) });

    private void ByTo(ChangeEventArgs change) => Go(_address with { To = LogbookAddress.Day(Said(change)) });

    private void ByCase(ChangeEventArgs change) => Go(_address with { Number = Said(change) });

    private async Task ByCustomerAsync(ChangeEventArgs change)
    {
        _typed = Said(change) ?? "";
        var known = _typed.Length == 0 ? null : await Queries.CustomerAsync(_typed, await Actors.CurrentAsync(_gone.Token), _gone.Token);
        if (known == _address.Customer && _address.After is null)
            await ReadAsync();
        else
            Go(_address with { Customer = known });
    }

    private void Clear()
    {
        _typed = "";
        Go(new() { Campaign = _address.Campaign });
    }

    private void Go(LogbookAddress address) => Navigation.NavigateTo((address with { After = null }).Uri);

    private static string? Said(ChangeEventArgs change) => (change.Value as string)?.Trim() is { Length: > 0 } said ? said : null;
}
