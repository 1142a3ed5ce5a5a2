namespace OpsConsole.Web.Resources;

/// <summary>Texts of reports, on their pages and in their files.</summary>
public sealed class ReportTexts;
