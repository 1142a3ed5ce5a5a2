using Microsoft.AspNetCore.Components;
using OpsConsole.Domain.Exports;
using OpsConsole.Domain.Jobs;
using OpsConsole.Web.Account;
using OpsConsole.Web.Controls;
using OpsConsole.Web.Shell;

namespace OpsConsole.Web.Tasks;

/// <summary>What runs for this person and what came of it; it stays while one goes from page to page.</summary>
public sealed partial class TaskStrip : LiveComponent
{
    private IReadOnlyList<TaskLine> _lines = [];
    private string _said = "";

    [Inject]
    private TaskBoard Board { get; set; } = null!;

    [Inject]
    private ExportDesk Exports { get; set; } = null!;

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
        if (lines.SequenceEqual(_lines) && ended is null)
            return Task.CompletedTask;
        _lines = lines;
        StateHasChanged();
        return Task.CompletedTask;
    }

    private async Task CancelAsync(TaskLine line)
    {
        await Exports.CancelAsync(line.Id, await Actors.FreshAsync(Gone), Gone);
        Board.Touch();
    }

    private async Task PutAwayAsync(TaskLine line)
    {
        await Exports.PutAwayAsync(line.Id, await Actors.FreshAsync(Gone), Gone);
        Board.Touch();
    }

    private string Words(TaskLine line) => line switch
    {
        { State: JobState.Queued } => L["Queued"],
        { IsActive: true, Total: 0 } => L["Counting"],
        { IsActive: true } => L["Running", Formats.Number(line.Rows), Formats.Number(line.Total)],
        { State: JobState.Failed, Error: { } error } => Refused.Of(error),
        { State: JobState.Failed } => L["Failed"],
        { State: JobState.Cancelled } => L["Cancelled"],
        { Href: null } => L["Gone"],
        _ => L["Ready", Formats.Number(line.Rows)],
    };

    private static string Glyph(TaskLine line) => line.State switch
    {
        JobState.Failed => "error",
        JobState.Cancelled => "cancel",
        JobState.Done => "task_alt",
        _ => "download",
    };
}
