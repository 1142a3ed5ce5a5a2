using System.Text;
using OpsConsole.Domain.Customers;

namespace OpsConsole.Domain.Retention;

/// <summary>Documents, cards and phones among the numbers of a text: every row of neighbouring runs of digits is asked whether it is one.</summary>
internal sealed class LintNumbers(LintText read, IReadOnlyList<string>? own)
{
    private const int Longest = 19;

    private readonly List<LintFinding> _documents = [], _certainPhones = [], _phones = [], _announcedPhones = [];

    /// <param name="First">Its first token.</param>
    /// <param name="CheckDigit">The last digit stands behind a hyphen.</param>
    private sealed record Row(int First, int Last, string Digits, bool Brackets, bool CheckDigit, Announced Kind, string Word);

    public IEnumerable<LintFinding> Documents(string? customers)
    {
        Look();
        _documents.AddRange(Same(customers));
        // A number with its country's code is a phone, whatever a part of it looks like; but a longer document is no phone.
        _documents.RemoveAll(document => _certainPhones.Any(phone => phone.Start <= document.Start && phone.End >= document.End));
        return LongestFirst(_documents);
    }

    public IEnumerable<LintFinding> Phones() => [.. LongestFirst(_certainPhones), .. LongestFirst(_phones), .. LongestFirst(_announcedPhones)];

    private static IEnumerable<LintFinding> LongestFirst(List<LintFinding> found) => found.OrderByDescending(f => f.Length).ThenBy(f => f.Start);

    private void Look()
    {
        for (var first = 0; first < read.Tokens.Count; first++)
        {
            if (read.Tokens[first] is not { IsNumber: true, Apart: false })
                continue;
            var (kind, word) = read.Before(first);
            var (digits, brackets, checkDigit) = (new StringBuilder(), false, false);
            for (var last = first; ; last++)
            {
                digits.Append(read.Tokens[last].Text);
                if (digits.Length > Longest)
                    break;
                var row = new Row(first, last, digits.ToString(), brackets, checkDigit, kind, word);
                if (Stands(row))
                {
                    Ask(row);
                    AskPhone(row);
                }
                var join = read.Join(last);
                if (join == LintJoin.None)
                    break;
                brackets |= join == LintJoin.Bracket;
                checkDigit = read.Tokens[last + 1].Text.Length == 1 && read.HasHyphen(read.Tokens[last].End, read.Tokens[last + 1].Start);
            }
            if (kind == Announced.Document)
                AskForm(first, word);
        }
    }

    /// <summary>By its check digit.</summary>
    private void Ask(Row row)
    {
        var (digits, announced) = (row.Digits, row.Kind == Announced.Document);
        if (row.Brackets)
            return;
        if (LintCards.IsCard(digits))
            Add(row, "card", LintKind.Card);
        else if (digits.Length == 13 && IsValid("RUC", "EC", digits))
            Add(row, "RUC EC");
        else if (digits.Length == 11 && IsValid("RUC", "PE", digits))
            Add(row, "RUC PE");
        else if (digits.Length == 10 && IsValid("CEDULA", "EC", digits) && !IsMobileRather(row))
            Add(row, "CEDULA EC");
        else if ((row.CheckDigit && digits.Length is 10 or 11 || row.Word == "nit") && IsValid("NIT", "CO", digits))
            Add(row, "NIT CO");
        else if ((row.CheckDigit || announced) && digits.Length is 8 or 9 && IsValid("RUT", "CL", digits))
            Add(row, "RUT CL");
        if (digits.Length is 7 or 8 && Control(row.Last) is { } end && IsValid("RUT", "CL", digits + "K"))
            Add(row, "RUT CL", end: end);
    }

    /// <summary>Announced by a word, and of the form of such documents as have no check digit: as many runs as its separators hold together.</summary>
    private void AskForm(int first, string word)
    {
        if (word is "ruc" or "nit" or "rut" or "run")
            return;
        var (last, digits) = (first, read.Tokens[first].Text);
        while (read.Join(last) == LintJoin.Plain && digits.Length + read.Tokens[last + 1].Text.Length <= 10
               && (digits.Length < 8 || read.Tokens[last + 1].Text.Length == 3 || !HasBlank(last)))
            digits += read.Tokens[++last].Text;
        var row = new Row(first, last, digits, false, false, Announced.Document, word);
        if (!Stands(row))
            return;
        if (digits.Length == 8)
            Add(row, "DNI PE");
        else if (word != "dni" && digits[0] != '0' && digits.Length is >= 6 and <= 9 || (word != "dni" && digits.Length == 10 && digits[0] == '1'))
            Add(row, "CC CO");
    }

    /// <summary>The customer's own document, whatever it is and however it is written.</summary>
    private IEnumerable<LintFinding> Same(string? customers)
    {
        var wanted = DocumentRules.Compact(customers ?? "");
        if (wanted.Length < 5 || !wanted.Any(char.IsAsciiDigit))
            yield break;
        var (compact, places) = (new StringBuilder(), new List<int>());
        for (var i = 0; i < read.Text.Length; i++)
            if (char.IsLetterOrDigit(read.Text[i]) && DocumentRules.Compact(read.Text[i].ToString()) is [var c])
            {
                compact.Append(c);
                places.Add(i);
            }
        var all = compact.ToString();
        for (var at = all.IndexOf(wanted, StringComparison.Ordinal); at >= 0; at = all.IndexOf(wanted, at + 1, StringComparison.Ordinal))
        {
            var (from, to) = (places[at], places[at + wanted.Length - 1] + 1);
            var inOne = Enumerable.Range(at, wanted.Length - 1).All(i => places[i + 1] - places[i] <= 4 && IsSeparated(places[i] + 1, places[i + 1]));
            if (inOne && !Continues(from - 1, wanted[0]) && !Continues(to, wanted[^1]))
                yield return new(LintKind.Document, from, to - from, "document");
        }
    }

    private bool IsSeparated(int from, int to)
    {
        for (var i = from; i < to; i++)
            if (!(LintText.IsBlank(read.Text[i]) || LintText.IsDot(read.Text[i]) || LintText.IsHyphen(read.Text[i]) || LintText.IsInvisible(read.Text[i])))
                return false;
        return true;
    }

    /// <summary>Whether the character beside it is of its own sort, so that it is a part of something longer.</summary>
    private bool Continues(int at, char beside) => at >= 0 && at < read.Text.Length && (char.IsAsciiDigit(beside) ? char.IsDigit(read.Text[at]) : char.IsLetterOrDigit(read.Text[at]));

    private void AskPhone(Row row)
    {
        var (start, end) = (read.Tokens[row.First].Start, read.Tokens[row.Last].End);
        if (read.PassedAt(start) is not null || (end < read.Text.Length && read.Text[end] == '@'))
            return;
        var plus = start;
        while (plus > 0 && read.Text[plus - 1] is '+' or '(' or ' ' && start - plus < 3 && (read.Text[plus - 1] != ' ' || (plus > 1 && read.Text[plus - 2] == '+')))
            plus--;
        var abroad = read.Text.AsSpan(plus, start - plus).Contains('+');
        void Found(List<LintFinding> phones, string number) => phones.Add(new(LintKind.Phone, plus, end - plus, number));
        var announced = row.Kind == Announced.Phone;
        var other = !abroad && (row.Kind == Announced.Other || IsMoney(plus));
        if (LintPhones.Read(row.Digits, abroad) is { } phone && (phone.Certain || announced || (row.Digits.Length >= 9 && !other)))
            Found(phone.Certain ? _certainPhones : _phones, phone.Number);
        else if (announced && row.Digits.Length >= 7 && row.Digits.Length <= (row.First == row.Last ? 15 : 10))
            Found(_announcedPhones, row.Digits);
        else if (!other && row.Digits.Length == 9 && row.Digits[0] == '0')          // as mobiles were written before they got their tenth digit
            Found(_phones, row.Digits);
    }

    private bool IsMoney(int start)
    {
        while (start > 0 && LintText.IsBlank(read.Text[start - 1]))
            start--;
        return start > 0 && read.Text[start - 1] == '$';
    }

    /// <summary>Ten digits can be a cédula and a mobile number at once: the word before them decides, then the field they came from; else it is the document, save where only Ecuadorians abroad have such a one and all of Colombia has such numbers.</summary>
    private static bool IsMobileRather(Row row) => LintPhones.Read(row.Digits, false) is not null && row.Kind switch
    {
        Announced.Phone => true,
        Announced.Document => false,
        _ => row.Digits.StartsWith("30", StringComparison.Ordinal),
    };

    /// <summary>No letter touches it, save a word that announces it or that somebody forgot to set apart.</summary>
    private bool Stands(Row row)
    {
        var (start, end) = (read.Tokens[row.First].Start, read.Tokens[row.Last].End);
        var before = row.First > 0 && read.Tokens[row.First - 1] is { IsNumber: false } left && left.End == start ? left.Text : null;
        var after = row.Last + 1 < read.Tokens.Count && read.Tokens[row.Last + 1] is { IsNumber: false } right && right.Start == end ? right.Text : null;
        return (before is null or { Length: > 3 } || LintWords.Documents.Contains(before) || LintWords.Phones.Contains(before) || LintWords.Fillers.Contains(before))
            && after is null or { Length: > 3 } or "k";
    }

    /// <summary>Where the K ends that stands behind this run of digits as its check digit.</summary>
    private int? Control(int last)
    {
        if (last + 1 >= read.Tokens.Count || read.Tokens[last + 1] is not { IsNumber: false } word || word.Text is not ("k" or "ｋ") || word.Start - read.Tokens[last].End > 3)
            return null;
        return IsSeparated(read.Tokens[last].End, word.Start) && !(word.End < read.Text.Length && char.IsLetterOrDigit(read.Text[word.End])) ? word.End : null;
    }

    private bool HasBlank(int at)
    {
        for (var i = read.Tokens[at].End; i < read.Tokens[at + 1].Start; i++)
            if (LintText.IsBlank(read.Text[i]))
                return true;
        return false;
    }

    private void Add(Row row, string what, LintKind kind = LintKind.Document, int? end = null)
    {
        var (from, to) = (read.Tokens[row.First].Start, end ?? read.Tokens[row.Last].End);
        if (row.Kind != Announced.Document && read.PassedAt(from) is { } passed && ((passed.Start == from && passed.End == to && IsOwn(passed.Text)) || LintPhones.IsWritten(passed.Text)))
            return;
        _documents.Add(new(kind, from, to - from, what));
    }

    private bool IsOwn(string passed) => passed.All(char.IsDigit) && (own is null || own.Any(number => number?.Trim() == passed));

    private static bool IsValid(string type, string country, string number) => DocumentRules.Check(type, country, number) is null;
}
