namespace OpsConsole.Web.Resources;

/// <summary>Texts of the board and of the lists behind its figures.</summary>
public sealed class BoardTexts;
