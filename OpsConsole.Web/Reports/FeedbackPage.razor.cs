using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;
using Microsoft.JSInterop;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.RepeatContacts;
using OpsConsole.Web.Account;
using OpsConsole.Web.Cases;
using OpsConsole.Web.Controls;
using OpsConsole.Web.Hosting;
using OpsConsole.Web.Shell;

namespace OpsConsole.Web.Reports;

/// <summary>"Retroalimentaciones": each person reads the own ones and acknowledges them; coordinators see those of their region, the ones without acknowledgement first.</summary>
public sealed partial class FeedbackPage
{
    private readonly Dictionary<long, string?> _commitments = [];
    private IReadOnlyList<FeedbackView>? _records;
    private bool _opens;
    private string? _problem;
    private long _wrong;
    private bool _sending;

    [Inject]
    private FeedbackQueries Queries { get; set; } = null!;

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
    private IOptions<OrganisationOptions> Organisation { get; set; } = null!;

    protected override Task OnInitializedAsync() => ReadAsync();

    private async Task ReadAsync()
    {
        var actor = await Actors.CurrentAsync(CancellationToken.None);
        (_records, _opens) = (await Queries.ListAsync(null, false, actor, CancellationToken.None), actor.MayManageCell);
    }

    private string? CommitmentOf(FeedbackView record) => _commitments.GetValueOrDefault(record.Id, record.Commitment);

    private async Task AcknowledgeAsync(FeedbackView record)
    {
        if (_sending)
            return;
        _sending = true;
        try
        {
            var outcome = await Desk.AcknowledgeAsync(record.Id, CommitmentOf(record), await Actors.FreshAsync(CancellationToken.None), CancellationToken.None);
            (_wrong, _problem) = (record.Id, outcome is Outcome.Done ? null : Refused.Of(outcome));
            if (outcome is not Outcome.Done)
                return;
            await Js.InvokeVoidAsync("oc.arrived");
            Toasts.Show(L["Feedback.Thanks"]);
            await ReadAsync();
        }
        finally
        {
            _sending = false;
        }
    }

    private string Moment(DateTime utc) => Formats.Moment(utc, Organisation.Value.Zone);

    private static string Week(FeedbackView record) => record.Week.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);
}
