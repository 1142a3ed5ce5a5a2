using OpsConsole.Domain.Live;

namespace OpsConsole.Web.Hubs;

/// <summary>What the hub sends; names and shapes are the contract's.</summary>
public interface ICasesClient
{
    Task CaseChanged(CaseChanged change);
    Task CountersChanged(CountersChanged change);

    /// <summary>Somebody came to a case, went, or began something else there.</summary>
    Task PresenceChanged(PresenceChanged change);

    /// <summary>Something was told to the caller.</summary>
    Task Notification(HubNotification told);

    /// <summary>The gap is too long to be told one by one: read anew, then follow from here.</summary>
    Task Resync(Resync from);
}

public sealed record CaseChanged(long Seq, string Number, string Campaign, string Branch, string Status, string? SlaState, HubPerson? Responsible, long Version, DateTime? DueAt, DateTime At, string Type)
{
    public static CaseChanged From(CaseLogEntry entry) => new(entry.Sequence, entry.Number, entry.Campaign, entry.Branch, entry.Status.ToString(), entry.SlaState?.ToString(),
        entry.ResponsibleId is { } id ? new(id, entry.ResponsibleName!) : null, entry.Version, entry.DueAt, entry.At, entry.Type);
}

public sealed record HubPerson(int Id, string Name);

/// <summary>The figures of these keys are no longer what they were: read them again.</summary>
public sealed record CountersChanged(string Campaign, string By, IReadOnlyList<string> Keys);

public sealed record PresenceChanged(string Number, IReadOnlyList<HubPresence> Users);

/// <param name="Section">The part of the page; null where it has none.</param>
public sealed record HubPresence(int Id, string Name, string? Section, bool Editing, DateTime Since);

/// <param name="Url">Where it leads in the console; null where there is nothing that the caller may see.</param>
public sealed record HubNotification(long Id, string Kind, string Text, string? Url, DateTime At);

public sealed record Resync(long Seq);
