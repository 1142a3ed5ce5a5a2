using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;
using OpsConsole.Web.Hosting;

namespace OpsConsole.Web.Account;

public sealed partial class AccountLayout
{
    [Inject]
    private IOptions<OrganisationOptions> Organisation { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    private string Here => "/" + Navigation.ToBaseRelativePath(Navigation.Uri);
}
