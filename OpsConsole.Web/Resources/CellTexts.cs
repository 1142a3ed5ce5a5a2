namespace OpsConsole.Web.Resources;

/// <summary>Words of the repeat-contacts cell: form, workspace, settings.</summary>
public sealed class CellTexts;
