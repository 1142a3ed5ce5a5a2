namespace OpsConsole.Web.Hosting;

/// <summary>The invented organisation for trials (section Demo).</summary>
public sealed class DemoOptions
{
    public const string Section = "Demo";

    /// <summary>Without a value: on in Development, off elsewhere.</summary>
    public bool Enabled { get; set; }

    /// <summary>Lets the demo run on addresses that others reach; every page then carries a red banner.</summary>
    public bool AllowRemote { get; set; }

    public bool IsRemote => Enabled && AllowRemote;
}
