using System.Security.Cryptography;
using System.Text;

namespace OpsConsole.Web.Account;

/// <summary>The code that the first start prints: whoever reads the server's screen may make the first administrator. Closed as soon as there is one.</summary>
public sealed class SetupCode
{
    /// <summary>Null: there is nothing to set up.</summary>
    public string? Text { get; private set; }

    public void Open() => Text = RandomNumberGenerator.GetString("ABCDEFGHJKLMNPQRSTUVWXYZ23456789", 12);

    public void Close() => Text = null;

    public bool Fits(string? given) =>
        Text is { } code && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(code), Encoding.UTF8.GetBytes(given?.Trim().ToUpperInvariant() ?? ""));
}
