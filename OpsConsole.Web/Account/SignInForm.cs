namespace OpsConsole.Web.Account;

/// <summary>What the sign-in page sends. The password is never written back into the page.</summary>
public sealed class SignInForm
{
    public string? Email { get; set; }
    public string? Password { get; set; }
}
