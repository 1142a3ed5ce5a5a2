namespace OpsConsole.Web.Resources;

/// <summary>Words of the contact log: why a customer is marked, and its thresholds.</summary>
public sealed class ContactTexts;
