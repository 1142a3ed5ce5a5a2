using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.People;

namespace OpsConsole.Domain.Imports;

/// <summary>What stays the same from batch to batch of one import, and what is known so far.</summary>
internal sealed class ImportRun(string importId, Campaign campaign, ColumnPlan plan, CampaignTime time, Actor actor, string kind, bool isDryRun, bool createBranches, BranchBook branches)
{
    public string ImportId { get; } = importId;

    public Campaign Campaign { get; } = campaign;

    public ColumnPlan Plan { get; } = plan;

    public CampaignTime Time { get; } = time;

    public Actor Actor { get; } = actor;

    public string Kind { get; } = kind;

    public bool IsDryRun { get; } = isDryRun;

    public bool CreateBranches { get; } = createBranches;

    public BranchBook Branches { get; } = branches;

    public SeenKeys Seen { get; } = new();

    public HashSet<string> NewBranches { get; } = [];

    /// <summary>Cases that the file's events make, as far as this attempt read it.</summary>
    public HashSet<string> NewKeys { get; } = [];

    /// <summary>The campaign has base rows, so that an answer without one is worth a word.</summary>
    public bool HasBase { get; init; }

    /// <summary>The batch that is being written while the next one is read and decided.</summary>
    public Task Writing { get; set; } = Task.CompletedTask;

    /// <summary>Cancelled while a batch was tried again.</summary>
    public bool IsStopped { get; set; }

    /// <summary>Rows that an earlier attempt committed: they are read again for their keys only.</summary>
    public int Done { get; set; }
}

/// <summary>Works one batch off: answers and base rows are kept differently.</summary>
internal interface IBatchWorker
{
    /// <summary>False when the import was cancelled.</summary>
    Task<bool> WorkAsync(ImportRun run, IReadOnlyList<RawRow> rows, CancellationToken ct);
}
