namespace OpsConsole.Web.Resources;

/// <summary>Words of the column selector.</summary>
public sealed class ColumnTexts;
