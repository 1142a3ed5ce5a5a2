namespace OpsConsole.Web.Resources;

/// <summary>Texts of the pending queue and of the workspace of a service case.</summary>
public sealed class WorkspaceTexts;
