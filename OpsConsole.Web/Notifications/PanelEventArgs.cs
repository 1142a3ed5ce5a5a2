using Microsoft.AspNetCore.Components;

namespace OpsConsole.Web.Notifications;

/// <summary>A popover with `data-panel` opened or closed: what it holds is drawn only while it is open (js/app.js).</summary>
public sealed class PanelEventArgs : EventArgs
{
    public bool Open { get; set; }
}

/// <summary>Tells the Razor compiler of the event.</summary>
[EventHandler("onpanel", typeof(PanelEventArgs), enableStopPropagation: true, enablePreventDefault: false)]
public static class EventHandlers;
