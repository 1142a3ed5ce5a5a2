using OpsConsole.Domain.People;

namespace OpsConsole.Web.Account;

/// <summary>One try to sign in with e-mail and password by page: limited per address, counted per account, and the cookie set.</summary>
public sealed class SignInDoor(SignInDesk desk, SignInLimiter limiter, IHttpContextAccessor requests)
{
    public async Task<SignInAnswer> TryAsync(string? email, string? password, CancellationToken ct)
    {
        var http = requests.HttpContext!;
        if (limiter.Refusal(http) is { } wait)
        {
            AccountSetup.SayWhen(http, wait);
            http.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            return new SignInAnswer.TooMany();
        }
        switch (await desk.SignInAsync(email, password, ct, SessionClaims.OriginOf(http)))
        {
            case SignInOutcome.Granted granted:
                await BrowserSessions.BeginAsync(http, granted.SignedIn);
                return new SignInAnswer.Welcome();
            case SignInOutcome.Locked locked:
                return new SignInAnswer.Locked(locked.Until);
            default:
                return new SignInAnswer.Wrong();
        }
    }
}
