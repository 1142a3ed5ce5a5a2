using System.Globalization;
using System.Security.Claims;
using OpsConsole.Domain.People;

namespace OpsConsole.Web.Account;

/// <summary>What cookies and tokens say of a person: who (sub), in which session (sid), with which rights (stamp). Rights themselves are never read from them.</summary>
public sealed record SessionClaims(int UserId, int Stamp, string SessionId, string? Origin = null)
{
    private const string Sub = "sub", StampClaim = "stamp", Sid = "sid", From = "from";

    public static ClaimsPrincipal Principal(SignedIn signedIn, string scheme) => new(new ClaimsIdentity(
    [
        new(Sub, signedIn.UserId.ToString(CultureInfo.InvariantCulture)),
        new(StampClaim, signedIn.Stamp.ToString(CultureInfo.InvariantCulture)),
        new(Sid, signedIn.SessionId),
        new(ClaimTypes.Name, signedIn.Name),
        new(ClaimTypes.Role, signedIn.Role.ToString()),
    ], scheme, ClaimTypes.Name, ClaimTypes.Role));

    /// <summary>Says of a request where it came from; what a cookie says of an earlier one counts for nothing. The circuit keeps what the request said that opened it.</summary>
    public static void Place(HttpContext http)
    {
        if (http.User.Identity is not ClaimsIdentity { IsAuthenticated: true } identity)
            return;
        foreach (var former in identity.FindAll(From).ToList())
            identity.RemoveClaim(former);
        if (OriginOf(http) is { } origin)
            identity.AddClaim(new(From, origin));
    }

    /// <summary>The other end of the connection; behind a proxy what the framework was told to take for it.</summary>
    public static string? OriginOf(HttpContext http) => http.Connection.RemoteIpAddress is { } address ? (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString() : null;

    /// <summary>Null for somebody who is not signed in.</summary>
    public static SessionClaims? Of(ClaimsPrincipal user) =>
        user.Identity?.IsAuthenticated == true
        && int.TryParse(user.FindFirstValue(Sub), CultureInfo.InvariantCulture, out var id)
        && int.TryParse(user.FindFirstValue(StampClaim), CultureInfo.InvariantCulture, out var stamp)
        && user.FindFirstValue(Sid) is { Length: > 0 } session
            ? new(id, stamp, session, user.FindFirstValue(From))
            : null;
}
