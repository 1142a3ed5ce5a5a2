using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;

namespace OpsConsole.Domain.Cases;

/// <summary>Two cases about one thing become one, and two again (docs/rules.md, "Merging").</summary>
public sealed partial class Case
{
    /// <summary>The case that this one lives on in.</summary>
    public long? MergedIntoId { get; private set; }

    public string? MergedInto => MergedIntoId is { } id ? CaseNumber.Of(id) : null;

    /// <summary>Closes this case; its attempts go over to the target, which keeps the earlier deadline.</summary>
    /// <param name="parts">What else hangs on this case and goes over in the same commit.</param>
    internal void MergeInto(Case target, (Campaign Own, Campaign Its) campaigns, bool confirmed, MergedParts parts, Actor actor, DateTime now)
    {
        RefuseIfCompleted();
        RefusedException.ThrowIfAny(MergeRules.Check(this, campaigns.Own.Kind, target, campaigns.Its.Kind, confirmed));
        var command = Guid.NewGuid();
        var (due, attempts) = (target.DueAt, GiveAttempts(target, [.. Attempts]));
        Change(campaigns.Own, CaseEventType.Merged, command, actor, now, () =>
        {
            (Status, IsOpen, CompletedAt, NextContactAt, MergedIntoId) = (CaseStatus.Completed, false, now, null, target.Id);
            Shares.Clear();
        }, more: new Dictionary<string, object?> { [MergeRules.Into] = target.Number, [MergeRules.Moved] = parts with { Attempts = attempts } });
        target.Change(campaigns.Its, CaseEventType.Merged, command, actor, now, () => target.DueAt = MergeRules.Earlier(due, DueAt), always: true,
            more: new Dictionary<string, object?> { [MergeRules.Source] = Number, [MergeRules.DueBefore] = due });
    }

    /// <summary>Opens this case again as it was; what it brought comes back, what came to the target later stays there.</summary>
    /// <param name="merge">This case's entry of the merge.</param>
    /// <param name="due">The target's deadline as if this merge had never been.</param>
    internal void TakeBackMerge(Case target, (Campaign Own, Campaign Its) campaigns, CaseEvent merge, DateTime? due, Actor actor, DateTime now)
    {
        var command = Guid.NewGuid();
        var attempts = MergeRules.PartsOf(merge).Attempts.ToHashSet();
        target.GiveAttempts(this, [.. target.Attempts.Where(a => attempts.Contains(a.Id))]);
        Change(campaigns.Own, CaseEventType.MergeUndone, command, actor, now, () => CaseStateFields.Revert(this, merge), always: true, undoes: merge.Version,
            more: new Dictionary<string, object?> { [MergeRules.Into] = target.Number });
        target.Change(campaigns.Its, CaseEventType.MergeUndone, command, actor, now, () => target.DueAt = due, always: true,
            more: new Dictionary<string, object?> { [MergeRules.Source] = Number });
    }

    private List<long> GiveAttempts(Case to, IEnumerable<ContactAttempt> which)
    {
        var given = which.ToList();
        foreach (var attempt in given)
        {
            Attempts.Remove(attempt);
            to.Attempts.Add(attempt);
            attempt.CaseId = to.Id;
        }
        (AttemptCount, to.AttemptCount) = (AttemptCount - given.Count, to.AttemptCount + given.Count);
        return given.ConvertAll(a => a.Id);
    }
}
