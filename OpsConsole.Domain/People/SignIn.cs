namespace OpsConsole.Domain.People;

/// <summary>What became of an attempt to sign in (docs/rules.md, "Sign-in").</summary>
public abstract record SignInOutcome
{
    private SignInOutcome()
    {
    }

    public sealed record Granted(SignedIn SignedIn) : SignInOutcome;

    /// <summary>Unknown, disabled or a wrong password: the answer is the same.</summary>
    public sealed record Failed : SignInOutcome;

    /// <summary>Too many wrong passwords; UTC.</summary>
    public sealed record Locked(DateTime Until) : SignInOutcome;
}

/// <summary>A person with an open session: what cookies and tokens carry, and how the person wants the console to look.</summary>
public sealed record SignedIn(int UserId, string Name, Role Role, int Stamp, string SessionId, DateTime Since, string? Culture = null, string? Theme = null, string? Density = null);

/// <summary>How long a session lasts: without activity, and in all.</summary>
public sealed record SessionLimits(TimeSpan Idle, TimeSpan Absolute)
{
    /// <summary>The activity of a session is written down at most this often.</summary>
    public static readonly TimeSpan TouchEvery = TimeSpan.FromMinutes(1);
}

/// <summary>An open session's ends, UTC: by doing nothing, and in any case.</summary>
public sealed record SessionLife(DateTime IdleEnd, DateTime End)
{
    public DateTime First => IdleEnd < End ? IdleEnd : End;
}
