using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;
using OpsConsole.Domain.RepeatContacts;
using OpsConsole.Web.Account;
using OpsConsole.Web.Cases;
using OpsConsole.Web.Controls;
using OpsConsole.Web.Shell;

namespace OpsConsole.Web.RepeatContacts;

/// <summary>The form of the front: somebody comes back, and the cell shall see to it.</summary>
public sealed partial class EscalationPage : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private readonly Dictionary<string, bool> _checks = [];
    private IReadOnlyList<BranchChoice> _branches = [];
    private IReadOnlyList<Refusal> _errors = [];
    private Campaign? _campaign;
    private Actor? _actor;
    private string? _account, _branch, _motive, _cause, _symptom, _petition, _reason, _subReason, _area, _done, _trouble;
    private string _channel = ContactChannels.All[0];
    private bool _looked, _busy;

    [Parameter]
    public string Code { get; set; } = "";

    [Inject]
    private CampaignQueries Campaigns { get; set; } = default!;

    [Inject]
    private CasePeopleQueries People { get; set; } = default!;

    [Inject]
    private CaseDesk Desk { get; set; } = default!;

    [Inject]
    private ActorAccessor Actors { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private IJSRuntime Script { get; set; } = default!;

    [Inject]
    private RefusalWords Words { get; set; } = default!;

    [Inject]
    private Toasts Toasts { get; set; } = default!;

    private RepeatCell Cell => _campaign!.Settings.Cell;

    private CellCause? Cause => Cell.Cause(_cause);

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        _actor = await Actors.CurrentAsync(_gone.Token);
        _campaign = await Campaigns.FindAsync(Code, _actor, _gone.Token);
        if (_campaign is { Kind: not CampaignKind.RepeatContact })
            _campaign = null;
        if (_campaign is not null)
            _branches = await People.OwnBranchesAsync(_actor, _gone.Token);
        _branch = _branches is [var only] ? only.Code : null;
        _looked = true;
    }

    private void CauseChosen()
    {
        _checks.Clear();
        if (Cause?.OwnerArea is { } owner)
            _area = owner;
    }

    private void Check((string Point, bool Yes) answer) => _checks[answer.Point] = answer.Yes;

    private async Task SendAsync()
    {
        if (_busy)
            return;
        (_busy, _errors, _trouble) = (true, [], null);
        try
        {
            var form = new EscalationForm
            {
                Account = _account?.Trim(),
                Motive = _motive?.Trim(),
                Cause = Given(_cause),
                Symptom = Given(_symptom),
                Petition = _petition,
                Reason = Given(_reason),
                SubReason = Given(_subReason),
                Area = Given(_area),
                Done = Given(_done),
                Channel = _channel,
                Checks = new Dictionary<string, bool>(_checks),
            };
            var outcome = await Desk.FillFormAsync(Code, _branch, form, null, await Actors.FreshAsync(_gone.Token), _gone.Token);
            if (outcome is Outcome.Done { Id: { } number })
            {
                await Script.InvokeVoidAsync("oc.arrived", _gone.Token);
                Toasts.Show(L["Form.Sent", number]);
                Navigation.NavigateTo(ProjectPlaces.CaseAddress(_campaign!, number));
            }
            else if (outcome is Outcome.SignedOut)
                ToSignIn.Send(Navigation);
            else
                await SayAsync(outcome);
        }
        finally
        {
            _busy = false;
        }
    }

    private async Task SayAsync(Outcome outcome)
    {
        _errors = outcome switch
        {
            Outcome.Invalid invalid => invalid.Errors,
            Outcome.Refused refused => refused.Reasons,
            _ => [],
        };
        var general = _errors.FirstOrDefault(e => e.Field is null);
        _trouble = general is not null ? Words[general] : _errors.Count > 0 ? Words.Of("validation") : Words.Of(outcome);
        StateHasChanged();
        if (_errors.FirstOrDefault(e => e.Field is not null) is { Field: { } first })
            await Script.InvokeVoidAsync("oc.focus", _gone.Token, first == "petition" ? $"form-petition-{Cell.PetitionKinds[0].Code}" : first.StartsWith("checks.", StringComparison.Ordinal) ? $"check-{first[7..]}-yes" : $"form-{first}");
    }

    private static string? Given(string? typed) => string.IsNullOrWhiteSpace(typed) ? null : typed.Trim();

    private string? Problem(string field) => _errors.FirstOrDefault(e => e.Field == field) is { } error ? Words[error] : null;

    private string? Bad(string field) => Problem(field) is null ? null : "bad";

    private string? Invalid(string field) => Problem(field) is null ? null : "true";
}
