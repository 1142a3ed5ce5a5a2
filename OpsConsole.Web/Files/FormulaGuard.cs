using System.Buffers;

namespace OpsConsole.Web.Files;

/// <summary>Keeps spreadsheets from running a text as a formula: an apostrophe goes in front, and is taken away again when the file is read, so that every text survives the round trip.</summary>
internal static class FormulaGuard
{
    private static readonly SearchValues<char> Triggers = SearchValues.Create("=+-@\t\r\n＝＋－＠");

    public static string Neutralise(string text) => IsTrigger(text) ? "'" + text : text;

    public static string Restore(string text) => text.StartsWith('\'') && IsTrigger(text) ? text[1..] : text;

    /// <summary>Begins as a formula would.</summary>
    public static bool IsFormula(string text) => text.Length > 0 && Triggers.Contains(text[0]);

    // Apostrophes already there are doubled up, else the reader could not tell '=1 from =1.
    private static bool IsTrigger(string text)
    {
        var first = text.AsSpan().IndexOfAnyExcept('\'');
        return first >= 0 && Triggers.Contains(text[first]);
    }
}
