using OpsConsole.Domain.Customers;

namespace OpsConsole.Domain.Retention;

/// <summary>Names: the customer's own, and frequent ones behind a word that announces a person or before a phone.</summary>
internal sealed class LintNames
{
    private const int Most = 4;

    private readonly LintText _read;
    private readonly LintFindings _found;
    private readonly HashSet<string> _customer;

    public LintNames(LintText read, LintFindings found, string? customer)
    {
        (_read, _found) = (read, found);
        _customer = [.. NameWords.Of(customer).Where(word => word.Length > 1)];
    }

    public IEnumerable<LintFinding> All()
    {
        for (var i = 0; i < _read.Tokens.Count; i++)
            if (IsFree(i) && (OwnName(i) ?? OtherName(i)) is { } last)
            {
                var (from, to) = (_read.Tokens[i].Start, _read.Tokens[last].End);
                yield return new(LintKind.Name, from, to - from, _read.Text[from..to]);
                i = last;
            }
    }

    /// <summary>Two words of the customer's name beside each other, in any order.</summary>
    private int? OwnName(int first)
    {
        if (!_customer.Contains(Word(first)))
            return null;
        var (words, last) = (new HashSet<string> { Word(first) }, first);
        for (var i = first; Follows(i); i++)
            if (_customer.Contains(Word(i + 1)))
            {
                words.Add(Word(i + 1));
                last = i + 1;
            }
            else if (!LintWords.Particles.Contains(Word(i + 1)) && Word(i + 1).Length > 1)
                break;
        return words.Count > 1 ? last : null;
    }

    private int? OtherName(int first)
    {
        if (LintWords.Particles.Contains(Word(first)) || IsOrdinary(first))
            return null;
        var announced = Announcing(first);
        var (given, weak, surnames, unknown, capitals, last, count) = (0, 0, 0, 0, true, first - 1, 0);
        var lastKnown = first - 1;
        for (var i = first; count < Most; i++)
        {
            var word = Word(i);
            if (i > first && LintWords.Particles.Contains(word))
            {
                if (!Follows(i))
                    break;
                continue;
            }
            if (IsOrdinary(i))
                break;
            if (LintWords.Given.Contains(word) || (announced is not null && _customer.Contains(word)))
                given++;
            else if (surnames == 0 && given + weak == 0 && LintWords.Weak.Contains(word))
                weak++;
            else if (LintWords.Surnames.Contains(word))
                surnames++;
            else if (LintWords.Weak.Contains(word))
                weak++;
            else if (_read.Tokens[i].Capital && word.Length > 1)
                unknown++;
            else
                break;
            if (LintWords.IsName(word) || _customer.Contains(word))
                lastKnown = i;
            capitals &= _read.Tokens[i].Capital;
            last = i;
            count++;
            if (!Follows(i))
                break;
        }
        // Words that are in no list belong to the name only where it ends there: before a number, a comma, the end.
        var ends = last >= first && !Follows(last) && unknown <= 2;
        if (!ends)
            (last, unknown) = (lastKnown, lastKnown < last ? 0 : unknown);
        if (last < first)
            return null;
        var people = given + weak;
        if ((people > 0 && surnames > 0) || people > 1 && given > 0 && announced is not null)
            return announced is not null || (capitals && !IsPlace(first)) ? last : null;
        if (!capitals || (!ends && unknown > 0))
            return null;
        if (announced is null)
            return given > 0 && unknown > 0 && ends && IsBeforePhone(last) && !IsPlace(first) ? last : null;
        if (unknown > 1 && ends && IsBeforePhone(last))
            return last;
        if (given > 0 || (weak > 0 && unknown > 0) || (surnames > 0 && (unknown > 0 || surnames > 1 || LintWords.Titles.Contains(announced) || IsBeforePhone(last))))
            return last;
        return weak > 0 && (LintWords.Titles.Contains(announced) || IsBeforePhone(last)) ? last : null;
    }

    private string Word(int at) => _read.Tokens[at].Text;

    private bool IsFree(int at) => _read.Tokens[at] is { IsNumber: false } token && _read.PassedAt(token.Start) is null && _found.At(token.Start) is null;

    /// <summary>Whether the next token is a word of the same phrase.</summary>
    private bool Follows(int at) => at + 1 < _read.Tokens.Count && IsFree(at + 1) && IsNear(at);

    private bool IsNear(int at)
    {
        var (from, to) = (_read.Tokens[at].End, _read.Tokens[at + 1].Start);
        for (var i = from; i < to; i++)
            if (!LintText.IsBlank(_read.Text[i]) && !(_read.Text[i] == '.' && Word(at).Length == 1) && !(_read.Text[i] == ',' && _customer.Contains(Word(at)) && _customer.Contains(Word(at + 1))) && _read.Text[i] is not ('\'' or '’'))
                return false;
        return to > from;
    }

    private bool IsOrdinary(int at) => LintWords.NoNames.Any(words => words.Contains(Word(at)));

    /// <summary>The word before it that announces a person.</summary>
    private string? Announcing(int first)
    {
        for (var i = first - 1; i >= 0 && first - i <= Most; i--)
        {
            if (_read.Tokens[i].IsNumber || _read.Breaks(i, _read.Tokens[i + 1].Start))
                return null;
            if (LintWords.Persons.Contains(Word(i)))
                return Word(i);
            if (!LintWords.Fillers.Contains(Word(i)))
                return null;
        }
        return null;
    }

    /// <summary>What is called after somebody is no name: AV. JUAN LEÓN MERA Y SIMÓN BOLÍVAR.</summary>
    private bool IsPlace(int first)
    {
        for (var i = first - 1; i >= 0 && first - i <= 2 * Most && !_read.Tokens[i].IsNumber; i--)
            if (LintWords.Places.Contains(Word(i)))
                return true;
            else if (!LintWords.Particles.Contains(Word(i)) && !LintWords.IsName(Word(i)) && Word(i) is not ("y" or "e"))
                return false;
        return false;
    }

    private bool IsBeforePhone(int last) => last + 1 < _read.Tokens.Count && (_found.At(_read.Tokens[last + 1].Start) is { Kind: LintKind.Phone } || _read.PassedAt(_read.Tokens[last + 1].Start) is not null) && _read.Tokens[last + 1].Start - _read.Tokens[last].End <= 4;
}
