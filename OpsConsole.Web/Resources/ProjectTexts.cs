namespace OpsConsole.Web.Resources;

/// <summary>Words of the projects page.</summary>
public sealed class ProjectTexts;
