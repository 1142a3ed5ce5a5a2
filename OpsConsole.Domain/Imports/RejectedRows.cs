namespace OpsConsole.Domain.Imports;

/// <summary>The file of rejected rows: the columns of the upload and one that says why (docs/rules.md, "Imports").</summary>
public static class RejectedRows
{
    public const string ReasonColumn = "Motivo";
}
