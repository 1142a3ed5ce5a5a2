using OpsConsole.Domain.Campaigns;

namespace OpsConsole.Domain.Imports;

/// <summary>Those of the ten metadata columns that an import reads for itself, by their contract names (docs/rules.md, "Imports").</summary>
public static class SurveyMeta
{
    public const string Id = "Id CCX";
    public const string SurveyedAt = "Fecha encuesta";
    public const string FirstName = "FirstName";
    public const string LastName = "LastName";
    public const string Reference = "ExternalDataReference";
}

/// <summary>The kinds of import that exist so far.</summary>
public static class ImportKind
{
    public const string Base = "base";
    public const string Responses = "responses";
    public const string Cases = "cases";

    public static bool Exists(string? kind) => kind is Base or Responses or Cases;

    /// <summary>What a campaign of that kind takes, the usual one first.</summary>
    public static IReadOnlyList<string> Of(CampaignKind campaign) => campaign == CampaignKind.ServiceCase ? [Cases] : [Responses, Base];
}
