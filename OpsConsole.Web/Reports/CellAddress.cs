using System.Globalization;
using OpsConsole.Web.Controls;

namespace OpsConsole.Web.Reports;

/// <summary>The reports of a cell, in the order of their tabs.</summary>
public enum CellTab
{
    Day,
    Week,
    Quality,
}

/// <summary>Which report of the cell its page shows, as its address says it; no day: the last one that is over.</summary>
/// <param name="ByArea">The pivot of the day is set against areas instead of states.</param>
public sealed record CellAddress(string Campaign, CellTab Tab = CellTab.Day, DateOnly? Day = null, bool ByArea = false)
{
    public const string Report = "informe", Date = "dia", Columns = "columnas";

    private static readonly Dictionary<CellTab, string> Words = new() { [CellTab.Day] = "diario", [CellTab.Week] = "semanal", [CellTab.Quality] = "calidad" };

    public static CellAddress Parse(string campaign, string? report, string? day, string? columns) =>
        new(campaign, Words.Where(w => w.Value == report).Select(w => w.Key).FirstOrDefault(), DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var found) ? found : null, columns == "area");

    public string Href
    {
        get
        {
            List<string> parts = [.. Tab == CellTab.Day ? Array.Empty<string>() : [$"{Report}={Words[Tab]}"], .. Day is { } day ? [FormattableString.Invariant($"{Date}={day:yyyy-MM-dd}")] : Array.Empty<string>(), .. ByArea ? [$"{Columns}=area"] : Array.Empty<string>()];
            return ProjectPlaces.Address(Campaign, ProjectSection.Figures) + (parts.Count == 0 ? "" : "?" + string.Join('&', parts));
        }
    }
}
