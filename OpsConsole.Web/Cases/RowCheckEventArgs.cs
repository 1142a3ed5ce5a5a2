using Microsoft.AspNetCore.Components;

namespace OpsConsole.Web.Cases;

/// <summary>A row's box was ticked. One handler hears all rows: a handler per row would cost each circuit a table of them (js/events.js).</summary>
public sealed class RowCheckEventArgs : EventArgs
{
    public string Number { get; set; } = "";
    public bool Checked { get; set; }
}

/// <summary>Something was chosen in the menu of a column, which stands once on the page for all of them.</summary>
public sealed class ColumnActionEventArgs : EventArgs
{
    /// <summary>The column's token.</summary>
    public string Column { get; set; } = "";
    public string Action { get; set; } = "";
}

/// <summary>A column was moved in the picker: by a step, or to another one's place.</summary>
public sealed class ColumnMoveEventArgs : EventArgs
{
    public string Column { get; set; } = "";
    public int Step { get; set; }

    /// <summary>The token of the column whose place it takes.</summary>
    public string? To { get; set; }
}

/// <summary>Tells the Razor compiler of our own events.</summary>
[EventHandler("onrowcheck", typeof(RowCheckEventArgs), enableStopPropagation: true, enablePreventDefault: false)]
[EventHandler("oncolaction", typeof(ColumnActionEventArgs), enableStopPropagation: true, enablePreventDefault: false)]
[EventHandler("onpick", typeof(PickEventArgs), enableStopPropagation: true, enablePreventDefault: false)]
[EventHandler("oncolmove", typeof(ColumnMoveEventArgs), enableStopPropagation: true, enablePreventDefault: false)]
public static class EventHandlers;
