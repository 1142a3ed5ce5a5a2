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

    /// <summary>The campaign it belongs to; found when it is written, null where it belongs to none.</summary>
    public int? CampaignId { get; set; }

    /// <summary>JSON: old and new values.</summary>
    public required string Data { get; init; }

    /// <summary>The network address that it was asked from; null: the console did it, or it was before addresses were kept.</summary>
    public string? Origin { get; set; }
    public string PrevHash { get; set; } = "";
    public string Hash { get; set; } = "";
}

/// <summary>Append-only log of who looked at personal data; written in batches of at most a second. It holds no personal data itself (docs/rules.md, "Views of personal data").</summary>
public sealed class AccessEntry
{
    public long Sequence { get; init; }
    public DateTime At { get; init; }
    public int ById { get; init; }

    /// <summary>One of <see cref="AccessType"/>.</summary>
    public required string Type { get; init; }
    public long? CaseId { get; init; }
    public int? CampaignId { get; init; }

    /// <summary>The customer whose data was shown, as addresses call it.</summary>
    public string? CustomerId { get; init; }

    /// <summary>What was searched for, as a keyed hash: it tells who searched for a known document or phone, and no more.</summary>
    public string? Term { get; init; }

    /// <summary>The network address of who looked.</summary>
    public string? Origin { get; init; }
    public string PrevHash { get; set; } = "";
    public string Hash { get; set; } = "";
}

/// <summary>How somebody came to see personal data (docs/rules.md, "Views of personal data").</summary>
public static class AccessType
{
    public const string View = "view", Preview = "preview", Customer = "customer", File = "file", Match = "match", Search = "search", List = "list";

    public static readonly IReadOnlyList<string> All = [View, Preview, Customer, File, Match, Search, List];
}
