using System.Runtime.InteropServices;
using OpsConsole.Domain.Kernel;

namespace OpsConsole.Domain.Retention;

/// <summary>Cases of one disposition, person, product line and day, as the database adds them up.</summary>
internal sealed record DisposedGroup(string Path, int By, string? Type, DateOnly Day, int Cases, int Open, int Benefits, double Months, long Points);

/// <summary>Adds groups up by motive, person, line and day; no group is kept.</summary>
internal sealed class RetentionTally(DispositionCodes codes)
{
    private readonly Dictionary<(string State, string Motive), (RetentionMotive About, RetentionCount Count)> _motives = [];
    private readonly Dictionary<int, RetentionCount> _people = [];
    private readonly Dictionary<string, (RetentionCount Count, Dictionary<string, int> Names)> _lines = [];
    private readonly Dictionary<DateOnly, RetentionCount> _days = [];
    private RetentionCount _total;

    public IReadOnlyCollection<int> People => _people.Keys;

    public void Add(DisposedGroup group)
    {
        var about = codes.Find(group.Path);
        var count = RetentionCount.Of(about.Result, group.Cases, group.Open, group.Benefits, (int)group.Months, group.Points);
        _total += count;
        ref var motive = ref CollectionsMarshal.GetValueRefOrAddDefault(_motives, (about.State, about.Code), out _);
        motive = (about, motive.Count + count);
        CollectionsMarshal.GetValueRefOrAddDefault(_people, group.By, out _) += count;
        CollectionsMarshal.GetValueRefOrAddDefault(_days, group.Day, out _) += count;
        var name = string.IsNullOrWhiteSpace(group.Type) ? "" : group.Type.Trim();
        ref var line = ref CollectionsMarshal.GetValueRefOrAddDefault(_lines, TextFold.Fold(name), out _);
        line = (line.Count + count, line.Names ?? []);
        CollectionsMarshal.GetValueRefOrAddDefault(line.Names, name, out _) += group.Cases;
    }

    /// <summary>What is much comes first, then by name; days in order, none left out.</summary>
    public RetentionFigures Figures(RetentionPeriod period, bool isWhole, IReadOnlyDictionary<int, (string Name, string? Email)> people) => new(period.From, period.To, isWhole, _total,
        [.. _motives.Values.Select(m => m.About with { Count = m.Count }).Where(m => m.Count.Cases > 0).OrderByDescending(m => m.Count.Cases).ThenBy(m => m.StateLabel, StringComparer.Ordinal).ThenBy(m => m.Label, StringComparer.Ordinal)],
        [.. _people.Where(p => p.Value.Cases > 0).Select(p => people.TryGetValue(p.Key, out var who) ? new RetentionAgent(p.Key, who.Name, who.Email, p.Value) : new(p.Key, "", null, p.Value)).OrderByDescending(p => p.Count.Decided).ThenByDescending(p => p.Count.Cases).ThenBy(p => p.Name, StringComparer.Ordinal).ThenBy(p => p.Id)],
        [.. _lines.Values.Where(l => l.Count.Cases > 0).Select(l => new RetentionLine(NameOf(l.Names), l.Count)).OrderByDescending(l => l.Count.Decided).ThenByDescending(l => l.Count.Cases).ThenBy(l => l.Name, StringComparer.Ordinal)],
        [.. Enumerable.Range(0, period.Days).Select(i => period.From.AddDays(i)).Select(day => new RetentionDay(day, _days.GetValueOrDefault(day)))]);

    /// <summary>As it is written most often.</summary>
    private static string? NameOf(Dictionary<string, int> names) => names.OrderByDescending(n => n.Value).ThenBy(n => n.Key, StringComparer.Ordinal).First().Key is { Length: > 0 } name ? name : null;
}
