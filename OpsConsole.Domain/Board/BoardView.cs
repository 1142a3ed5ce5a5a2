using OpsConsole.Domain.Campaigns;

namespace OpsConsole.Domain.Board;

/// <summary>What a board is narrowed to; null: all that the reader sees.</summary>
public sealed record BoardScope(int? CampaignId = null, int? RegionId = null);

/// <summary>The board of one moment under one reach: shared by all who look at the same, so never changed.</summary>
public sealed record BoardView(FigureTimes Times, Figures Total, IReadOnlyList<BoardRegion> Regions, IReadOnlyList<BoardPlace> Campaigns, TrendDays Trend)
{
    public IEnumerable<BoardBranch> Branches => Regions.SelectMany(r => r.Branches);
}

/// <summary>A campaign or a person with what stands at them.</summary>
/// <param name="Code">What addresses carry.</param>
public sealed record BoardPlace(int Id, string Code, string Name, Figures Figures);

/// <summary>A region with its branches, those with the most overdue cases first.</summary>
public sealed record BoardRegion(int Id, string Code, string Name, Figures Figures, IReadOnlyList<BoardBranch> Branches);

/// <summary>A branch of the board.</summary>
/// <param name="Heads">Who leads it.</param>
/// <param name="People">Who is responsible for cases of it; the last one may be nobody, with the id 0.</param>
public sealed record BoardBranch(int Id, string Code, string Name, Figures Figures, IReadOnlyList<string> Heads, IReadOnlyList<BoardPlace> People);

/// <summary>Which rows: those behind a figure of a place (docs/rules.md, "Board").</summary>
/// <param name="PersonId">0: those that nobody is responsible for.</param>
public sealed record FigureList(FigureKind Kind, int? CampaignId = null, int? RegionId = null, int? BranchId = null, int? PersonId = null);

/// <summary>A page of the rows behind a figure, and the campaigns that they belong to.</summary>
/// <param name="Total">Of the whole list.</param>
/// <param name="Next">Where the next page begins; null: this is the last.</param>
public sealed record FigurePage(int Total, IReadOnlyList<Cases.CaseRow> Rows, string? Next, IReadOnlyDictionary<int, (string Code, string Name, CampaignKind Kind, string TimeZone)> Campaigns);
