namespace OpsConsole.Domain.Lists;

/// <summary>How a person looks at a campaign's grid, in every browser (docs/rules.md, "Columns").</summary>
public sealed class ColumnView
{
    public int UserId { get; init; }
    public int CampaignId { get; init; }

    /// <summary>The <see cref="ListPart"/> that holds the columns; null: the standard set.</summary>
    public string? PartId { get; set; }

    /// <summary>Rows of a page; null: the standard number.</summary>
    public int? Rows { get; set; }
}

/// <summary>A person's own way to look at a grid, as it is asked for and read.</summary>
/// <param name="Id">What an address names the columns by.</param>
public sealed record KeptColumns(string? Id, IReadOnlyList<ColumnChoice> Columns, int? Rows);
