using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using OpsConsole.Domain.Live;
using OpsConsole.Domain.People;

namespace OpsConsole.Web.Cases;

/// <summary>Puts this window on the presence board while its browser says that it is there, and shows who else is.</summary>
public sealed partial class AlertPresence
{
    private const int Shown = 2;

    /// <summary>What a browser may name as the part it is in: those of alerts and of the workspace.</summary>
    private static readonly IReadOnlySet<string?> Sections = new HashSet<string?>(["form", "survey", "history", "guion", .. Enum.GetValues<CaseTab>().Select(CaseTabs.NameOf)]);

    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(500);

    private IReadOnlyList<Presence> _others = [];
    private PresenceVisit? _visit;
    private AlertScript? _script;
    private DotNetObjectReference<AlertPresence>? _self;

    [Parameter, EditorRequired]
    public required long CaseId { get; set; }

    [Parameter, EditorRequired]
    public required Actor Actor { get; set; }

    [Inject]
    private PresenceBoard Board { get; set; } = default!;

    [Inject]
    private Shell.AtWork Work { get; set; } = default!;

    [Inject]
    private IJSRuntime Js { get; set; } = default!;

    /// <summary>The browser's pulse, every 5 s.</summary>
    [JSInvokable]
    public Task BeatAsync(bool active, bool typed, string? section)
    {
        _visit?.Beat(active, typed, Sections.Contains(section) ? section : null);
        return Task.CompletedTask;
    }

    /// <summary>What was typed is saved.</summary>
    public void Rest() => _visit?.Rest();

    public override async ValueTask DisposeAsync()
    {
        _visit?.Dispose();
        Work.Leave(CaseId);
        if (_script is not null)
        {
            await _script.CallAsync("away");
            await _script.DisposeAsync();
        }
        _self?.Dispose();
        await base.DisposeAsync();
    }

    protected override void OnInitialized()
    {
        Follow(Board.FollowAsync(Pace, Gone), changes => Look(changes.Concerns(CaseId)));
        _visit = Board.Enter(CaseId, Actor);
        Work.Open(CaseId, Actor);
        Read();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;
        _script = new(Js);
        await _script.LoadAsync(Assets);
        _self = DotNetObjectReference.Create(this);
        await _script.CallAsync("here", _self);
    }

    private Task Look(bool changed)
    {
        if (changed)
        {
            Read();
            StateHasChanged();
        }
        return Task.CompletedTask;
    }

    private void Read() => _others = [.. Board.Of(CaseId).Where(p => p.UserId != Actor.Id)];

    private static string FirstName(Presence other) => other.Name.Split(' ', 2)[0];
}
