namespace OpsConsole.Domain.Lists;

/// <summary>What of a list its address names by an id (docs/rules.md, "Addresses of lists").</summary>
public enum ListPartKind
{
    Columns,
    Search,
    Selection,
}

/// <summary>What an address of a list says by an opaque id, because it is long or may be a customer's data: columns with their names, the searched text, the selected cases (docs/rules.md, "Addresses of lists").</summary>
public sealed class ListPart
{
    /// <summary>Older ones of the same person, campaign and kind go.</summary>
    public const int MostKept = 200;

    /// <summary>Random, 128 bits: whoever was not given it cannot guess it.</summary>
    public string Id { get; init; } = Filters.SavedFilter.NewId();
    public int CampaignId { get; init; }
    public int OwnerId { get; init; }
    public ListPartKind Kind { get; init; }
    public required string Content { get; init; }
    public DateTime UsedAt { get; set; }
}
