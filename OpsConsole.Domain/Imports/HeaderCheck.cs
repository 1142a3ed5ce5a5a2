using System.Globalization;
using OpsConsole.Domain.Kernel;

namespace OpsConsole.Domain.Imports;

/// <summary>Whether the row taken for the header can be one: every column named, no name twice, names rather than values (docs/rules.md, "Imports").</summary>
internal static class HeaderCheck
{
    /// <summary>The names without surrounding blanks; unnamed columns at the end, which spreadsheets leave, do not count.</summary>
    public static IReadOnlyList<string> Trimmed(IReadOnlyList<string> header)
    {
        var names = header.Select(name => name.Trim()).ToList();
        while (names is [.., ""])
            names.RemoveAt(names.Count - 1);
        return names;
    }

    public static void ThrowIfUnclear(IRowSource file, IReadOnlyList<string> header, bool askForRow)
    {
        if (header.Contains("") || (askForRow && LooksLikeValues(header)))
            throw new FileFaultException("header.unclear", file.HeaderLine.ToString(CultureInfo.InvariantCulture), Candidate(file) ?? "");
        if (header.GroupBy(TextFold.Fold).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new FileFaultException("header.duplicate", twice.First(),
                string.Join(", ", header.Index().Where(h => TextFold.Fold(h.Item) == twice.Key).Select(h => h.Index + 1)));
    }

    /// <summary>The first of the top rows in which every column has a name of its own.</summary>
    private static string? Candidate(IRowSource file)
    {
        var width = file.Top.Count == 0 ? 0 : file.Top.Max(row => Filled(row));
        return file.Top.FirstOrDefault(row => row.Line != file.HeaderLine && Filled(row) == width && Named(row, width))?.Line.ToString(CultureInfo.InvariantCulture);
    }

    private static bool Named(RawRow row, int width)
    {
        var names = row.Cells.Take(width).Select(cell => TextFold.Fold(cell?.Trim() ?? "")).ToList();
        return width > 1 && !names.Contains("") && names.Distinct().Count() == width && !LooksLikeValues(names);
    }

    private static int Filled(RawRow row) => row.Cells.Index().Where(cell => !string.IsNullOrWhiteSpace(cell.Item)).Select(cell => cell.Index + 1).LastOrDefault();

    private static bool LooksLikeValues(IReadOnlyList<string> cells) =>
        cells.Count(cell => (NumberReading.Read(cell) is not null && !IsYear(cell)) || DateReading.Read(cell).Moment is not null) * 2 > cells.Count
        || (cells.Count > 1 && cells.Any(cell => DateReading.Read(cell).Moment is not null || cell.Length > 300));

    private static bool IsYear(string cell) => int.TryParse(cell, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is > 1900 and < 2100;
}
