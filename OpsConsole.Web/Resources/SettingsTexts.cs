namespace OpsConsole.Web.Resources;

/// <summary>Words of a project's settings and of who sees it.</summary>
public sealed class SettingsTexts;
