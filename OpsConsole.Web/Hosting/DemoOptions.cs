namespace OpsConsole.Web.Hosting;

/// <summary>The invented organisation for a first look (section Demo).</summary>
public sealed class DemoOptions
{
    public const string Section = "Demo";

    public bool Enabled { get; set; }

    /// <summary>Lets a demo listen beyond this machine; every page then carries a warning.</summary>
    public bool AllowRemote { get; set; }
}
