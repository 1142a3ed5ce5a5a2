using Microsoft.AspNetCore.Identity;

namespace OpsConsole.Domain.People;

/// <summary>Counts wrong passwords, wherever one is asked for: the count is one, and so is the lock.</summary>
internal static class WrongPasswords
{
    /// <summary>True when this one locks the account.</summary>
    public static bool Count(OpsUser user, LockoutOptions lockout, DateTime now)
    {
        if (++user.AccessFailedCount < lockout.MaxFailedAccessAttempts)
            return false;
        (user.AccessFailedCount, user.LockoutEnd) = (0, now + lockout.DefaultLockoutTimeSpan);
        return true;
    }
}
