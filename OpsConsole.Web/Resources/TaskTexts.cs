namespace OpsConsole.Web.Resources;

/// <summary>Texts of work that runs beside the people's: files, bulk changes.</summary>
public sealed class TaskTexts;
