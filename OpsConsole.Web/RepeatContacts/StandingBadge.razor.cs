using Microsoft.AspNetCore.Components;
using OpsConsole.Domain.Live;
using OpsConsole.Domain.People;
using OpsConsole.Domain.RepeatContacts;
using OpsConsole.Web.Shell;

namespace OpsConsole.Web.RepeatContacts;

/// <summary>How the customer of the case on screen stands: recurrent, repeat, and why.</summary>
public sealed partial class StandingBadge
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(250), Tick = TimeSpan.FromMinutes(1);

    private CustomerStanding _standing = CustomerStanding.Unknown;

    [Parameter, EditorRequired]
    public required string Number { get; set; }

    [Parameter, EditorRequired]
    public required long CaseId { get; set; }

    [Parameter, EditorRequired]
    public required Actor Actor { get; set; }

    [Inject]
    private ContactQueries Contacts { get; set; } = default!;

    [Inject]
    private ContactWords Words { get; set; } = default!;

    [Inject]
    private CaseFeed Feed { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    protected override async Task OnInitializedAsync()
    {
        var changes = Feed.FollowAsync(Pace, Gone);        // before reading, so that nothing falls between
        await ReadAsync();
        Follow(changes, c => Concerns(c) ? ReadAsync() : Task.CompletedTask);
        Follow(Ticks.Every(Tick, Clock, Gone), _ => _standing.HoldsUntil < Clock.GetUtcNow().UtcDateTime ? ReadAsync() : Task.CompletedTask);
    }

    private bool Concerns(CaseChanges changes) => changes.Everything || changes.CaseIds.Contains(CaseId)
        || changes.Entries.Any(e => e.Type == CaseChange.ContactLogged && (_standing.Holders.Contains(e.HolderId ?? 0) || _standing is { Accounts: true, Holders.Count: 0 }));

    private async Task ReadAsync()
    {
        _standing = await Contacts.OfCaseAsync(Number, Actor, Gone) ?? CustomerStanding.Unknown;
        StateHasChanged();
    }
}
