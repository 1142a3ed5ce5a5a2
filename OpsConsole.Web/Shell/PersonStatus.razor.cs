using Microsoft.AspNetCore.Components;
using OpsConsole.Domain.Live;
using OpsConsole.Domain.People;
using OpsConsole.Web.Account;

namespace OpsConsole.Web.Shell;

/// <summary>The person's own status in the top bar: it follows by itself; pausing is chosen here.</summary>
public sealed partial class PersonStatus : IHandleEvent
{
    private PersonAtWork? _now;
    private bool _open;
    private int _user;

    [Inject]
    private WorkBoard Board { get; set; } = default!;

    [Inject]
    private AtWork Work { get; set; } = default!;

    [Inject]
    private ActorAccessor Actors { get; set; } = default!;

    public override ValueTask DisposeAsync()
    {
        Board.Changed -= Heard;
        return base.DisposeAsync();
    }

    /// <summary>Hands on the keys change nothing that is drawn: what does says so itself.</summary>
    Task IHandleEvent.HandleEventAsync(EventCallbackWorkItem item, object? arg) => item.InvokeAsync(arg);

    protected override async Task OnInitializedAsync()
    {
        var actor = await Actors.CurrentAsync(Gone);
        if (!actor.MayWork)
            return;
        _user = actor.Id;
        Work.Begin(actor);
        _now = Board.Of(_user);
        Board.Changed += Heard;
    }

    private void Heard(WorkStatusChange change)
    {
        if (change.UserId == _user && !Gone.IsCancellationRequested)
            _ = InvokeAsync(() =>
            {
                _now = Board.Of(_user);
                StateHasChanged();
            });
    }

    private void Hands() => Work.Touch();

    private void Toggle(PanelEventArgs panel)
    {
        _open = panel.Open;
        StateHasChanged();
    }

    private void Pause(string reason) => Board.Pause(_user, reason);

    private void Continue()
    {
        Work.Touch();
        Board.Continue(_user);
    }

    private string Words(PersonAtWork now) => now is { Status: WorkStatus.Paused, Reason: { } reason } ? L["StatusPaused", L["Pause." + reason]] : L["Status." + now.Status];

    private static string? CssOf(WorkStatus status) => status switch { WorkStatus.Managing => null, WorkStatus.Waiting => "wait", WorkStatus.Paused => "away", WorkStatus.Disconnected => "off" };
}
