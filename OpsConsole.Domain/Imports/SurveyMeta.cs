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
