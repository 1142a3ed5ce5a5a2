using System.Security.Cryptography;
using System.Text;

namespace OpsConsole.Web.Account;

/// <summary>The code that the first start prints: whoever reads the server's screen may make the first administrator. Closed as soon as there is one.</summary>
public sealed class SetupCode
{
    private string? _code;

    public bool IsOpen => _code is not null;

    public string Open() => _code = RandomNumberGenerator.GetString("ABCDEFGHJKLMNPQRSTUVWXYZ23456789", 12);

    public void Close() => _code = null;

    public bool Fits(string? given) =>
        _code is { } code && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(code), Encoding.UTF8.GetBytes(given?.Trim().ToUpperInvariant() ?? ""));
}
