using Microsoft.AspNetCore.Components;

namespace OpsConsole.Web.Shell;

/// <summary>Sends somebody who is not (or no longer) signed in to the sign-in page, and back here afterwards.</summary>
public sealed class ToSignIn : ComponentBase
{
    public const string SignInPath = "/signin";

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    /// <summary>In a circuit there was somebody: that the session ended is said there.</summary>
    public static void Send(NavigationManager navigation)
    {
        var here = "/" + navigation.ToBaseRelativePath(navigation.Uri);
        navigation.NavigateTo($"{SignInPath}?returnUrl={Uri.EscapeDataString(here)}&fin=true", forceLoad: true);
    }

    protected override void OnInitialized() => Send(Navigation);
}
