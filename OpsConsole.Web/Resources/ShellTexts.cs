namespace OpsConsole.Web.Resources;

/// <summary>Words of the shell: navigation, menus, the states every page can be in.</summary>
public sealed class ShellTexts;
