namespace OpsConsole.Web.Controls;

/// <summary>The places of one project that exist so far, in the order of their row of links.</summary>
public enum ProjectSection
{
    Project,
    Operation,
    CloseTheLoop,
    Cases,
    Reports,
    Form,
    Figures,
    Cell,
    Desk,
    Guides,
    Share,
    Logbook,
}
