using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Kernel;

namespace OpsConsole.Domain.Filters;

/// <summary>A value that a builder offers, what it is called, and how many cases have it.</summary>
public sealed record ValueCount(string Value, string Label, int Count);

/// <summary>Counted keys as the values that a condition would carry (docs/rules.md, "Filters").</summary>
internal static class FieldValues
{
    public static List<ValueCount> OfTexts(CaseField field, IReadOnlyList<(string Key, int Count)> counted) => field.Choices.Count > 0
        ? [.. field.Choices.Select(c => new ValueCount(c.Code, c.Label, counted.Where(x => x.Key == TextFold.Fold(c.Code)).Sum(x => x.Count)))]
        : [.. counted.Where(x => !string.IsNullOrWhiteSpace(x.Key)).Take(FilterQueries.MostValues).Select(x => new ValueCount(x.Key, x.Key, x.Count))];

    public static List<ValueCount> OfNumbers(CaseField field, IReadOnlyList<(int Key, int Count)> counted, Places places)
    {
        int Count(int key) => counted.Where(x => x.Key == key).Sum(x => x.Count);
        return field switch
        {
            PlaceField { Kind: PlaceKind.Branch } => Places(places.Branches, b => Count(b.Id)),
            PlaceField { Kind: PlaceKind.Person } => Places(places.People, p => Count(p.Id)),
            PlaceField { Kind: PlaceKind.Region } => Places(places.Regions, r => places.Branches.Where(b => b.RegionId == r.Id).Sum(b => Count(b.Id))),
            SlaField => [.. field.Choices.Select(c => new ValueCount(c.Code, c.Label, Count((int)Enum.Parse<SlaState>(c.Code) + 1)))],
            _ => [.. field.Choices.Index().Select(c => new ValueCount(c.Item.Code, c.Item.Label, Count(c.Index)))],
        };
    }

    /// <summary>Only those that have a case: who sees none of a branch's cases is not told that there is such a branch.</summary>
    private static List<ValueCount> Places(IReadOnlyList<Place> places, Func<Place, int> count) =>
        [.. places.Select(p => new ValueCount(p.Code, p.Name ?? p.Code, count(p))).Where(v => v.Count > 0).OrderByDescending(v => v.Count).ThenBy(v => v.Label, StringComparer.Ordinal).Take(FilterQueries.MostValues)];
}
