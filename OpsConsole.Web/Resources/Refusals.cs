namespace OpsConsole.Web.Resources;

/// <summary>Words for each refusal: what happened, what was kept, what to do. {0} is how much there is, {1} how much is needed, {2} the code itself.</summary>
public sealed class Refusals;
