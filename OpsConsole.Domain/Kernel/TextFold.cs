using System.Globalization;
using System.Text;

namespace OpsConsole.Domain.Kernel;

/// <summary>Text without case and accents (ñ = n); the same function writes the stored columns and prepares what is compared with them (docs/rules.md, "Folding and emptiness").</summary>
public static class TextFold
{
    /// <summary>How many characters of a folded text are a sort and equality key: an index entry must stay short.</summary>
    public const int KeyLength = 256;

    /// <summary>Sorts behind every text: the open end of "starts with".</summary>
    public const string Highest = "\U0010FFFF";

    public static string Fold(string text)
    {
        if (Ascii.IsValid(text))
            return text.ToLowerInvariant();
        var folded = new StringBuilder(text.Length);
        if (text.Contains('\uFFFE'))         // storable, but the normaliser throws at it; its neighbour is as meaningless
            text = text.Replace('\uFFFE', '\uFFFF');
        foreach (var c in text.Normalize(NormalizationForm.FormD))
            if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
                folded.Append(char.ToLowerInvariant(c));
        return folded.ToString().Normalize(NormalizationForm.FormC);
    }

    /// <summary>The first <see cref="KeyLength"/> characters, counted as both databases count them.</summary>
    public static string Prefix(string text) => string.Concat(text.EnumerateRunes().Take(KeyLength));

    /// <summary>How many characters a reader would see: blanks, controls and invisible marks do not count.</summary>
    public static int VisibleLength(string? text) => text is null ? 0 : text.EnumerateRunes().Count(r =>
        !Rune.IsWhiteSpace(r) && Rune.GetUnicodeCategory(r) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.NonSpacingMark));
}
