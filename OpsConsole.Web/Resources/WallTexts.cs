namespace OpsConsole.Web.Resources;

/// <summary>Texts of the screens on walls.</summary>
public sealed class WallTexts;
