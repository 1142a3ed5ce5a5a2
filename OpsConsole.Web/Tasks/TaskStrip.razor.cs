using Microsoft.AspNetCore.Components;
using OpsConsole.Domain.Bulk;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Exports;
using OpsConsole.Domain.Jobs;
using OpsConsole.Web.Account;
using OpsConsole.Web.Controls;
using OpsConsole.Web.Shell;

namespace OpsConsole.Web.Tasks;

/// <summary>What runs for this person and what came of it, in the top bar of every page; there only while there is something.</summary>
public sealed partial class TaskStrip : LiveComponent
{
    private IReadOnlyList<TaskLine> _lines = [];
    private string _said = "";
    private TaskLine? _seen;

    /// <summary>The notice that offers to undo the bulk change that ended last.</summary>
    private (string Task, Toast Notice)? _offer;

    [Inject]
    private TaskBoard Board { get; set; } = null!;

    [Inject]
    private ExportDesk Exports { get; set; } = null!;

    [Inject]
    private BulkDesk Bulk { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private Toasts Toasts { get; set; } = null!;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    [Inject]
    private ActorAccessor Actors { get; set; } = null!;

    [Inject]
    private RefusalWords Refused { get; set; } = null!;

    protected override void OnInitialized() => Follow(Board.FollowAsync(Gone), Show);

    private Task Show(IReadOnlyList<TaskLine> lines)
    {
        var ended = lines.FirstOrDefault(l => !l.IsActive && l.State != JobState.Cancelled && _lines.Any(known => known.Id == l.Id && known.IsActive));
        if (ended is not null)
            _said = L[ended.State == JobState.Failed ? "Said.Failed" : "Said.Done", ended.Title];
        if (ended is { Href: { } href })
            Toasts.Show(L["Ready", Formats.Number(ended.Rows)], ended.Title, () => Save(href), Clock.GetUtcNow().UtcDateTime + Case.UndoWindow, L["Get"]);
        else if (ended is { CanUndo: true })
            _offer = (ended.Id, Toasts.Show(ended.Title, L["Bulk.Line", Formats.Number(ended.Done), Formats.Number(ended.Left)], () => UndoAsync(ended), Clock.GetUtcNow().UtcDateTime + Case.UndoWindow));
        if (_offer is var (task, toast) && lines.Any(l => l.Id == task && l.State is JobState.Undoing or JobState.Undone))
            Toasts.Dismiss(toast);          // undone elsewhere: it offers nothing any more
        if (lines.SequenceEqual(_lines) && ended is null)
            return Task.CompletedTask;
        _lines = lines;
        StateHasChanged();
        return Task.CompletedTask;
    }

    private async Task CancelAsync(TaskLine line)
    {
        var actor = await Actors.FreshAsync(Gone);
        await (line.Kind == TaskKind.Export ? Exports.CancelAsync(line.Id, actor, Gone) : Bulk.CancelAsync(line.Id, actor, Gone));
        Board.Touch();
    }

    private async Task RetryAsync(TaskLine line)
    {
        await Exports.RetryAsync(line.Id, await Actors.FreshAsync(Gone), Gone);
        Board.Touch();
    }

    private async Task PutAwayAsync(TaskLine line)
    {
        var actor = await Actors.FreshAsync(Gone);
        await (line.Kind == TaskKind.Export ? Exports.PutAwayAsync(line.Id, actor, Gone) : Bulk.PutAwayAsync(line.Id, actor, Gone));
        Board.Touch();
    }

    /// <summary>The answer is an attachment: the page stays.</summary>
    private Task Save(string href)
    {
        Navigation.NavigateTo(href, forceLoad: true);
        return Task.CompletedTask;
    }

    private async Task UndoAsync(TaskLine line)
    {
        await Bulk.UndoAsync(line.Id, await Actors.FreshAsync(Gone), Gone);
        Board.Touch();
    }

    private string Words(TaskLine line) => line switch
    {
        { State: JobState.Queued } => L["Queued"],
        { State: JobState.Undoing } => L["Bulk.Undoing", Formats.Number(line.Rows), Formats.Number(line.Total)],
        { IsActive: true, Total: 0 } => L["Counting"],
        { IsActive: true } => L["Running", Formats.Number(line.Rows), Formats.Number(line.Total)],
        { State: JobState.Failed, Error: { } error } => Refused.Of(error),
        { State: JobState.Failed } => L["Failed"],
        { State: JobState.Undone } => L["Bulk.Undone", Formats.Number(line.Done)],
        { State: JobState.Cancelled, Kind: TaskKind.Bulk } => L["Bulk.Cancelled", Formats.Number(line.Done)],
        { Kind: TaskKind.Bulk } => L["Bulk.Line", Formats.Number(line.Done), Formats.Number(line.Left)],
        { State: JobState.Cancelled } => L["Cancelled"],
        { Href: null } => L["Gone"],
        _ => L["Ready", Formats.Number(line.Rows)],
    };

    private static string Glyph(TaskLine line) => line.State switch
    {
        JobState.Undone or JobState.Undoing => "undo",
        JobState.Failed => "error",
        JobState.Cancelled => "cancel",
        JobState.Done => "task_alt",
        _ => line.Kind == TaskKind.Export ? "download" : "checklist",
    };
}
