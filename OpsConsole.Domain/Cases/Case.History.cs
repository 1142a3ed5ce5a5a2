using OpsConsole.Domain.Campaigns;

namespace OpsConsole.Domain.Cases;

/// <summary>What happened to a case before the console knew it: its state follows from the events of its source, past the closing rules (docs/rules.md, "Imported history").</summary>
public sealed partial class Case
{
    /// <summary>A case as its events left it; each of them is an entry of its log, at its own time.</summary>
    internal static Case CreateHistory(Campaign campaign, string key, IEnumerable<HistoryStep> steps, string importId, DateTime now)
    {
        var made = new Case { CampaignId = campaign.Id, ExternalId = key, RowHash = "", ImportId = importId };
        made.AddHistory(campaign, [], steps, importId, now);
        return made;
    }

    /// <summary>Further events of the source. Those that lie before known ones are entered where they belong: the state is found anew from all of them.</summary>
    /// <param name="known">What earlier rows brought.</param>
    internal void AddHistory(Campaign campaign, IEnumerable<HistoryStep> known, IEnumerable<HistoryStep> steps, string importId, DateTime now) =>
        Replay(campaign, [.. known.Select(s => (Step: s, IsNew: false)), .. steps.Select(s => (Step: s, IsNew: true))], [], importId, now);

    /// <summary>As if an import had never added to it.</summary>
    /// <param name="left">The events that still count.</param>
    /// <param name="gone">Those that the import brought.</param>
    internal void TakeHistoryBack(Campaign campaign, IEnumerable<HistoryStep> left, IReadOnlyList<HistoryStep> gone, string importId, int? by, DateTime now)
    {
        Replay(campaign, [.. left.Select(s => (s, false))], gone, importId, now);
        Append(CaseEventType.ImportReverted, Guid.NewGuid(), by, now, new() { ["import"] = importId });
    }

    /// <summary>From nothing through every event in order; new ones are logged with what they changed. A deadline that has passed already is not said any more.</summary>
    private void Replay(Campaign campaign, List<(HistoryStep Step, bool IsNew)> steps, IReadOnlyList<HistoryStep> gone, string importId, DateTime now)
    {
        var (all, sla, time) = (HistoryStep.InOrder(steps, s => s.Step).ToList(), campaign.Settings.Sla, CampaignTime.Of(campaign, TimeProvider.System));
        var content = Unsaid(campaign, [.. all.Select(s => s.Step.Says).Concat(gone.Select(s => s.Says)).OfType<HistoryContent>()]);
        CreatedAt = ReceivedAt = all.Select(s => s.Step.OpenedAt).LastOrDefault(at => at is not null) ?? all[0].Step.At;
        (Status, IsOpen, BranchId, Priority) = (CaseStatus.Unmanaged, true, all[0].Step.BranchId, CasePriority.Normal);
        (StartedAt, CompletedAt, ReopenedCount, Pauses, DueAt) = (null, null, 0, null, sla.DueAt(ReceivedAt, time));
        string? word = null;        // with which it was completed
        foreach (var (step, isNew) in all)
        {
            var (snapshot, stood, branch) = (isNew ? CaseStateFields.Snapshot(this) : null, Status, BranchId);
            BranchId = step.BranchId;
            if (step.Priority is { } priority && priority != Priority)
            {
                Priority = priority;
                DueAt = sla.DueAt(ReceivedAt, time, Priority, PauseList);
            }
            Hear(step.Says, content);
            word = Follow(step, word);
            KeepPauses(campaign, stood, step.At);
            if (!isNew)
                continue;
            var data = step.ToData(importId);
            data["changes"] = CaseStateFields.Since(this, snapshot!);
            Append(TypeOf(stood, branch), Guid.NewGuid(), null, step.At, data);
        }
        AwaitsDeadline = DueAt > now;
        Index(campaign, content);
    }

    /// <summary>The word that completed a case, said again, completes it again; another one after it, such as the closing of what was resolved, confirms it.</summary>
    private string? Follow(HistoryStep step, string? word)
    {
        if (step.Status is not { } to)
            return word;
        var stood = Status;
        (Status, IsOpen) = (to, to != CaseStatus.Completed);
        if (to is not (CaseStatus.Unmanaged or CaseStatus.Transferred))
            StartedAt ??= step.At;
        if (to == CaseStatus.Completed)
        {
            word = stood == CaseStatus.Completed ? word : step.Activity;
            CompletedAt = step.ResolvedAt ?? (step.Activity == word ? step.At : CompletedAt);
            return word;
        }
        if (stood == CaseStatus.Completed)
            (CompletedAt, ReopenedCount) = (null, ReopenedCount + 1);
        return null;
    }

    private string TypeOf(CaseStatus stood, int branch) => (stood, Status) switch
    {
        _ when Version == 0 => CaseEventType.Created,
        (CaseStatus.Completed, not CaseStatus.Completed) => CaseEventType.Reopened,
        (not CaseStatus.Completed, CaseStatus.Completed) => CaseEventType.Completed,
        (not CaseStatus.Started, CaseStatus.Started) => CaseEventType.Opened,
        (not CaseStatus.Transferred, CaseStatus.Transferred) => CaseEventType.Transferred,
        (not CaseStatus.Shared, CaseStatus.Shared) => CaseEventType.Shared,
        _ => branch == BranchId ? CaseEventType.Saved : CaseEventType.Transferred,
    };

    /// <summary>The content without whatever events say or said: that is heard anew.</summary>
    private Dictionary<string, FieldValue> Unsaid(Campaign campaign, List<HistoryContent> said)
    {
        (Type, Description, Account) = (said.Exists(s => s.Type is not null) ? null : Type, said.Exists(s => s.Description is not null) ? null : Description, said.Exists(s => s.Account is not null) ? null : Account);
        var keys = said.SelectMany(s => s.Values.Keys).ToHashSet();
        return OwnContent(campaign).Where(p => !keys.Contains(p.Key)).ToDictionary();
    }

    private void Hear(HistoryContent? says, Dictionary<string, FieldValue> content)
    {
        if (says is null)
            return;
        (Type, Description, Account) = (says.Type ?? Type, says.Description ?? Description, says.Account ?? Account);
        foreach (var (key, value) in says.Values)
            content[key] = value;
    }

    private Dictionary<string, FieldValue> OwnContent(Campaign campaign) => StoredContent().Where(p => campaign.Schema.Fields.Any(f => f.Key == p.Key)).ToDictionary();
}
