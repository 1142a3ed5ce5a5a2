using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using OpsConsole.Domain.People;
using OpsConsole.Web.Controls;
using OpsConsole.Web.Hosting;
using OpsConsole.Web.Resources;
using OpsConsole.Web.Shell;

namespace OpsConsole.Web.Account;

/// <summary>The page one comes in by. It never says which of the two fields was wrong, nor whether an account exists.</summary>
public sealed partial class SignIn
{
    private string? _problem;

    [SupplyParameterFromForm(FormName = "sign-in", Name = "in")]
    private SignInForm? Posted { get; set; }

    [SupplyParameterFromQuery]
    private string? ReturnUrl { get; set; }

    /// <summary>Set by the console itself when a session ended, so that the page says why one is here.</summary>
    [SupplyParameterFromQuery(Name = "fin")]
    private bool SessionEnded { get; set; }

    [CascadingParameter]
    private HttpContext Http { get; set; } = default!;

    [Inject]
    private IOptions<OrganisationOptions> Organisation { get; set; } = default!;

    [Inject]
    private IOptions<DemoOptions> Demo { get; set; } = default!;

    [Inject]
    private SignInDoor Door { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private IStringLocalizer<ShellTexts> Roles { get; set; } = default!;

    private string? Email => Posted?.Email;

    private string? Invalid => _problem is null ? null : "true";

    private string? Bad => _problem is null ? null : "bad";

    private string? DescribedBy => _problem is null ? null : "sign-in-problem";

    private async Task SubmitAsync()
    {
        var answer = await Door.TryAsync(Posted?.Email, Posted?.Password, Http.RequestAborted);
        if (answer is SignInAnswer.Welcome)
        {
            Navigation.NavigateTo(LocalUrl.OrHome(ReturnUrl));
            return;
        }
        _problem = answer switch
        {
            SignInAnswer.Locked locked => L["Locked", Formats.Time(locked.Until, Organisation.Value.Zone)],
            SignInAnswer.TooMany => L["TooMany"],
            _ => L["Wrong"],
        };
    }
}
