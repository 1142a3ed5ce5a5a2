using OpsConsole.Domain.Campaigns;

namespace OpsConsole.Domain.Guides;

/// <summary>What guides the people who work a campaign's cases: each kind has versions of its own (docs/rules.md, "Guides").</summary>
public enum GuideKind
{
    Dispositions,
    Script,
    Templates,

    /// <summary>States and motives of a retention campaign.</summary>
    Catalogue,

    /// <summary>What a retention campaign may grant.</summary>
    Benefits,

    /// <summary>Causes of a repeat-contacts cell and what their forms are checked against.</summary>
    Checklists,

    /// <summary>The assistant's table of a requirements desk, put into force by the role that it names.</summary>
    Protocol,
}

/// <summary>Which guides the campaigns of a kind have (docs/rules.md, "Guides").</summary>
public static class GuideKinds
{
    /// <summary>The one that the page begins with first.</summary>
    public static IReadOnlyList<GuideKind> Of(CampaignKind kind) => kind switch
    {
        CampaignKind.ServiceCase => [GuideKind.Dispositions, GuideKind.Script, GuideKind.Templates],
        CampaignKind.Retention => [GuideKind.Catalogue, GuideKind.Benefits, GuideKind.Script, GuideKind.Templates],
        CampaignKind.RepeatContact => [GuideKind.Checklists, GuideKind.Script, GuideKind.Templates],
        CampaignKind.Requirement => [GuideKind.Protocol, GuideKind.Script, GuideKind.Templates],
        _ => [],
    };
}

/// <summary>A version of a guide, or the one draft of the next (docs/rules.md, "Guides").</summary>
public sealed class GuideVersion
{
    /// <summary>The number of what is not published yet.</summary>
    public const int Draft = 0;
    public const int NoteMax = 500, ContentMax = 400_000;

    public long Id { get; init; }
    public int CampaignId { get; init; }
    public GuideKind Kind { get; init; }

    /// <summary>From 1, without gaps; 0 is the draft.</summary>
    public int Number { get; init; }

    /// <summary>A <see cref="Guide"/> of the kind as JSON.</summary>
    public required string Content { get; set; }
    public string? Note { get; init; }

    /// <summary>When and by whom it was published, or the draft was saved; by nobody: it came with the campaign.</summary>
    public DateTime At { get; set; }
    public int? ById { get; set; }

    /// <summary>Rises with every save of a draft.</summary>
    public long Version { get; set; }
}
