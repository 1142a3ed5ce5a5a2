using Microsoft.AspNetCore.Components;
using OpsConsole.Domain.People;
using OpsConsole.Web.Shell;

namespace OpsConsole.Web.Account;

/// <summary>"Mi cuenta": who one is here, how one wants to work, and the own password. A choice is kept as it is made.</summary>
public sealed partial class AccountPage
{
    public const string Address = "/cuenta";

    private static readonly (string Id, bool ToHome)[] Landings = [("next", false), ("home", true)];

    private OwnAccount? _account;

    [Inject]
    private ProfileDesk Desk { get; set; } = default!;

    [Inject]
    private ProfileQueries Own { get; set; } = default!;

    [Inject]
    private SingleKeys Keys { get; set; } = default!;

    protected override async Task OnInitializedAsync() => _account = await Own.ReadAsync(await Actors.CurrentAsync(Gone), Gone);

    private async Task KeepAsync(OwnWays ways)
    {
        if (!await RunAsync((actor, ct) => Desk.WorkAsync(ways, actor, ct), L["WaysKept"]))
            return;
        _account = _account! with { Ways = ways };
        Keys.Set(ways.NoSingleKeys);
    }

    /// <summary>Inicio is another page for those who work a queue than for everybody else.</summary>
    private static string HelpOf(string landing, Role role) => landing != "home" ? "Landing.next.Help" : ShellSetup.HomeOf(role) == ShellSetup.Queue ? "Landing.home.Queue" : "Landing.home.Projects";

    private string Campaigns(OwnAccount own) => own.Role is not (Role.Agent or Role.BackOffice) ? L["AllCampaigns"] : own.Campaigns.Count == 0 ? L["NoCampaigns"] : string.Join(", ", own.Campaigns);
}
