namespace OpsConsole.Domain.Campaigns;

/// <summary>A programme of work of one kind: owns columns, questions, rules, deadline and zone (docs/rules.md, "Campaign settings").</summary>
public sealed class Campaign
{
    public int Id { get; init; }

    /// <summary>Lower case letters, digits and hyphens; unique; part of addresses.</summary>
    public required string Code { get; init; }
    public required string Name { get; set; }
    public CampaignKind Kind { get; init; }
    public CampaignStatus Status { get; set; }
    public DateTime CreatedAt { get; init; }
    public DateTime ModifiedAt { get; set; }

    /// <summary>IANA name; days, deadlines and shown times are local to it.</summary>
    public required string TimeZone { get; set; }
    public CampaignSettings Settings { get; set; } = new();
    public BaseSchema Schema { get; set; } = BaseSchema.Empty;

    /// <summary>The last mapping of each import kind, offered again by the wizard: {kind: mapping} as JSON.</summary>
    public string Mappings { get; set; } = "{}";
    public long Version { get; set; }
}
