using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Sla;

namespace OpsConsole.Domain.Cases;

/// <summary>When a case is due, what made its clock stand still, and whether its passing was said (docs/rules.md, "Deadlines").</summary>
public sealed partial class Case
{
    /// <summary>The times in which its clock stood still, as a JSON list; null: none.</summary>
    public string? Pauses { get; private set; }

    /// <summary>Nobody has said yet that this deadline passed (docs/rules.md, "Deadlines that pass").</summary>
    public bool AwaitsDeadline { get; private set; }

    /// <summary>When the console last reminded of it by itself, and of which deadline (docs/rules.md, "Automatic reminders").</summary>
    public DateTime? RemindedAt { get; private set; }
    public DateTime? RemindedDue { get; private set; }

    public IReadOnlyList<Pause> PauseList => ReadPauses(Pauses);

    public static IReadOnlyList<Pause> ReadPauses(string? pauses) => pauses is null ? [] : Json.Read<List<Pause>>(pauses);

    /// <summary>Another calendar, or another policy, gives another deadline; the entry is the console's own, so it bars no undo.</summary>
    /// <param name="because">What changed: "policy" or "calendar".</param>
    internal void MoveDeadline(Campaign campaign, DateTime due, string because, DateTime now)
    {
        var before = DueAt;
        if (before == due)
            return;
        SetDue(due, now);
        Index(campaign);
        Append(CaseEventType.DueChanged, Guid.NewGuid(), null, now, new()
        {
            ["changes"] = new Dictionary<string, object?[]> { ["dueAt"] = [before, due] },
            ["because"] = because,
            ["calendar"] = campaign.Settings.Sla.Calendar is { } calendar ? new { calendar.Code, calendar.Version } : null,
        });
    }

    /// <summary>The console's own entry: the deadline has passed. Said once a deadline; nobody's last command, so it bars no undo.</summary>
    internal void SayDeadlinePassed(DateTime now)
    {
        AwaitsDeadline = false;
        Append(CaseEventType.DeadlinePassed, Guid.NewGuid(), null, now, new() { ["dueAt"] = DueAt });
    }

    /// <summary>The console's own entry: these people are reminded of the deadline; nobody's last command, so it bars no undo.</summary>
    internal void RemindOfDeadline(string rule, List<int> to, DateTime now)
    {
        (RemindedAt, RemindedDue) = (now, DueAt);
        Append(CaseEventType.Reminder, Guid.NewGuid(), null, now, new() { ["rule"] = rule, ["dueAt"] = DueAt, ["to"] = to });
    }

    /// <summary>A deadline that lies ahead, or went by with this very change, is still to be said; one that had passed before stays as it was.</summary>
    private void SetDue(DateTime? due, DateTime now)
    {
        var before = DueAt;
        DueAt = due;
        AwaitsDeadline = due is { } at && (at > now || before > now || (AwaitsDeadline && before is not null));
    }

    /// <summary>Into a pause state the clock stops, out of it the deadline moves by the working time that it stood. Answers whether it moved.</summary>
    private bool KeepPauses(Campaign campaign, CaseStatus before, DateTime now)
    {
        var states = campaign.Settings.Sla.PauseStates;
        var list = PauseList;
        if (list.Count > 0 && list[^1].To is null && Status != before && !states.Contains(Status))
        {
            var open = list[^1];
            Pauses = Json.Write(now > open.From ? [.. list.SkipLast(1), open with { To = now }] : list.SkipLast(1));
            if (DueAt is not { } due)
                return false;
            var (sla, time) = (SlaOf(campaign), CampaignTime.Of(campaign, TimeProvider.System));
            DueAt = due + (sla.DueAt(ReceivedAt, time, Priority, PauseList) - sla.DueAt(ReceivedAt, time, Priority, list));      // a deadline that came with a merge moves as far
            return DueAt != due;
        }
        if (Status != before && DueAt is not null && states.Contains(Status) && (list.Count == 0 || list[^1].To is not null))
            Pauses = Json.Write(list.Append(new(now)));
        return false;
    }
}
