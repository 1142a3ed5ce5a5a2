using System.Globalization;
using System.Security.Claims;
using OpsConsole.Domain.People;

namespace OpsConsole.Web.Account;

/// <summary>What cookies and tokens say of a person: who (sub), in which session (sid), with which rights (stamp). Rights themselves are never read from them.</summary>
public sealed record SessionClaims(int UserId, int Stamp, string SessionId)
{
    private const string Sub = "sub", StampClaim = "stamp", Sid = "sid";

    public static ClaimsPrincipal Principal(SignedIn signedIn, string scheme) => new(new ClaimsIdentity(
    [
        new(Sub, signedIn.UserId.ToString(CultureInfo.InvariantCulture)),
        new(StampClaim, signedIn.Stamp.ToString(CultureInfo.InvariantCulture)),
        new(Sid, signedIn.SessionId),
        new(ClaimTypes.Name, signedIn.Name),
        new(ClaimTypes.Role, signedIn.Role.ToString()),
    ], scheme, ClaimTypes.Name, ClaimTypes.Role));

    /// <summary>Null for somebody who is not signed in.</summary>
    public static SessionClaims? Of(ClaimsPrincipal user) =>
        user.Identity?.IsAuthenticated == true
        && int.TryParse(user.FindFirstValue(Sub), CultureInfo.InvariantCulture, out var id)
        && int.TryParse(user.FindFirstValue(StampClaim), CultureInfo.InvariantCulture, out var stamp)
        && user.FindFirstValue(Sid) is { Length: > 0 } session
            ? new(id, stamp, session)
            : null;
}
