namespace OpsConsole.Web.Resources;

/// <summary>Words of the pages before the circuit: sign in, first start.</summary>
public sealed class AdminTexts;
