using System.Globalization;
using System.Text;

namespace OpsConsole.Web.Pdf;

/// <summary>Makes any text one that can be drawn: composed letters, no control or invisible characters, a box for what the font does not have.</summary>
internal static class PdfText
{
    public static string Drawable(string? text, TrueTypeFont font)
    {
        if (string.IsNullOrEmpty(text))
            return "";
        var plain = true;
        foreach (var c in text)
            plain &= c >= ' ' && font.Has(c) && c < '\u0300';
        if (plain)
            return text;
        var whole = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())     // half pairs become U+FFFD
            whole.Append(rune.ToString());
        var said = new StringBuilder(text.Length);
        foreach (var rune in whole.ToString().Normalize(NormalizationForm.FormC).EnumerateRunes())
            said.Append(Of(rune, font));
        return said.ToString();
    }

    private static string Of(Rune rune, TrueTypeFont font) => rune.Value switch
    {
        '\n' => "\n",
        '\r' => "",
        _ when Rune.IsWhiteSpace(rune) => " ",
        _ => Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.Control or UnicodeCategory.Format => "",
            _ when rune.IsBmp && font.Has((char)rune.Value) => rune.ToString(),
            UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark => "",
            _ => font.Instead.ToString(),
        },
    };

    /// <summary>Cut into lines that fit: at blanks, and within a word that alone is too long. Lines of the text stay lines.</summary>
    public static List<string> Lines(string text, TrueTypeFont font, double size, double width)
    {
        List<string> lines = [];
        foreach (var line in text.Split('\n'))
            Wrap(line.TrimEnd(), font, size, width, lines);
        return lines;
    }

    private static void Wrap(string text, TrueTypeFont font, double size, double width, List<string> lines)
    {
        var from = 0;
        while (text.Length - from > 0)
        {
            var fits = Fitting(text.AsSpan(from), font, size, width);
            if (fits == text.Length - from)
                break;
            var cut = text.LastIndexOf(' ', from + fits, fits + 1);
            if (cut <= from)
                cut = from + fits;
            lines.Add(text[from..cut].TrimEnd());
            from = cut;
            while (from < text.Length && text[from] == ' ')
                from++;
        }

        lines.Add(text[from..]);
    }

    /// <summary>Characters that fit; at least one, so that there is an end.</summary>
    private static int Fitting(ReadOnlySpan<char> text, TrueTypeFont font, double size, double width)
    {
        var left = width * 1000 / size;
        for (var i = 0; i < text.Length; i++)
            if ((left -= font.Width(font.Glyph(text[i]))) < -0.01)
                return Math.Max(1, i);
        return text.Length;
    }
}
