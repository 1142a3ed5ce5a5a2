using Microsoft.AspNetCore.Components;
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
public sealed partial class EscalationPage
{
    private readonly Dictionary<string, bool> _checks = [];
    private IReadOnlyList<BranchChoice> _branches = [];
    private Campaign? _campaign;
    private Actor? _actor;
    private string? _account, _branch, _motive, _cause, _symptom, _petition, _reason, _subReason, _area, _done;
    private string _channel = ContactChannels.All[0];
    private bool _looked;

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

    private RepeatCell Cell => _campaign!.Settings.Cell;

    private CellCause? Cause => Cell.Cause(_cause);

    protected override async Task OnInitializedAsync()
    {
        _actor = await Actors.CurrentAsync(Gone);
        _campaign = await Campaigns.FindAsync(Code, _actor, Gone);
        if (_campaign is { Kind: not CampaignKind.RepeatContact })
            _campaign = null;
        if (_campaign is not null)
            _branches = await People.OwnBranchesAsync(_actor, Gone);
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

    private Task SendAsync() => RunAsync(FillAsync, done =>
    {
        Toasts.Show(L["Form.Sent", done.Id!]);
        Navigation.NavigateTo(ProjectPlaces.CaseAddress(_campaign!, done.Id!));
        return Task.CompletedTask;
    });

    private async Task<Outcome> FillAsync() => await Desk.FillFormAsync(Code, _branch, new()
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
    }, null, await Actors.FreshAsync(Gone), Gone);

    protected override string IdOf(string field) =>
        field == "petition" ? $"form-petition-{Cell.PetitionKinds[0].Code}" : field.StartsWith("checks.", StringComparison.Ordinal) ? $"check-{field[7..]}-yes" : base.IdOf(field);
}
