using Microsoft.AspNetCore.Components;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;

namespace OpsConsole.Web.Campaigns;

/// <summary>"Compartir": who sees and works a project within their scope.</summary>
public sealed partial class ProjectShare
{
    private readonly HashSet<Role> _roles = [];
    private readonly HashSet<int> _branchIds = [];
    private List<AccessPerson> _people = [];
    private IReadOnlyList<AccessBranch> _branches = [];
    private IReadOnlyList<AccessPerson> _found = [];
    private string? _search;

    [Inject]
    private CampaignAccessQueries Choices { get; set; } = default!;

    private IEnumerable<AccessPerson> Offered => _found.Where(f => _people.All(p => p.Id != f.Id));

    private string Summary => AccessSentence.Of(
        L,
        [.. CampaignAccess.Nameable.Where(_roles.Contains)],
        [.. _branches.Where(b => _branchIds.Contains(b.Id)).Select(b => b.Name)],
        [.. _people.Select(p => p.Name)]);

    private string? Nobody =>
        string.IsNullOrWhiteSpace(_search) ? null
        : TextFold.VisibleLength(_search) < CampaignAccessQueries.SearchMin ? L["Share.SearchShort"].Value
        : Offered.Any() ? null : L["Share.NotFound"].Value;

    protected override async Task FillAsync(Campaign campaign, Actor actor)
    {
        var access = campaign.Settings.Access;
        _roles.Clear();
        _roles.UnionWith(CampaignAccess.Nameable.Where(role => access.Roles.Contains(role.ToString())));
        _branchIds.Clear();
        _branchIds.UnionWith(access.BranchIds);
        _people = [.. await Choices.PeopleAsync(access.UserIds, actor, Gone)];
        _branches = [.. (await Choices.BranchesAsync(actor, Gone)).Where(b => b.IsActive || _branchIds.Contains(b.Id))];
        (_found, _search) = ([], null);
    }

    protected override Task<Outcome> SendAsync(long version, Actor actor) => Desk.ShareAsync(Code, version, new()
    {
        Roles = [.. _roles.Select(role => role.ToString())],
        BranchIds = [.. _branchIds],
        UserIds = [.. _people.Select(p => p.Id)],
    }, actor, Gone);

    private async Task SearchAsync(ChangeEventArgs typed)
    {
        _search = (string?)typed.Value;
        _found = await Choices.SearchAsync(_search, await Actors.CurrentAsync(Gone), Gone);
    }

    private void Add(AccessPerson person)
    {
        _people.Add(person);
        (_found, _search) = ([], null);
    }

    private string Details(AccessPerson person) => string.Join(" · ", new[] { L["RoleName." + person.Role].Value, person.Branch, person.Email }.OfType<string>());

    private static void Toggle<T>(HashSet<T> set, T item)
    {
        if (!set.Remove(item))
            set.Add(item);
    }
}
