using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using OpsConsole.Domain.Bulk;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;
using OpsConsole.Web.Account;
using OpsConsole.Web.Cases;
using OpsConsole.Web.Controls;

namespace OpsConsole.Web.Tasks;

/// <summary>Asks what an action needs, says what it would do, and does it: the button names the deed.</summary>
public sealed partial class BulkDialog
{
    private IReadOnlyList<Colleague> _people = [];
    private IReadOnlyList<BranchChoice> _branches = [];
    private string? _user, _branch, _reason, _priority, _tags, _remove, _at, _error;
    private BulkView? _preview;
    private bool _checking, _started;

    [Parameter, EditorRequired]
    public required string Action { get; set; }

    [Parameter, EditorRequired]
    public required string Campaign { get; set; }

    [Parameter, EditorRequired]
    public required GridSelection Selection { get; set; }

    [Parameter, EditorRequired]
    public required Func<CaseQuery> Query { get; set; }

    [Parameter, EditorRequired]
    public required TimeZoneInfo Zone { get; set; }

    /// <summary>True when the change was begun.</summary>
    [Parameter]
    public EventCallback<bool> OnClose { get; set; }

    [Inject]
    private BulkDesk Desk { get; set; } = null!;

    [Inject]
    private BulkQueries Queries { get; set; } = null!;

    [Inject]
    private CasePeopleQueries People { get; set; } = null!;

    [Inject]
    private ActorAccessor Actors { get; set; } = null!;

    [Inject]
    private TaskBoard Board { get; set; } = null!;

    [Inject]
    private IJSRuntime Js { get; set; } = null!;

    [Inject]
    private RefusalWords Refused { get; set; } = null!;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    private bool NeedsArgs => Action is not (BulkAction.FollowUp or BulkAction.Finish);

    protected override async Task OnInitializedAsync()
    {
        var actor = await Actors.CurrentAsync(CancellationToken.None);
        if (Action is BulkAction.Assign or BulkAction.Share)
            _people = await People.ColleaguesAsync(actor, CancellationToken.None);
        if (Action is BulkAction.Transfer)
            _branches = await People.BranchesAsync(actor, CancellationToken.None);
        if (!NeedsArgs)
            await PrepareAsync();
    }

    private Task SendAsync() => _preview is { } preview ? RunAsync(preview.Id) : PrepareAsync();

    private async Task PrepareAsync()
    {
        if (_checking)
            return;
        (_checking, _error) = (true, null);
        StateHasChanged();
        var actor = await Actors.FreshAsync(CancellationToken.None);
        var wanted = new NewBulk(Campaign, Action, Args(), Selection.IsAll ? _ => Query() : null, Selection.IsAll ? null : [.. Selection.Ids.Select(CaseNumber.Of)]);
        var outcome = await Task.Run(() => Desk.PrepareAsync(wanted, actor, CancellationToken.None));
        if (outcome is Outcome.Done done)
            _preview = await Queries.FindAsync(done.Id!, actor, CancellationToken.None);
        else
            _error = outcome is Outcome.Forbidden && actor.Role == Role.Agent ? L["Bulk.TooManyForRole"] : Refused.Of(outcome);
        _checking = false;
    }

    private async Task RunAsync(string id)
    {
        if (_checking)
            return;
        _checking = true;
        var outcome = await Desk.RunAsync(id, await Actors.FreshAsync(CancellationToken.None), CancellationToken.None);
        (_started, _error, _checking) = (outcome is Outcome.Done, outcome is Outcome.Done ? null : Refused.Of(outcome), false);
        if (_started)
            await Js.InvokeVoidAsync("oc.arrived");
        Board.Touch();
    }

    private BulkArgs Args() => new()
    {
        User = _user,
        Branch = _branch,
        Reason = _reason?.Trim(),
        Priority = _priority,
        Tags = _tags?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
        Remove = _remove?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
        NextContactAt = DateTime.TryParse(_at, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) ? new CampaignTime(Zone, Clock).ToUtc(local) : null,
    };
}
