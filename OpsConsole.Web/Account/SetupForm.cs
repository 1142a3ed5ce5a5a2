namespace OpsConsole.Web.Account;

/// <summary>What the page of the first start sends. Code and password are never written back into the page.</summary>
public sealed class SetupForm
{
    public string? Code { get; set; }
    public string? Name { get; set; }
    public string? Email { get; set; }
    public string? Password { get; set; }
    public string? Organisation { get; set; }
    public string? Zone { get; set; }
}
