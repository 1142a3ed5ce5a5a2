using OpsConsole.Domain.Campaigns;

namespace OpsConsole.Domain.Imports;

/// <summary>The kinds of import that exist so far (docs/rules.md, "Imports").</summary>
public static class ImportKind
{
    public const string Base = "base";
    public const string Responses = "responses";
    public const string Cases = "cases";

    /// <summary>Contacts of customers with the organisation: the log of a repeat-contacts cell.</summary>
    public const string Contacts = "contacts";

    /// <summary>What happened elsewhere: for analysts only.</summary>
    public const string History = "history";

    /// <summary>Forms of a repeat-contacts cell that were filled in elsewhere.</summary>
    public const string Escalations = "escalations";

    public static bool Exists(string? kind) => kind is Base or Responses or Cases or Contacts or History or Escalations;

    /// <summary>What a campaign of that kind takes, the usual one first.</summary>
    public static IReadOnlyList<string> Of(CampaignKind campaign) => campaign switch
    {
        CampaignKind.CloseTheLoop => [Responses, Base],
        CampaignKind.ServiceCase => [Cases, History],
        CampaignKind.Retention => [Cases],
        CampaignKind.RepeatContact => [Escalations, Contacts],
        CampaignKind.Requirement => [Cases],
        _ => [],
    };

    /// <summary>The columns that the kind of file is known by in such a campaign; null where the campaign's own are meant.</summary>
    public static ImportFormat? Format(string kind, CampaignKind campaign) => (kind, campaign) switch
    {
        (Cases, CampaignKind.Retention) => ImportFormat.Retention,
        (Cases, CampaignKind.Requirement) => ImportFormat.Requirements,
        (Cases, _) => ImportFormat.Service,
        (History, _) => ImportFormat.History,
        (Escalations, _) => ImportFormat.Escalations,
        (Contacts, _) => ImportFormat.Contacts,
        _ => null,
    };

    /// <summary>Where the branch of a row stands.</summary>
    public static (string Source, string Field) Branch(string kind, Campaign campaign) =>
        Format(kind, campaign.Kind) is { } format ? (format.Source, format.Branch) : (SchemaField.Base, campaign.Settings.BranchColumn);
}
