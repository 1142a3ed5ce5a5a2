using Microsoft.AspNetCore.Components;

namespace OpsConsole.Web.Cases;

/// <summary>A row's box was ticked. One handler hears all rows: a handler per row would cost each circuit a table of them (js/events.js).</summary>
public sealed class RowCheckEventArgs : EventArgs
{
    public string Number { get; set; } = "";
    public bool Checked { get; set; }
}

/// <summary>Tells the Razor compiler of our own events.</summary>
[EventHandler("onrowcheck", typeof(RowCheckEventArgs), enableStopPropagation: true, enablePreventDefault: false)]
public static class EventHandlers;
