using System.Globalization;
using System.Text;

namespace OpsConsole.Domain.Attachments;

/// <summary>What a program or a person called a file, made fit to be shown, saved and told by its ending; it is never used as a path here (docs/rules.md, "Attachments").</summary>
public static class FileName
{
    public const int LongestName = 200;
    private const string Reserved = "<>:\"/\\|?*";

    private static readonly string[] Devices =
        ["CON", "PRN", "AUX", "NUL", .. Enumerable.Range(0, 10).SelectMany(i => new[] { $"COM{i}", $"LPT{i}" }), "COM¹", "COM²", "COM³", "LPT¹", "LPT²", "LPT³", "CONIN$", "CONOUT$"];

    /// <summary>The last part of whatever path was sent, without controls and invisible marks that turn it around; what a system cannot take in a name becomes a low line.</summary>
    public static string Clean(string? sent)
    {
        var last = (sent ?? "")[((sent ?? "").LastIndexOfAny(['/', '\\']) + 1)..];
        var shown = new StringBuilder();
        foreach (var rune in last.EnumerateRunes())
            if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned))
                shown.Append(rune.IsAscii && Reserved.Contains((char)rune.Value) ? "_" : rune.ToString());
        var name = Bare(shown.ToString());
        if (Devices.Contains(name.Split('.')[0].TrimEnd(), StringComparer.OrdinalIgnoreCase))
            name = "_" + name;
        return name.Length == 0 ? "_" : Shortened(name);
    }

    /// <summary>In small letters, without the dot; empty where there is none.</summary>
    public static string EndingOf(string clean) => clean.LastIndexOf('.') is > 0 and var dot ? clean[(dot + 1)..].ToLowerInvariant() : "";

    // Dots and blanks at either end are taken away by some systems: then the ending would be another.
    private static string Bare(string name)
    {
        var (from, to) = (0, name.Length);
        while (from < to && IsEdge(name[from]))
            from++;
        while (to > from && IsEdge(name[to - 1]))
            to--;
        return name[from..to];
    }

    private static bool IsEdge(char c) => c == '.' || char.IsWhiteSpace(c);

    // The ending says what the file is: it stays whatever goes.
    private static string Shortened(string name)
    {
        if (name.Length <= LongestName)
            return name;
        var ending = EndingOf(name) is { Length: > 0 and <= 10 } known ? "." + known : "";
        var cut = name[..(LongestName - ending.Length)];
        return (char.IsHighSurrogate(cut[^1]) ? cut[..^1] : cut) + ending;
    }
}
