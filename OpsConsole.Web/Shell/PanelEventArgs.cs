namespace OpsConsole.Web.Shell;

/// <summary>A popover with `data-panel` opened or closed: what it holds is drawn only while it is open (js/app.js).</summary>
public sealed class PanelEventArgs : EventArgs
{
    public bool Open { get; set; }
}
