using Microsoft.AspNetCore.Components;

namespace OpsConsole.Web.Shell;

/// <summary>Sends somebody who is not (or no longer) signed in to the sign-in page, and back here afterwards.</summary>
public sealed class ToSignIn : ComponentBase
{
    public const string SignInPath = "/signin";

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    protected override void OnInitialized()
    {
        var here = "/" + Navigation.ToBaseRelativePath(Navigation.Uri);
        Navigation.NavigateTo($"{SignInPath}?returnUrl={Uri.EscapeDataString(here)}", forceLoad: true);
    }
}
