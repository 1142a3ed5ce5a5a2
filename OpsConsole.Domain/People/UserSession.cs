namespace OpsConsole.Domain.People;

/// <summary>One sign-in of one person on one browser; ended by sign-out, by an administrator, after the idle or the absolute time.</summary>
public sealed class UserSession
{
    /// <summary>128 random bits, base64url; the cookie carries it.</summary>
    public required string Id { get; init; }
    public int UserId { get; init; }
    public DateTime CreatedAt { get; init; }
    public DateTime LastActivity { get; set; }
    public DateTime? EndedAt { get; set; }
}
