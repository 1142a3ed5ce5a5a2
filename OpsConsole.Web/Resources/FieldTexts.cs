namespace OpsConsole.Web.Resources;

/// <summary>What the management columns are called.</summary>
public sealed class FieldTexts;
