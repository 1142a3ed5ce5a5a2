namespace OpsConsole.Web.Resources;

/// <summary>Words of the alert page.</summary>
public sealed class AlertTexts;
