namespace OpsConsole.Web.Resources;

/// <summary>Words of the requirements desk: ticket, assistant, answers, settings.</summary>
public sealed class RequirementTexts;
