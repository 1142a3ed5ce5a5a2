namespace OpsConsole.Web.Resources;

/// <summary>Texts of the Bitácora.</summary>
public sealed class LogbookTexts;
