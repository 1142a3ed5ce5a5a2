using System.Runtime.InteropServices;

namespace OpsConsole.Domain.Board;

/// <summary>The cases that any figure may count, kept in memory: each change of a case replaces what is known of it, in whatever order the changes are heard of (docs/rules.md, "Counters").</summary>
public sealed class CaseTally
{
    /// <summary>What one zone's figures no longer count, another's may.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromDays(2);

    private readonly Dictionary<long, CountedCase> _cases = [];

    public int Count => _cases.Count;

    public void Clear() => _cases.Clear();

    public void Set(long id, in CountedCase now) => _cases[id] = now;

    public void Remove(long id) => _cases.Remove(id);

    /// <summary>Adds everything up at a moment; what no figure counts any more is forgotten.</summary>
    public TallyCube At(FigureTimes times)
    {
        var cells = new Dictionary<CellKey, Figures>();
        var trend = new Dictionary<(int, int), TrendDays>();
        List<long>? past = null;
        foreach (var (id, one) in _cases)
        {
            if (one.CompletedAt < times.Oldest)
            {
                if (one.CompletedAt < times.Oldest - Margin)
                    (past ??= []).Add(id);
                continue;
            }
            CollectionsMarshal.GetValueRefOrAddDefault(cells, new(one.CampaignId, one.BranchId, one.ResponsibleId, one.Status), out _).Count(one, times);
            if (TrendDays.DayOf(one, times) is >= 0 and var day)
                (CollectionsMarshal.GetValueRefOrAddDefault(trend, (one.CampaignId, one.BranchId), out _) ??= new()).Count(day, one.CompletedAt <= one.DueAt);
        }
        past?.ForEach(id => _cases.Remove(id));
        return new(times, cells, trend);
    }
}

/// <summary>Met and decided cases of each of the last days.</summary>
public sealed class TrendDays
{
    public int[] Met { get; } = new int[FigureTimes.TrendDays];
    public int[] Decided { get; } = new int[FigureTimes.TrendDays];

    public void Count(int day, bool met)
    {
        Decided[day]++;
        Met[day] += met ? 1 : 0;
    }

    public void Add(TrendDays other)
    {
        for (var day = 0; day < FigureTimes.TrendDays; day++)
            (Met[day], Decided[day]) = (Met[day] + other.Met[day], Decided[day] + other.Decided[day]);
    }

    /// <summary>The day on which it was decided whether the deadline was met; -1: on none of these.</summary>
    public static int DayOf(in CountedCase one, FigureTimes times)
    {
        if (one.DueAt is null || (one.CompletedAt ?? (one.DueAt < times.Now ? one.DueAt : null)) is not { } decided)
            return -1;
        var day = FigureTimes.TrendDays - 1;
        while (day >= 0 && decided < times.Days[day])
            day--;
        return day;
    }
}

/// <summary>The figures of one moment, by campaign, branch, person and state; never changed once made.</summary>
public sealed record TallyCube(FigureTimes Times, IReadOnlyDictionary<CellKey, Figures> Cells, IReadOnlyDictionary<(int CampaignId, int BranchId), TrendDays> Trend);
