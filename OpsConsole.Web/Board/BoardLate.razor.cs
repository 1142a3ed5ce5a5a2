using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;
using OpsConsole.Domain.Board;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Notifications;
using OpsConsole.Domain.People;
using OpsConsole.Web.Account;
using OpsConsole.Web.Controls;
using OpsConsole.Web.Hosting;
using OpsConsole.Web.Shell;

namespace OpsConsole.Web.Board;

/// <summary>Branches that are late, and the reminder to who leads them.</summary>
public sealed partial class BoardLate
{
    private const int Most = 8;

    private readonly HashSet<int> _sent = [];
    private IReadOnlyDictionary<int, DateTime> _reminded = new Dictionary<int, DateTime>();
    private (int Branch, string Text)? _refused;
    private bool _isSending;

    [Parameter, EditorRequired]
    public required BoardView View { get; set; }

    [Parameter]
    public string? Campaign { get; set; }

    [Parameter]
    public string? Region { get; set; }

    [Parameter, EditorRequired]
    public required Actor Actor { get; set; }

    /// <summary>The campaign that the board is narrowed to.</summary>
    [Parameter]
    public int? CampaignId { get; set; }

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    [Inject]
    private CaseDesk Desk { get; set; } = default!;

    [Inject]
    private ReminderQueries Reminders { get; set; } = default!;

    [Inject]
    private ActorAccessor Actors { get; set; } = default!;

    [Inject]
    private RefusalWords Words { get; set; } = default!;

    [Inject]
    private IOptions<OrganisationOptions> Organisation { get; set; } = default!;

    private TimeZoneInfo Zone => Organisation.Value.Zone;

    protected override async Task OnInitializedAsync() => _reminded = await Reminders.LastAsync(Actor, Gone);

    private async Task RemindAsync(BoardBranch branch)
    {
        if (_isSending)
            return;
        _isSending = true;
        _refused = null;
        try
        {
            switch (await Desk.RemindBranchAsync(branch.Id, CampaignId, await Actors.FreshAsync(Gone), Gone))
            {
                case Outcome.Done:
                    _sent.Add(branch.Id);
                    _reminded = await Reminders.LastAsync(Actor, Gone);
                    break;
                case Outcome.Refused refused:
                    _refused = (branch.Id, string.Join(' ', refused.Reasons.Select(r => Words[r])));
                    break;
                default:
                    _refused = (branch.Id, L["NotReminded"]);
                    break;
            }
        }
        finally
        {
            _isSending = false;
        }
    }

    /// <summary>Of today the hour is enough.</summary>
    private string When(DateTime at) => Formats.Date(at, Zone) == Formats.Date(Clock.GetUtcNow().UtcDateTime, Zone) ? Formats.Time(at, Zone) : Formats.Moment(at, Zone);
}
