using System.Text.Json.Serialization;

namespace OpsConsole.Domain.Reports;

/// <summary>The frozen numbers of one week: what page, workbook and PDF all show. Whoever sees only some branches gets the same record with these alone (docs/rules.md, "Weekly report").</summary>
/// <param name="Week">Its Monday.</param>
/// <param name="Branches">Those with anything to count, by id.</param>
/// <param name="Late">The longest overdue first.</param>
public sealed record WeeklyFigures(DateOnly Week, DateTime FrozenAt, IReadOnlyList<WeeklyBranch> Branches, IReadOnlyList<WeeklyLate> Late)
{
    /// <summary>Weeks of the curve, and alerts due that a branch needs to be ranked.</summary>
    public const int CurveWeeks = 8, LeastRanked = 5;

    [JsonIgnore]
    public DateOnly LastDay => Week.AddDays(6);

    [JsonIgnore]
    public WeeklyNumbers Now => Branches.Aggregate(WeeklyNumbers.Zero, (sum, b) => sum + b.Now);

    [JsonIgnore]
    public WeeklyNumbers Before => Branches.Aggregate(WeeklyNumbers.Zero, (sum, b) => sum + b.Before);

    /// <summary>By share in time; ties by how many were due.</summary>
    [JsonIgnore]
    public IReadOnlyList<WeeklyBranch> Ranked => [.. Branches.Where(b => b.Now.Due >= LeastRanked).OrderByDescending(b => b.Now.Share).ThenByDescending(b => b.Now.Due).ThenBy(b => b.BranchId)];

    /// <summary>Those with too few due to be compared, and something else to tell.</summary>
    [JsonIgnore]
    public IReadOnlyList<WeeklyBranch> Unranked => [.. Branches.Where(b => b.Now.Due < LeastRanked && b.Now != WeeklyNumbers.Zero).OrderByDescending(b => b.Now.Due).ThenBy(b => b.BranchId)];

    /// <summary>The most frequent first.</summary>
    [JsonIgnore]
    public IReadOnlyList<WeeklyCause> Causes => [.. Branches.SelectMany(b => b.Causes).GroupBy(c => c.Code).Select(g => new WeeklyCause(g.Key, g.Sum(c => c.Now), g.Sum(c => c.Before)))
        .Where(c => c.Now > 0).OrderByDescending(c => c.Now).ThenByDescending(c => c.Before).ThenBy(c => c.Code, StringComparer.Ordinal)];

    /// <summary>The oldest week first; the last is this one.</summary>
    [JsonIgnore]
    public IReadOnlyList<WeeklyDue> Weeks => [.. Enumerable.Range(0, CurveWeeks).Select(i => new WeeklyDue(Branches.Sum(b => b.Weeks[i].Due), Branches.Sum(b => b.Weeks[i].InTime)))];

    /// <summary>Branches where a cause was most frequent.</summary>
    public IReadOnlyList<int> MostOf(string cause, int take) => [.. Branches.Select(b => (b.BranchId, Count: b.Causes.Where(c => c.Code == cause).Sum(c => c.Now)))
        .Where(b => b.Count > 0).OrderByDescending(b => b.Count).ThenBy(b => b.BranchId).Take(take).Select(b => b.BranchId)];

    public WeeklyFigures Of(Func<int, bool> branch) => this with { Branches = [.. Branches.Where(b => branch(b.BranchId))], Late = [.. Late.Where(l => branch(l.BranchId))] };
}
