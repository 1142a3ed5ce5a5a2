using Microsoft.AspNetCore.Components;

namespace OpsConsole.Web.Shell;

/// <summary>A theme or a density was chosen in the personal menu, which stands in the page (js/events.js).</summary>
public sealed class LookEventArgs : EventArgs
{
    /// <summary>"theme" or "density".</summary>
    public string Name { get; set; } = "";
    public string Value { get; set; } = "";
}

/// <summary>Tells the Razor compiler of the shell's own events.</summary>
[EventHandler("onhands", typeof(EventArgs), enableStopPropagation: true, enablePreventDefault: false)]
[EventHandler("onpanel", typeof(PanelEventArgs), enableStopPropagation: true, enablePreventDefault: false)]
[EventHandler("onlook", typeof(LookEventArgs), enableStopPropagation: true, enablePreventDefault: false)]
public static class EventHandlers;
