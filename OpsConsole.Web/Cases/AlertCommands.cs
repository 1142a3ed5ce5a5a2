using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;
using OpsConsole.Web.Account;

namespace OpsConsole.Web.Cases;

/// <summary>What the alert page reads and does, each time as who is signed in then.</summary>
public sealed class AlertCommands(ActorAccessor who, CaseHistoryQueries history, CasePeopleQueries people, CaseDesk desk, DraftDesk drafts, TimeProvider clock)
{
    public TimeProvider Clock { get; } = clock;

    /// <summary>Null where the alert is not there or not visible.</summary>
    public async Task<AlertCase?> FindAsync(string number, CancellationToken ct)
    {
        var actor = await who.CurrentAsync(ct);
        if (await history.FindAsync(number, actor, ct) is not { } detail)
            return null;
        if (detail.Draft is { } old && Clock.GetUtcNow().UtcDateTime - old.SavedAt > Draft.KeptFor)
        {
            await drafts.DiscardAsync(number, actor, ct);
            detail = detail with { Draft = null };
        }
        return new(actor, detail, CampaignTime.Of(detail.Campaign, Clock), Domain.Data.Json.Read<Dictionary<string, string>>(detail.Row.Data));
    }

    public async Task<Outcome> OpenAsync(string number, CancellationToken ct) => await desk.OpenAsync(number, await who.FreshAsync(ct), ct);

    public async Task<Outcome> SaveAsync(string number, long version, AlertForm form, CancellationToken ct)
    {
        var actor = await who.FreshAsync(ct);
        var outcome = await desk.SaveAsync(number, version, form, actor, ct);
        if (outcome is Outcome.Done)
            await drafts.DiscardAsync(number, actor, ct);
        return outcome;
    }

    public async Task<Outcome> RecordAsync(string number, AttemptReport report, CancellationToken ct) => await desk.RecordAttemptAsync(number, report, await who.FreshAsync(ct), ct);

    public async Task<Outcome> UndoAsync(string number, CancellationToken ct) => await desk.UndoAsync(number, await who.FreshAsync(ct), ct);

    public async Task<Outcome> RemindAsync(string number, CancellationToken ct) => await desk.RemindAsync(number, await who.FreshAsync(ct), ct);

    public async Task<Outcome> KeepDraftAsync(string number, string content, long version, CancellationToken ct) => await drafts.SaveAsync(number, content, version, await who.FreshAsync(ct), ct);

    public async Task<Outcome> DiscardDraftAsync(string number, CancellationToken ct) => await drafts.DiscardAsync(number, await who.FreshAsync(ct), ct);

    public async Task<Outcome> ActAsync(string number, AlertAction action, AlertActionInput input, CancellationToken ct)
    {
        var actor = await who.FreshAsync(ct);
        return action switch
        {
            AlertAction.Share => await desk.ShareAsync(number, input.Target, actor, ct),
            AlertAction.Unshare => await desk.UnshareAsync(number, input.Target, actor, ct),
            AlertAction.Transfer => await desk.TransferAsync(number, input.Target, input.Text, actor, ct),
            AlertAction.Reassign => await desk.ReassignAsync(number, input.Target, input.Text, actor, ct),
            AlertAction.Note => await desk.NoteAsync(number, input.Text, actor, ct),
            AlertAction.Reopen => await desk.ReopenAsync(number, input.Text, actor, ct),
        };
    }

    /// <summary>Branches (code) or people (id) that the action can name; empty for those that name none.</summary>
    public async Task<IReadOnlyList<(string Value, string Name, Role? Role, string? Branch)>> TargetsAsync(string number, AlertAction action, CancellationToken ct)
    {
        var actor = await who.CurrentAsync(ct);
        return action switch
        {
            AlertAction.Transfer => [.. (await people.TransferTargetsAsync(number, actor, ct) ?? []).Select(b => (b.Code, b.Name, (Role?)null, (string?)null))],
            AlertAction.Share => Choices(await people.ShareTargetsAsync(number, actor, ct)),
            AlertAction.Reassign => Choices(await people.ReassignTargetsAsync(number, actor, ct)),
            AlertAction.Unshare or AlertAction.Note or AlertAction.Reopen => [],
        };
    }

    public async Task<IReadOnlyList<HistoryEntry>> NewestAsync(string number, long below, int limit, bool ofCustomer, CancellationToken ct) =>
        await history.NewestAsync(number, below, limit, await who.CurrentAsync(ct), ct, ofCustomer) ?? [];

    public async Task<IReadOnlyList<HistoryEntry>> AfterAsync(string number, long after, int limit, bool ofCustomer, CancellationToken ct) =>
        await history.EventsAsync(number, after, limit, await who.CurrentAsync(ct), ct, ofCustomer) ?? [];

    public async Task<CaseNames> NamesAsync(string number, IReadOnlyCollection<int> persons, IReadOnlyCollection<int> branches, CancellationToken ct) =>
        await people.NamesAsync(number, persons, branches, await who.CurrentAsync(ct), ct) ?? CaseNames.None;

    private static IReadOnlyList<(string, string, Role?, string?)> Choices(IReadOnlyList<Colleague>? colleagues) =>
        [.. (colleagues ?? []).Select(p => (p.Id.ToString(System.Globalization.CultureInfo.InvariantCulture), p.Name, (Role?)p.Role, p.Branch))];
}
