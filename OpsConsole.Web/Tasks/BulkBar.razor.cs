using Microsoft.AspNetCore.Components;
using OpsConsole.Domain.Bulk;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.People;
using OpsConsole.Web.Cases;

namespace OpsConsole.Web.Tasks;

/// <summary>What can be done with the selected cases; there while something is selected.</summary>
public sealed partial class BulkBar
{
    private string? _action;

    [Parameter, EditorRequired]
    public required string Campaign { get; set; }

    [Parameter, EditorRequired]
    public required Actor Actor { get; set; }

    [Parameter, EditorRequired]
    public required GridSelection Selection { get; set; }

    /// <summary>The list as it is shown when somebody asks.</summary>
    [Parameter, EditorRequired]
    public required Func<CaseQuery> Query { get; set; }

    [Parameter, EditorRequired]
    public required TimeZoneInfo Zone { get; set; }

    /// <summary>Rows that match; null while they are counted.</summary>
    [Parameter]
    public int? Total { get; set; }

    [Parameter]
    public int PageSize { get; set; }

    /// <summary>The selection is another one now.</summary>
    [Parameter]
    public EventCallback OnSelected { get; set; }

    private int Count => Selection.Count(Total);

    private (string Action, string Icon)[] First => Actor.MayTransfer
        ? [(BulkAction.Assign, "person_add"), (BulkAction.Share, "group_add"), (BulkAction.Transfer, "swap_horiz")]
        : [(BulkAction.Assign, "person_add"), (BulkAction.Share, "group_add")];

    private (string Action, string Icon)[] Further => Actor.MayFinishAlerts ? [.. Common, (BulkAction.Finish, "task_alt")] : Common;

    private static (string Action, string Icon)[] Common =>
        [(BulkAction.Priority, "priority_high"), (BulkAction.Tag, "bookmark"), (BulkAction.NextContact, "event_upcoming"), (BulkAction.FollowUp, "edit_note")];

    private Task TakeAllAsync()
    {
        Selection.TakeAll();
        return OnSelected.InvokeAsync();
    }

    private Task ClearAsync()
    {
        Selection.Clear();
        return OnSelected.InvokeAsync();
    }

    private Task CloseAsync(bool started)
    {
        _action = null;
        return started ? ClearAsync() : Task.CompletedTask;
    }
}
