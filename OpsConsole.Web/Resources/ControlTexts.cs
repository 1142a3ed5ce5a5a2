namespace OpsConsole.Web.Resources;

/// <summary>Words of the shared controls: states, deadlines, presence.</summary>
public sealed class ControlTexts;
