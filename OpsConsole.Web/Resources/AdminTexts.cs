namespace OpsConsole.Web.Resources;

/// <summary>Words of the pages of administration.</summary>
public sealed class AdminTexts;
