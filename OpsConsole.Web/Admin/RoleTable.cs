using OpsConsole.Domain.People;

namespace OpsConsole.Web.Admin;

/// <summary>What each role may do, asked of the very rules that decide it: the table cannot say anything else.</summary>
public static class RoleTable
{
    public static readonly IReadOnlyList<Role> Roles = Enum.GetValues<Role>();

    public static readonly IReadOnlyList<(string Key, Func<Actor, bool> May)> Abilities =
    [
        ("Work", a => a.MayWork),
        ("Finish", a => a.MayFinishAlerts),
        ("Transfer", a => a.MayTransfer),
        ("Reopen", a => a.MayReopen),
        ("Import", a => a.MayImport(Campaign)),
        ("Campaigns", a => a.MayManageCampaigns),
        ("Administer", a => a.MayAdminister),
    ];

    private const int Campaign = 1;

    /// <summary>Somebody with this role in a campaign of his own.</summary>
    public static Actor Sample(Role role) => new(0, "", "", role, 0) { CampaignIds = [Campaign] };
}
