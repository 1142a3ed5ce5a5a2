using System.Globalization;
using CsvHelper;

namespace OpsConsole.Web.Files;

/// <summary>Recognises the separator of a CSV file from its first lines: the one that cuts most rows into the same number of columns.</summary>
internal static class Separators
{
    private const int Sample = 200;
    private static readonly char[] Candidates = [';', ',', '\t'];

    public static char Recognise(string head, bool isWhole)
    {
        if (Hint(head) is { } hint)
            return hint;
        return Candidates.Select(separator => (separator, fit: Fit(head, separator, isWhole)))
            .OrderByDescending(candidate => candidate.fit)
            .First() is (var best, > 0) ? best : ',';
    }

    /// <summary>Excel's own first line: sep=;</summary>
    public static char? Hint(string head) =>
        head.Length >= 5 && head.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && (head.Length == 5 || head[5] is '\r' or '\n') ? head[4] : null;

    // How many rows agree on the commonest number of columns; among equals the separator that makes more columns.
    private static double Fit(string head, char separator, bool isWhole)
    {
        using var reader = CsvReader.FromText(head, new CsvReaderOptions { Separator = separator, HasHeader = false, FormatProvider = CultureInfo.InvariantCulture });
        var widths = new List<int>();
        while (widths.Count <= Sample && reader.Read())
            widths.Add(reader.FieldCount);
        if (!isWhole && widths.Count is > 1 and <= Sample)
            widths.RemoveAt(widths.Count - 1);
        if (widths.Count == 0)
            return 0;
        var common = widths.GroupBy(width => width).OrderByDescending(same => same.Count()).ThenByDescending(same => same.Key).First();
        return common.Key == 1
            ? widths.Max() > 1 && widths[0] > 1 ? 0.001 : 0
            : (double)common.Count() / widths.Count + Math.Min(common.Key, 900) / 1_000_000.0;
    }
}
