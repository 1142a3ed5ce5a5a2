using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;
using OpsConsole.Domain.People;
using OpsConsole.Web.Hosting;

namespace OpsConsole.Web.Admin;

/// <summary>Who may sign in, found by name, role and state.</summary>
public sealed partial class UsersPage
{
    public const int PageSize = 50;

    private PeoplePage? _page;
    private string? _search;
    private Role? _role;
    private bool _withDisabled = true;
    private int _skip;

    [Inject]
    private PeopleQueries Queries { get; set; } = default!;

    [Inject]
    private IOptions<OrganisationOptions> Organisation { get; set; } = default!;

    private TimeZoneInfo Zone => Organisation.Value.Zone;

    protected override Task OnInitializedAsync() => GoAsync(0);

    private async Task GoAsync(int skip)
    {
        _skip = Math.Max(0, skip);
        _page = await Queries.PageAsync(new(_search, _role, null, _withDisabled), _skip, PageSize, await Actors.CurrentAsync(Gone), Gone);
    }

    private Task SearchAsync(ChangeEventArgs change)
    {
        _search = (string?)change.Value;
        return GoAsync(0);
    }

    private Task ByRoleAsync(ChangeEventArgs change)
    {
        _role = Enum.TryParse<Role>((string?)change.Value, out var role) ? role : null;
        return GoAsync(0);
    }

    private Task WithDisabledAsync(ChangeEventArgs change)
    {
        _withDisabled = change.Value is true;
        return GoAsync(0);
    }
}
