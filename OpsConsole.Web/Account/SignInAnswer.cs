namespace OpsConsole.Web.Account;

/// <summary>What became of a try to sign in.</summary>
public abstract record SignInAnswer
{
    private SignInAnswer()
    {
    }

    /// <summary>The cookie is set.</summary>
    public sealed record Welcome : SignInAnswer;

    /// <summary>No such account, wrong password, disabled: the same to the outside.</summary>
    public sealed record Wrong : SignInAnswer;

    /// <summary>Closed after too many wrong tries.</summary>
    public sealed record Locked(DateTime Until) : SignInAnswer;

    /// <summary>This address tries too often, whatever the account.</summary>
    public sealed record TooMany : SignInAnswer;
}
