using OpsConsole.Domain.Campaigns;

namespace OpsConsole.Domain.Imports;

/// <summary>The kinds of import that exist so far (docs/rules.md, "Imports").</summary>
public static class ImportKind
{
    public const string Base = "base";
    public const string Responses = "responses";
    public const string Cases = "cases";

    /// <summary>What happened elsewhere: for analysts only.</summary>
    public const string History = "history";

    public static bool Exists(string? kind) => kind is Base or Responses or Cases or History;

    /// <summary>What a campaign of that kind takes, the usual one first.</summary>
    public static IReadOnlyList<string> Of(CampaignKind campaign) => campaign == CampaignKind.ServiceCase ? [Cases, History] : [Responses, Base];

    /// <summary>The columns of the kind's own format; null where the campaign's own metadata columns are meant.</summary>
    public static IReadOnlyList<string>? Columns(string kind) => kind switch
    {
        Cases => CaseColumns.All,
        History => HistoryColumns.All,
        _ => null,
    };

    /// <summary>The column of the kind's own format that a name means, however it is written.</summary>
    public static string? Named(string kind, string name) => kind == History ? HistoryColumns.Named(name) : CaseColumns.Named(name);

    /// <summary>Where the branch of a row stands.</summary>
    public static (string Source, string Field) Branch(string kind, Campaign campaign) =>
        Columns(kind) is null ? (SchemaField.Base, campaign.Settings.BranchColumn) : (SchemaField.Meta, CaseColumns.Branch);
}
