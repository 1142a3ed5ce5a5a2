namespace OpsConsole.Domain.Data;

/// <summary>The answer already given to a request that carried this Idempotency-Key; kept 24 hours per user.</summary>
public sealed class IdempotencyRecord
{
    public static readonly TimeSpan KeptFor = TimeSpan.FromHours(24);

    public int UserId { get; init; }
    public required string Key { get; init; }

    /// <summary>SHA-256 of method, path and body: another body under the same key is refused.</summary>
    public required string BodyHash { get; init; }
    public int Status { get; init; }
    public required string Answer { get; init; }
    public DateTime At { get; init; }
}

/// <summary>A fact of the installation: whether it was made with demo data, whether it was set up.</summary>
public sealed class ConsoleSetting
{
    public required string Key { get; init; }
    public required string Value { get; set; }
}

/// <summary>A data-protection key, so that every node reads every node's cookies.</summary>
public sealed class ProtectionKey
{
    public int Id { get; init; }
    public string? Name { get; init; }
    public required string Xml { get; init; }
}
