namespace OpsConsole.Web.Campaigns;

/// <summary>The steps of the wizard, in order.</summary>
public enum ImportStep
{
    File,
    Columns,
    Review,
    Result,
}
