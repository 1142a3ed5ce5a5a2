namespace OpsConsole.Web.Resources;

/// <summary>Words of the help page.</summary>
public sealed class GridTexts;
