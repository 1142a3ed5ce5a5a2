using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Components;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Imports;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Notifications;
using OpsConsole.Domain.People;
using OpsConsole.Web.Account;
using OpsConsole.Web.Controls;
using OpsConsole.Web.Shell;

namespace OpsConsole.Web.Campaigns;

/// <summary>What every step of the wizard shares: the import, looked at again while it runs, and what a refusal says.</summary>
public abstract class ImportPage : LiveComponent
{
    /// <summary>How often a running import is looked at.</summary>
    public static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(500);

    [Parameter]
    public string Code { get; set; } = "";

    [Parameter]
    public string Id { get; set; } = "";

    [Inject]
    protected NavigationManager Navigation { get; set; } = default!;

    [Inject]
    protected ImportDesk Desk { get; set; } = default!;

    [Inject]
    protected ImportQueries Imports { get; set; } = default!;

    [Inject]
    protected CampaignQueries Campaigns { get; set; } = default!;

    [Inject]
    protected ActorAccessor Actors { get; set; } = default!;

    [Inject]
    private NotificationDesk Notifications { get; set; } = default!;

    [Inject]
    private AtJobs Window { get; set; } = default!;

    [Inject]
    protected RefusalWords Refused { get; set; } = default!;

    [Inject]
    protected TimeProvider Clock { get; set; } = default!;

    protected Actor? Actor { get; private set; }

    protected Campaign? Campaign { get; private set; }

    protected ImportView? Import { get; private set; }

    /// <summary>Not there, or not for this person.</summary>
    protected bool IsMissing { get; private set; }

    protected bool IsBusy { get; private set; }

    protected string? Problem { get; private set; }

    protected TimeZoneInfo Zone => TimeZoneInfo.FindSystemTimeZoneById(Campaign!.TimeZone);

    protected bool IsRunning => Import is { State: ImportState.Running } or { State: ImportState.Completed, CancelRequested: true };

    /// <summary>From here on this window says how the import ends.</summary>
    protected override void OnInitialized()
    {
        if (Id.Length > 0)
            Window.Show(this, Id);
    }

    public override async ValueTask DisposeAsync()
    {
        Window.Show(this);
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected async Task LoadAsync()
    {
        Actor = await Actors.CurrentAsync(Gone);
        Campaign = await Campaigns.FindAsync(Code, Actor, Gone);
        if (Id.Length > 0)
            Import = (await Imports.FindAsync(Id, Actor, Gone)).Found;
        IsMissing = Campaign is null || !Actor.MayImport(Campaign.Id) || (Id.Length > 0 && Import?.Campaign != Code);
        if (Import is not null && !IsRunning)
            await Notifications.ReadJobAsync(Id, Actor, Gone);
    }

    /// <summary>Looks again until the import has ended.</summary>
    protected async IAsyncEnumerable<bool> WhileRunningAsync([EnumeratorCancellation] CancellationToken ct = default)
    {
        using var timer = new PeriodicTimer(Pace, Clock);
        while (IsRunning && await timer.WaitForNextTickAsync(ct))
            yield return true;
    }

    /// <summary>One command at a time; what is refused is said on the page.</summary>
    protected async Task<bool> DoAsync(Func<Actor, Task<Outcome>> command)
    {
        if (IsBusy)
            return false;
        (IsBusy, Problem) = (true, null);
        try
        {
            var outcome = await command(await Actors.FreshAsync(Gone));
            if (outcome is Outcome.SignedOut)
                ToSignIn.Send(Navigation);
            Problem = outcome switch
            {
                Outcome.Refused refused => Refused[refused.Reasons[0]],
                Outcome.Invalid invalid => Refused[invalid.Errors[0]],
                Outcome.Forbidden => Refused.Of("forbidden"),
                Outcome.Missing => Refused.Of("not_found"),
                Outcome.Done or Outcome.SignedOut or Outcome.Conflict or _ => null,
            };
            return outcome is Outcome.Done;
        }
        finally
        {
            IsBusy = false;
        }
    }
}
