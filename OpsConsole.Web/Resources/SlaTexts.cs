namespace OpsConsole.Web.Resources;

/// <summary>Words of deadlines, their receipts and calendars.</summary>
public sealed class SlaTexts;
