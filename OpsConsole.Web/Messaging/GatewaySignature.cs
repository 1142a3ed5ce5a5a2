using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace OpsConsole.Web.Messaging;

/// <summary>`X-Signature: t=SECONDS,v1=HEX`: HMAC-SHA256 over the time, a point and the body; both sides sign alike (docs/rules.md, "Conversation").</summary>
public static class GatewaySignature
{
    public const string Header = "X-Signature";

    /// <summary>How far the clocks of the two sides may be apart.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    public static string Of(ReadOnlySpan<byte> body, string secret, DateTimeOffset at) =>
        string.Create(CultureInfo.InvariantCulture, $"t={at.ToUnixTimeSeconds()},v1={Hex(body, secret, at.ToUnixTimeSeconds())}");

    public static bool IsValid(string? given, ReadOnlySpan<byte> body, string secret, DateTimeOffset now)
    {
        if (given?.Split(',') is not [['t', '=', .. var time], ['v', '1', '=', .. var hex]] || !long.TryParse(time, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            return false;
        return Math.Abs(now.ToUnixTimeSeconds() - seconds) <= Tolerance.TotalSeconds
            && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Hex(body, secret, seconds)), Encoding.UTF8.GetBytes(hex));
    }

    private static string Hex(ReadOnlySpan<byte> body, string secret, long seconds)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        hash.AppendData(Encoding.ASCII.GetBytes(seconds.ToString(CultureInfo.InvariantCulture) + "."));
        hash.AppendData(body);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
