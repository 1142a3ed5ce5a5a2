namespace OpsConsole.Web.Resources;

/// <summary>Texts about customers, their contact points and how they are matched.</summary>
public sealed class CustomerTexts;
