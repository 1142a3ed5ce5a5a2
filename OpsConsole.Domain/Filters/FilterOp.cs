using OpsConsole.Domain.Campaigns;

namespace OpsConsole.Domain.Filters;

/// <summary>The comparisons; every negative operator of the contract is the exact complement of one of these.</summary>
public enum Comparison
{
    Equal,
    Contains,
    Starts,
    Ends,
    Empty,
    Greater,
    GreaterOrEqual,
    Less,
    LessOrEqual,
    Between,
    In,
    Today,
    LastDays,
    ThisWeek,
    ThisMonth,
}

/// <summary>An operator of the contract: a comparison, or its exact complement (docs/rules.md, "Filters").</summary>
public sealed record FilterOp(string Code, Comparison Comparison, bool IsNegative = false)
{
    private static readonly FieldType[] Every = Enum.GetValues<FieldType>(), Texts = [FieldType.Text], Dates = [FieldType.Date],
        Ordered = [FieldType.Text, FieldType.Number, FieldType.Date];

    private static readonly Dictionary<string, (FilterOp Op, FieldType[] Types)> All = new (FilterOp Op, FieldType[] Types)[]
    {
        (new("eq", Comparison.Equal), Every),
        (new("ne", Comparison.Equal, true), Every),
        (new("contains", Comparison.Contains), Texts),
        (new("not_contains", Comparison.Contains, true), Texts),
        (new("starts", Comparison.Starts), Texts),
        (new("not_starts", Comparison.Starts, true), Texts),
        (new("ends", Comparison.Ends), Texts),
        (new("not_ends", Comparison.Ends, true), Texts),
        (new("empty", Comparison.Empty), Every),
        (new("not_empty", Comparison.Empty, true), Every),
        (new("gt", Comparison.Greater), Ordered),
        (new("gte", Comparison.GreaterOrEqual), Ordered),
        (new("lt", Comparison.Less), Ordered),
        (new("lte", Comparison.LessOrEqual), Ordered),
        (new("between", Comparison.Between), Ordered),
        (new("not_between", Comparison.Between, true), Ordered),
        (new("in", Comparison.In), Every),
        (new("not_in", Comparison.In, true), Every),
        (new("today", Comparison.Today), Dates),
        (new("last_days", Comparison.LastDays), Dates),
        (new("this_week", Comparison.ThisWeek), Dates),
        (new("this_month", Comparison.ThisMonth), Dates),
    }.ToDictionary(o => o.Op.Code);

    /// <summary>The operators that fields of a type have, in the order a builder offers them.</summary>
    public static IEnumerable<FilterOp> For(FieldType type) => All.Values.Where(o => o.Types.Contains(type)).Select(o => o.Op);

    public static FilterOp? Find(string code) => All.TryGetValue(code, out var found) ? found.Op : null;

    public bool Fits(FieldType type) => All[Code].Types.Contains(type);

    /// <summary>Whether a value belongs to the operator at all.</summary>
    public bool TakesValue => Comparison is not (Comparison.Empty or Comparison.Today or Comparison.ThisWeek or Comparison.ThisMonth);
}
