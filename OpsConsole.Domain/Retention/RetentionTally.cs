using System.Runtime.InteropServices;
using OpsConsole.Domain.Kernel;

namespace OpsConsole.Domain.Retention;

/// <summary>Cases of one disposition, person, product line and day, as the database adds them up.</summary>
internal sealed record DisposedGroup(string Path, int By, string? Type, DateOnly Day, int Cases, int Open, int Benefits, double Months, long Points);

/// <summary>Adds groups up by motive, person, line and day; no group is kept, since there may be nearly as many as cases.</summary>
internal sealed class RetentionTally(DispositionCodes codes)
{
    private readonly Dictionary<string, RetentionCount> _paths = [], _lines = [];
    private readonly Dictionary<int, RetentionCount> _people = [];
    private readonly Dictionary<DateOnly, RetentionCount> _days = [];
    private RetentionCount _total;

    public IReadOnlyCollection<int> People => _people.Keys;

    public void Add(DisposedGroup group)
    {
        var count = RetentionCount.Of(codes.Find(group.Path).Result, group.Cases, group.Open, group.Benefits, (int)group.Months, group.Points);
        _total += count;
        CollectionsMarshal.GetValueRefOrAddDefault(_paths, group.Path, out _) += count;
        CollectionsMarshal.GetValueRefOrAddDefault(_people, group.By, out _) += count;
        CollectionsMarshal.GetValueRefOrAddDefault(_lines, group.Type ?? "", out _) += count;
        CollectionsMarshal.GetValueRefOrAddDefault(_days, group.Day, out _) += count;
    }

    /// <summary>Of motives those with most cases come first, of people and lines those with most decided, then by name; days in order, none left out.</summary>
    public RetentionFigures Figures(RetentionPeriod period, bool isWhole, IReadOnlyDictionary<int, (string Name, string? Email)> people) => new(period.From, period.To, isWhole, _total,
        [.. _paths.Select(p => codes.Find(p.Key) with { Count = p.Value }).GroupBy(m => (m.State, m.Code)).Select(m => m.First() with { Count = Sum(m.Select(x => x.Count)) })
            .Where(m => m.Count.Cases > 0).OrderByDescending(m => m.Count.Cases).ThenBy(m => m.StateLabel, StringComparer.Ordinal).ThenBy(m => m.Label, StringComparer.Ordinal)],
        [.. _people.Select(p => people.TryGetValue(p.Key, out var who) ? new RetentionAgent(p.Key, who.Name, who.Email, p.Value) : new(p.Key, "", null, p.Value))
            .Where(p => p.Count.Cases > 0).OrderByDescending(p => p.Count.Decided).ThenByDescending(p => p.Count.Cases).ThenBy(p => p.Name, StringComparer.Ordinal).ThenBy(p => p.Id)],
        [.. _lines.GroupBy(l => TextFold.Fold(l.Key.Trim())).Select(l => new RetentionLine(NameOf(l), Sum(l.Select(x => x.Value))))
            .Where(l => l.Count.Cases > 0).OrderByDescending(l => l.Count.Decided).ThenByDescending(l => l.Count.Cases).ThenBy(l => l.Name, StringComparer.Ordinal)],
        [.. Enumerable.Range(0, period.Days).Select(i => period.From.AddDays(i)).Select(day => new RetentionDay(day, _days.GetValueOrDefault(day)))]);

    private static RetentionCount Sum(IEnumerable<RetentionCount> counts) => counts.Aggregate(default(RetentionCount), (sum, count) => sum + count);

    /// <summary>As it is written most often.</summary>
    private static string? NameOf(IEnumerable<KeyValuePair<string, RetentionCount>> names) =>
        names.OrderByDescending(n => n.Value.Cases).ThenBy(n => n.Key, StringComparer.Ordinal).First().Key.Trim() is { Length: > 0 } name ? name : null;
}
