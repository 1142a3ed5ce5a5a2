using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Filters;

namespace OpsConsole.Domain.Cases;

/// <summary>One term of an order; without a source the name is looked for among the management columns first, then metadata, base and survey.</summary>
public sealed record CaseSort(string? Source, string Field, bool Descending = false);

/// <summary>What a list asks for: the same for grid, count, legend, API and export.</summary>
public sealed record CaseQuery(int CampaignId)
{
    public const int MaxLimit = 500, MaxSorts = 5;

    public FilterNode Filter { get; init; } = FilterNode.Everything;
    public string? Search { get; init; }

    /// <summary>States clicked in the legend; empty: all. Not part of the filter, since the legend counts without it.</summary>
    public IReadOnlyList<CaseStatus> Statuses { get; init; } = [];

    /// <summary>Empty: the newest survey first. Every order ends with the number.</summary>
    public IReadOnlyList<CaseSort> Sorts { get; init; } = [];
    public int Limit { get; init; } = 50;

    /// <summary>The campaign as a live window holds it: whoever follows changes is not read it anew with each of them.</summary>
    public Campaign? Known { get; init; }

    /// <summary>The rows bring their numbers along.</summary>
    public bool WithNumbers { get; init; }

    /// <summary>Where the page starts: <see cref="CasePage.NextCursor"/>, or, with <see cref="Backwards"/>, <see cref="CasePage.PreviousCursor"/>. Null: the first page, or, with <see cref="Backwards"/>, the last.</summary>
    public string? Cursor { get; init; }
    public bool Backwards { get; init; }
}

/// <summary>Rows in order, and how to reach the page after and before them; a cursor is null where there is none.</summary>
public sealed record CasePage(IReadOnlyList<CaseRow> Rows, string? NextCursor, string? PreviousCursor);

/// <summary>A row as it is now, and whether it still meets the query that showed it.</summary>
public sealed record PatchedRow(CaseRow Row, bool Matches);

/// <summary>Cases per state under filter and search, without the state condition; <see cref="Alerts"/> counts alerts only.</summary>
public sealed record CaseLegend(IReadOnlyDictionary<CaseStatus, int> Cases, IReadOnlyDictionary<CaseStatus, int> Alerts);
