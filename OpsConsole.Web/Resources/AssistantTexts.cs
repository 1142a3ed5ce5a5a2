namespace OpsConsole.Web.Resources;

/// <summary>Words of the closing assistant and of the workspace of a withdrawal request.</summary>
public sealed class AssistantTexts;
