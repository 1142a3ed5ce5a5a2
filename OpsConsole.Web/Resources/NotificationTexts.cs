namespace OpsConsole.Web.Resources;

/// <summary>Texts of what people are told, and of the bell.</summary>
public sealed class NotificationTexts;
