namespace OpsConsole.Domain.Live;

/// <summary>One entry of the log as the feed carries it: enough to know whom it may concern, never a customer's data. Sequence 0: time passed, nothing was written.</summary>
public sealed record CaseChange(long Sequence, long CaseId, int CampaignId, int BranchId, string Type, int? ById, DateTime At)
{
    /// <summary>Type of an entry that stands for a logged contact: no case changed, but perhaps how a customer stands.</summary>
    public const string ContactLogged = "contact";

    /// <summary>Of a logged contact: whose it is.</summary>
    public long? HolderId { get; init; }
}

/// <summary>What piled up for one subscriber since it last looked.</summary>
/// <param name="Everything">More than the inbox holds, or the log was not readable for a while: read everything again.</param>
public sealed record CaseChanges(IReadOnlyList<CaseChange> Entries, bool Everything, long LastSequence)
{
    public IReadOnlySet<long> CaseIds { get; } = Entries.Select(e => e.CaseId).ToHashSet();

    public bool Concerns(int campaignId) => Everything || Entries.Any(e => e.CampaignId == campaignId);
}
