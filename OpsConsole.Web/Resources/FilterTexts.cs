namespace OpsConsole.Web.Resources;

/// <summary>What filters are said with, and the words of the builder.</summary>
public sealed class FilterTexts;
