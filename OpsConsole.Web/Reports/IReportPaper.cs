namespace OpsConsole.Web.Reports;

/// <summary>What a report is drawn on: the only thing that reports know of PDF, so that another maker of PDFs could take its place. Everything given is plain text (docs/rules.md, "Reports").</summary>
public interface IReportPaper
{
    /// <summary>A heading of level 1 or 2; it is a bookmark too and never stands alone at the end of a page.</summary>
    void Heading(int level, string text);

    void Text(string text, bool isQuiet = false);

    /// <summary>Names with their values, in two columns.</summary>
    void Facts(IReadOnlyList<ReportFact> facts);

    /// <summary>The main figures, side by side.</summary>
    void Tiles(IReadOnlyList<ReportTile> tiles);

    void BeginTable(IReadOnlyList<ReportColumn> columns);

    /// <summary>Rows go on over pages; each page repeats the head.</summary>
    void Row(IReadOnlyList<string> cells, bool isTotal = false);

    void EndTable();

    /// <summary>Lying bars, each of one or several parts.</summary>
    void Bars(ReportBars chart);

    void Curve(ReportCurve chart);

    /// <summary>A framed explanation.</summary>
    void Note(string title, string text);

    /// <summary>Nothing can be drawn after it.</summary>
    void Close();
}

public sealed record ReportFact(string Name, string Value);

/// <param name="Tone">Whether the change is good news (1), bad news (-1) or neither.</param>
public sealed record ReportTile(string Name, string Value, string Change = "", int Tone = 0);

/// <param name="Share">How much of the width it gets, compared with the others.</param>
public sealed record ReportColumn(string Head, double Share, bool IsRight = false);

/// <param name="Instead">What it shows, for who does not see it.</param>
/// <param name="Parts">What the parts of each bar are.</param>
public sealed record ReportBars(string Instead, IReadOnlyList<string> Parts, IReadOnlyList<ReportBar> Bars);

public sealed record ReportBar(string Name, IReadOnlyList<int> Values, string Said);

/// <param name="Aim">A dashed line across; null: none.</param>
public sealed record ReportCurve(string Instead, IReadOnlyList<(string Name, double? Percent)> Points, double? Aim = null);

/// <summary>What stands on every page, and what the file says of itself.</summary>
public sealed record ReportFrame(string Title, string Organisation, string Campaign, string Period, string Foot, Func<int, int, string> PageOf, DateTime MadeAt)
{
    public string Language { get; init; } = "es-PE";

    /// <summary>Lying, for tables of many columns.</summary>
    public bool IsWide { get; init; }
}
