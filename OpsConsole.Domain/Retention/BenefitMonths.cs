using System.Globalization;
using OpsConsole.Domain.Kernel;

namespace OpsConsole.Domain.Retention;

/// <summary>The months that get a discount, as billing periods and as calendar months (docs/rules.md, "Retention: benefit months").</summary>
/// <param name="Periods">Counted from the current one, which is 1; in order.</param>
/// <param name="Calendar">The same as "2026-12".</param>
public sealed record BenefitMonths(IReadOnlyList<int> Periods, IReadOnlyList<string> Calendar)
{
    public const string Consecutive = "consecutive", Skipped = "skipped";

    /// <summary>How far ahead a month may lie.</summary>
    public const int Horizon = 12;

    /// <summary>As the text for the transactional system has them: "2", "2 Y 3", "2, 3 Y 5".</summary>
    public string Words => Periods.Count < 2 ? string.Concat(Periods.Select(Word)) : $"{string.Join(", ", Periods.SkipLast(1).Select(Word))} Y {Word(Periods[^1])}";

    /// <param name="skip">Not said: consecutive.</param>
    /// <param name="startMonth">With <paramref name="count"/> enough for consecutive months; beside a list it has to say the same.</param>
    /// <param name="months">Picked one by one, in any order.</param>
    /// <param name="today">The campaign's local day; its month is period 1.</param>
    /// <param name="field">What the fields stand under: "data.benefit".</param>
    public static (BenefitMonths? Found, IReadOnlyList<Refusal> Errors) Expand(string? skip, int? startMonth, int? count, IReadOnlyList<int>? months, DateOnly today, string field)
    {
        var (inRow, known) = string.IsNullOrWhiteSpace(skip) ? (true, true) : (skip == Consecutive, skip is Consecutive or Skipped);
        var errors = new List<Refusal>();
        if (!known)
            errors.Add(new("unknown", field + ".skip"));
        var listed = months is { Count: > 0 };
        if (!listed && (!inRow && known || startMonth is null || count is null or < 1))
            return (null, [.. errors, new("required", field + ".months")]);
        // Without a list the two ends are enough to tell what lies outside; nobody makes a list of a thousand million months.
        var (first, last) = listed ? (months!.Min(), months!.Max()) : (startMonth!.Value, (long)startMonth.Value + count!.Value - 1);
        if (first < 1 || last > Horizon)
            errors.Add(new("benefit.month_range", field + ".months", Need: Horizon));
        if (listed)
        {
            var picked = months!.Distinct().Count();
            if (picked < months!.Count)
                errors.Add(new("benefit.month_twice", field + ".months"));
            if (startMonth is { } start && start != first)
                errors.Add(new("benefit.start_differs", field + ".startMonth"));
            if (inRow && last - first + 1 != picked)
                errors.Add(new("benefit.not_consecutive", field + ".months"));
            if (count is { } said && said != months!.Count)
                errors.Add(new("benefit.count_differs", field + ".months"));
        }
        if (errors.Count > 0)
            return (null, errors);
        IReadOnlyList<int> periods = listed ? [.. months!.Order()] : [.. Enumerable.Range(first, count!.Value)];
        return (new(periods, [.. periods.Select(period => Month(today, period))]), []);
    }

    /// <summary>Every second month, to start the picking with: 1, 3, 5.</summary>
    public static IReadOnlyList<int> Alternate(int startMonth, int count) => [.. Enumerable.Range(0, Math.Max(count, 0)).Select(i => startMonth + 2 * i)];

    private static string Month(DateOnly today, int period) => new DateOnly(today.Year, today.Month, 1).AddMonths(period - 1).ToString("yyyy-MM", CultureInfo.InvariantCulture);

    private static string Word(int period) => period.ToString(CultureInfo.InvariantCulture);
}
