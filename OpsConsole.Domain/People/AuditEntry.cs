namespace OpsConsole.Domain.People;

/// <summary>Append-only log of what is not a case: people, settings, imports, sign-ins. Chained like the case log.</summary>
public sealed class AuditEntry
{
    public long Sequence { get; init; }
    public DateTime At { get; init; }
    public int? ById { get; init; }

    /// <summary>What was done, e.g. user.created, sign_in.failed, campaign.changed.</summary>
    public required string Type { get; init; }

    /// <summary>What it was done to: a user's or campaign's id or code; never a customer's data.</summary>
    public string? Target { get; init; }

    /// <summary>JSON: old and new values.</summary>
    public required string Data { get; init; }
    public string PrevHash { get; set; } = "";
    public string Hash { get; set; } = "";
}

/// <summary>Append-only log of who looked at personal data; written in batches of at most a second.</summary>
public sealed class AccessEntry
{
    public long Sequence { get; init; }
    public DateTime At { get; init; }
    public int ById { get; init; }
    public long? CaseId { get; init; }

    /// <summary>view, search.</summary>
    public required string Type { get; init; }
    public string PrevHash { get; set; } = "";
    public string Hash { get; set; } = "";
}
