using Microsoft.AspNetCore.Identity;
using OpsConsole.Domain.People;

namespace OpsConsole.Web.Account;

/// <summary>One try to sign in with e-mail and password: Identity checks it, counts wrong ones and sets the cookie.</summary>
public sealed class SignInDoor(SignInManager<OpsUser> signIn)
{
    public async Task<SignInAnswer> TryAsync(string? email, string? password, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        if (string.IsNullOrWhiteSpace(email) || string.IsNullOrEmpty(password) || await signIn.UserManager.FindByEmailAsync(email.Trim()) is not { } user)
            return new SignInAnswer.Wrong();
        var result = await signIn.PasswordSignInAsync(user, password, isPersistent: false, lockoutOnFailure: true);
        if (result.Succeeded)
            return new SignInAnswer.Welcome();
        return result.IsLockedOut && user.LockoutEnd is { } until ? new SignInAnswer.Locked(until.UtcDateTime) : new SignInAnswer.Wrong();
    }
}
