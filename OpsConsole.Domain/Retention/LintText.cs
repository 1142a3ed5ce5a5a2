using System.Buffers;
using System.Globalization;
using System.Text;
using OpsConsole.Domain.Kernel;

namespace OpsConsole.Domain.Retention;

/// <summary>A word, folded, or a run of digits as 0 to 9.</summary>
internal sealed record LintToken(bool IsNumber, int Start, int End, string Text, bool Capital)
{
    /// <summary>A part of a date, a time or a percentage: of nothing else.</summary>
    public bool Apart { get; set; }
}

/// <summary>What was filled in from a field.</summary>
internal sealed record LintSpan(int Start, int End, string Text);

/// <summary>How two runs of digits stand beside each other.</summary>
internal enum LintJoin { None, Plain, Bracket }

/// <summary>What the word before a number says it is.</summary>
internal enum Announced { Nothing, Document, Phone, Other }

/// <summary>A text read once: words, runs of digits, what was filled in.</summary>
internal sealed class LintText
{
    private const int LongestGap = 3, FarthestWord = 12;

    private static readonly SearchValues<char> Hyphens = SearchValues.Create("-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\uFE58\uFE63\uFF0D");

    private readonly LintSpan?[] _passed;

    public LintText(string text, IReadOnlyList<string> pass)
    {
        Text = text;
        Tokens = Read(text);
        _passed = Passed(text, pass);
        SetApart();
    }

    public string Text { get; }
    public List<LintToken> Tokens { get; }

    public LintSpan? PassedAt(int index) => _passed[index];

    /// <summary>Whether this token and the next one can be one number: blanks, dots, hyphens between them, and nothing that ends a sentence.</summary>
    public LintJoin Join(int at)
    {
        if (at + 1 >= Tokens.Count || Tokens[at] is not { IsNumber: true, Apart: false } left || Tokens[at + 1] is not { IsNumber: true, Apart: false } right || PassedAt(left.Start) != PassedAt(right.Start))
            return LintJoin.None;
        var (seen, bracket) = (0, false);
        for (var i = left.End; i < right.Start; i++)
        {
            var c = Text[i];
            if (IsInvisible(c))
                continue;
            if (!(IsBlank(c) || IsDot(c) || IsHyphen(c) || c is '(' or ')') || (IsDot(c) && IsBlank(Text[i + 1])) || ++seen > LongestGap)
                return LintJoin.None;
            bracket |= c is '(' or ')';
        }
        return bracket ? LintJoin.Bracket : LintJoin.Plain;
    }

    public bool HasHyphen(int from, int to) => Text.AsSpan(from, to - from).ContainsAny(Hyphens);

    /// <summary>The word that announces this number, and how: the nearest one of the same clause.</summary>
    public (Announced Kind, string Word) Before(int at)
    {
        var (unknown, named, behindNumber, from) = (0, false, false, Tokens[at].Start);
        for (var i = at - 1; i >= 0 && at - i <= FarthestWord; i--)
        {
            var token = Tokens[i];
            if (Breaks(i, from, Tokens[i + 1].IsNumber))
                break;
            from = token.Start;
            if (token.IsNumber)
            {
                if (unknown > 0 || token.Apart)
                    break;
                behindNumber = true;
            }
            else if (LintWords.Documents.Contains(token.Text))
                return unknown == 0 && !behindNumber ? (Announced.Document, token.Text) : default;
            else if (LintWords.Phones.Contains(token.Text))
                return (Announced.Phone, token.Text);
            else if (LintWords.Others.Contains(token.Text))
                return unknown < 2 && !named && !behindNumber ? (Announced.Other, token.Text) : default;
            else if (LintWords.IsName(token.Text))
                named = true;
            else if (!LintWords.Fillers.Contains(token.Text) && ++unknown > 4)
                break;
        }
        return default;
    }

    /// <summary>Whether between this token and what follows it something ends: a sentence, a line, a part.</summary>
    public bool Breaks(int at, int next, bool beforeNumber = false)
    {
        var token = Tokens[at];
        for (var i = token.End; i < next; i++)
            switch (Text[i])
            {
                case '\n' or '\r' or ';' or '!' or '?' or '|':
                case '/' when !(token.IsNumber && beforeNumber && Text.AsSpan(token.End, next - token.End).Count('/') == 1):
                case '.' when (i + 1 == Text.Length || IsBlank(Text[i + 1])) && !IsAbbreviation(token):
                    return true;
            }
        return false;
    }

    public static bool IsBlank(char c) => char.IsWhiteSpace(c) && c is not ('\n' or '\r' or '\u2028' or '\u2029');

    public static bool IsDot(char c) => c is '.' or '．' or '·' or '•';

    public static bool IsHyphen(char c) => Hyphens.Contains(c);

    public static bool IsInvisible(char c) => CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.Format;

    private static bool IsAbbreviation(LintToken word) => !word.IsNumber && word.Text.Length <= 4
        && (LintWords.Documents.Contains(word.Text) || LintWords.Phones.Contains(word.Text) || LintWords.Titles.Contains(word.Text) || word.Text is "n" or "no" or "nro" or "num" or "ext" or "cta" or "cod");

    private static List<LintToken> Read(string text)
    {
        var tokens = new List<LintToken>();
        for (var i = 0; i < text.Length;)
            if (char.IsDigit(text[i]))
            {
                var from = i;
                var digits = new StringBuilder();
                for (; i < text.Length && char.IsDigit(text[i]); i++)
                    digits.Append((char)('0' + CharUnicodeInfo.GetDecimalDigitValue(text[i])));
                tokens.Add(new(true, from, i, digits.ToString(), false));
            }
            else if (char.IsLetter(text[i]))
            {
                var from = i;
                i = WordEnd(text, i);
                var word = new StringBuilder().Append(text, from, i - from);
                for (var last = i - from; last == 1 && NextInitial(text, i) is { } initial; i = initial + 1)      // C.I., c.c., D.N.I.
                    word.Append(text[initial]);
                tokens.Add(new(false, from, i, TextFold.Fold(word.ToString()), char.IsUpper(text[from])));
            }
            else
                i++;
        return tokens;
    }

    private static int WordEnd(string text, int i)
    {
        while (i < text.Length && (char.IsLetter(text[i]) || CharUnicodeInfo.GetUnicodeCategory(text[i]) is UnicodeCategory.NonSpacingMark))
            i++;
        return i;
    }

    /// <summary>Where behind a dot another single letter stands: right after it, or after a blank if a dot follows again.</summary>
    private static int? NextInitial(string text, int dot)
    {
        if (dot >= text.Length || text[dot] != '.')
            return null;
        var next = dot + 1 < text.Length && text[dot + 1] == ' ' ? dot + 2 : dot + 1;
        if (next >= text.Length || !char.IsLetter(text[next]) || WordEnd(text, next) != next + 1)
            return null;
        return next == dot + 1 || (next + 1 < text.Length && text[next + 1] == '.') ? next : null;
    }

    /// <summary>The longest first, each from the left, as often as it is listed, and only whole words and numbers.</summary>
    private static LintSpan?[] Passed(string text, IReadOnlyList<string> pass)
    {
        var spans = new LintSpan?[text.Length];
        foreach (var listed in pass.Where(p => p is not null && p.Any(char.IsLetterOrDigit)).Select(p => p.Trim()).GroupBy(p => p, StringComparer.OrdinalIgnoreCase).OrderByDescending(g => g.Key.Length))
        {
            var (left, from) = (listed.Count(), 0);
            while (left > 0 && from < text.Length && text.IndexOf(listed.Key, from, StringComparison.OrdinalIgnoreCase) is >= 0 and var at)
            {
                var end = at + listed.Key.Length;
                from = at + 1;
                if ((at > 0 && char.IsLetterOrDigit(text[at]) && char.IsLetterOrDigit(text[at - 1])) || (end < text.Length && char.IsLetterOrDigit(text[end]) && char.IsLetterOrDigit(text[end - 1])) || spans.AsSpan(at, end - at).ContainsAnyExcept((LintSpan?)null))
                    continue;
                spans.AsSpan(at, end - at).Fill(new(at, end, listed.Key));
                (left, from) = (left - 1, end);
            }
        }
        return spans;
    }

    private void SetApart()
    {
        for (var i = 0; i < Tokens.Count; i++)
        {
            if (!Tokens[i].IsNumber)
                continue;
            if (IsPercentage(Tokens[i]))
                Tokens[i].Apart = true;
            if (Between(i) is not { } mark)
                continue;
            if (mark is ':' or '/' && Tokens[i].Text.Length <= 2 && Tokens[i + 1].Text.Length <= 2)
                Tokens[i].Apart = Tokens[i + 1].Apart = true;
            if (Between(i + 1) == mark && IsDate(i, mark))
                Tokens[i].Apart = Tokens[i + 1].Apart = Tokens[i + 2].Apart = true;
        }
    }

    /// <summary>The only character between this number and the next one.</summary>
    private char? Between(int at) =>
        at + 1 < Tokens.Count && Tokens[at].IsNumber && Tokens[at + 1] is { IsNumber: true } next && next.Start == Tokens[at].End + 1 ? Text[next.Start - 1] : null;

    private bool IsPercentage(LintToken number)
    {
        var next = number.End;
        while (next < Text.Length && IsBlank(Text[next]))
            next++;
        return number.Text.Length <= 3 && next < Text.Length && Text[next] == '%';
    }

    /// <summary>Day, month, year or year, month, day; with hyphens or dots only where no further digits hang on it.</summary>
    private bool IsDate(int at, char mark)
    {
        var (a, b, c) = (Tokens[at].Text, Tokens[at + 1].Text, Tokens[at + 2].Text);
        if (a.Length == 4)
            (a, c) = (c, a);
        if (a.Length > 2 || b.Length > 2 || c.Length is not (2 or 4) || Number(a) is < 1 or > 31 || Number(b) is < 1 or > 12 || (c.Length == 4 && Number(c) is < 1900 or > 2099))
            return false;
        return mark == '/' || (IsHyphen(mark) || IsDot(mark)) && c.Length == 4 && !Hangs(at - 1) && !Hangs(at + 2) && !HasCheckDigit(at + 2);
    }

    private bool Hangs(int at) => at >= 0 && Join(at) != LintJoin.None && !Text.AsSpan(Tokens[at].End, Tokens[at + 1].Start - Tokens[at].End).ContainsAny(" \t\u00A0\u2009\u202F");

    /// <summary>A single digit or a K behind a hyphen: what looks like a date is a document's body.</summary>
    private bool HasCheckDigit(int at) => at + 1 < Tokens.Count && Tokens[at + 1] is { Text: [not 'y'] } next && next.Start - Tokens[at].End <= LongestGap && HasHyphen(Tokens[at].End, next.Start);

    private static int Number(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);
}
