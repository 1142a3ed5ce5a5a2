using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace OpsConsole.Domain.Walls;

/// <summary>Lets a screen on a wall show the figures of one region, or of all, until it ends or is revoked; the token itself is kept nowhere (docs/rules.md, "Wallboards").</summary>
public sealed class WallboardToken
{
    public const int NameMax = 80, LongestDays = 90;

    public int Id { get; init; }
    public required string Name { get; init; }

    /// <summary>SHA-256 of the token, hex.</summary>
    public required string Hash { get; init; }

    /// <summary>Null: all regions.</summary>
    public int? RegionId { get; init; }
    public int CreatedById { get; init; }
    public DateTime CreatedAt { get; init; }
    public DateTime EndsAt { get; init; }
    public DateTime? RevokedAt { get; set; }

    /// <summary>When a screen last asked by it; at most a minute behind.</summary>
    public DateTime? LastSeenAt { get; set; }

    public bool IsLive(DateTime now) => RevokedAt is null && now < EndsAt;

    /// <summary>256 random bits.</summary>
    internal static string NewToken() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    internal static string HashOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
