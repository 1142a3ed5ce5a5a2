using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.JSInterop;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;
using OpsConsole.Domain.RepeatContacts;
using OpsConsole.Web.Account;
using OpsConsole.Web.Cases;
using OpsConsole.Web.Controls;
using OpsConsole.Web.Shell;

namespace OpsConsole.Web.Reports;

/// <summary>The plan of action of a week: what is typed waits in the tab, and whoever saves over somebody else's chooses.</summary>
public sealed partial class CellPlan
{
    private Outcome.Conflict? _conflict;
    private string? _text, _problem;
    private long _version;
    private bool _begun, _saving;

    [Parameter, EditorRequired]
    public required Campaign Campaign { get; set; }

    [Parameter, EditorRequired]
    public required DateOnly Week { get; set; }

    [Parameter, EditorRequired]
    public required WeekPlan Plan { get; set; }

    [Parameter, EditorRequired]
    public required Actor Actor { get; set; }

    [Parameter]
    public EventCallback OnSaved { get; set; }

    [Inject]
    private FeedbackDesk Desk { get; set; } = null!;

    [Inject]
    private ActorAccessor Actors { get; set; } = null!;

    [Inject]
    private RefusalWords Refused { get; set; } = null!;

    [Inject]
    private Toasts Toasts { get; set; } = null!;

    [Inject]
    private IJSRuntime Js { get; set; } = null!;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    private string Keep => FormattableString.Invariant($"plan:{Campaign.Code}:{Week:yyyyMMdd}");

    private string Said => string.Join(' ', new[]
    {
        Plan is { By: { } by, At: { } at } ? L["Cell.Planned", by, Moment(at)].Value : null,
        Plan.SentAt is { } sent ? L["Cell.Sent", Moment(sent)].Value : Campaign.Settings.Cell.ClientRecipients.Count == 0 ? L["Cell.NoRecipients"].Value : L["Cell.SentOn", Campaign.Settings.Cell.ClientRecipients.Count].Value,
    }.OfType<string>());

    /// <summary>What somebody else saves meanwhile does not go over what is being typed.</summary>
    protected override void OnParametersSet()
    {
        if (_begun && Plan.Version != _version && _text != Plan.Text && _text is { Length: > 0 })
            return;
        (_begun, _text, _version) = (true, Plan.Text, Plan.Version);
    }

    private Task SaveAsync() => SaveAsync(_version);

    private async Task SaveAsync(long version)
    {
        if (_saving)
            return;
        _saving = true;
        try
        {
            var outcome = await Desk.PlanAsync(Campaign.Code, Week, version, _text, await Actors.FreshAsync(CancellationToken.None), CancellationToken.None);
            _conflict = outcome as Outcome.Conflict;
            _problem = outcome is Outcome.Done ? null : _conflict is { } theirs ? L["Cell.PlanConflict", theirs.ChangedBy ?? L["Cell.Somebody"], theirs.ChangedAt is { } at ? Moment(at) : ""] : Refused.Of(outcome);
            if (outcome is not Outcome.Done done)
                return;
            _version = done.Version;
            await Js.InvokeVoidAsync("oc.arrived");
            Toasts.Show(L["Cell.PlanSaved"]);
            await OnSaved.InvokeAsync();
        }
        finally
        {
            _saving = false;
        }
    }

    private void TakeTheirs()
    {
        (_text, _version) = (_conflict!.Theirs["plan"] as string, _conflict.Version);
        (_conflict, _problem) = (null, null);
    }

    private Task KeepMineAsync() => SaveAsync(_conflict!.Version);

    private string Moment(DateTime utc) => Formats.Moment(utc, CampaignTime.Of(Campaign, Clock).Zone);
}
