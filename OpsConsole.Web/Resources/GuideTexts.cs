namespace OpsConsole.Web.Resources;

/// <summary>Texts of the page where trees, scripts and templates are edited.</summary>
public sealed class GuideTexts;
