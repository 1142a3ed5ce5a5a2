using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using OpsConsole.Domain.Live;
using OpsConsole.Domain.People;
using OpsConsole.Web.Resources;
using OpsConsole.Web.Shell;

namespace OpsConsole.Web.Board;

/// <summary>Who is at work, and on which case. A change on this node shows at once, one on another within seconds.</summary>
public sealed partial class BoardPeople
{
    private const int Few = 12;
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(5), Settle = TimeSpan.FromMilliseconds(400);

    private static readonly List<WorkStatus> InOrder = [WorkStatus.Managing, WorkStatus.Waiting, WorkStatus.Paused, WorkStatus.Disconnected];

    private IReadOnlyList<ColleagueAtWork>? _people;
    private IReadOnlySet<string>? _read;
    private bool _all, _isAwaited;

    [Parameter, EditorRequired]
    public required Actor Actor { get; set; }

    /// <summary>Codes of the branches that are shown; null: all in reach.</summary>
    [Parameter]
    public IReadOnlySet<string>? Branches { get; set; }

    [Inject]
    private WorkStatusQueries Work { get; set; } = default!;

    [Inject]
    private WorkBoard Board { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    [Inject]
    private IStringLocalizer<ControlTexts> C { get; set; } = default!;

    public override ValueTask DisposeAsync()
    {
        Board.Changed -= Heard;
        return base.DisposeAsync();
    }

    protected override void OnInitialized()
    {
        Board.Changed += Heard;
        Follow(Ticks.Every(Look, Clock, Gone), _ => ReadAsync());
    }

    protected override Task OnParametersSetAsync() => _people is null || !ReferenceEquals(_read, Branches) ? ReadAsync() : Task.CompletedTask;

    /// <summary>What is heard is written down right after; many at once are read together.</summary>
    private void Heard(WorkStatusChange change)
    {
        if (_isAwaited || Gone.IsCancellationRequested)
            return;
        _isAwaited = true;
        _ = InvokeAsync(async () =>
        {
            try
            {
                await Task.Delay(Settle, Clock, Gone);
                _isAwaited = false;
                await ReadAsync();
            }
            catch (OperationCanceledException) when (Gone.IsCancellationRequested)
            {
            }
        });
    }

    private async Task ReadAsync()
    {
        _read = Branches;
        var people = (await Work.ListAsync(Actor, Gone)).Where(p => Branches is null || (p.Branch is not null && Branches.Contains(p.Branch)))
            .OrderBy(p => InOrder.IndexOf(p.Status)).ThenBy(p => p.Name, StringComparer.CurrentCulture).ToList();
        if (_people is not null && people.SequenceEqual(_people))
            return;
        _people = people;
        StateHasChanged();
    }

    private static string Dot(WorkStatus status) => status switch { WorkStatus.Managing => "on", WorkStatus.Waiting => "wait", WorkStatus.Paused => "away", WorkStatus.Disconnected => "off" };

    private static string? Css(WorkStatus status) => status == WorkStatus.Managing ? null : Dot(status);
}
