using System.Globalization;
using System.Text;
using OpsConsole.Tests.Support;

namespace OpsConsole.Tests.Domain.Customers;

/// <summary>
/// The question that matching has to answer, written before the matcher (specification, "Issue 3, line 3: matching"): 5,000 customers whose names are drawn from the
/// frequencies of the INE; 1,000 true pairs, each spoilt in one or two ways; 1,000 decoys who share surname and first name with a customer, or a family's phone.
/// One seed gives one sample. Nothing here knows how matching works.
/// </summary>
public sealed class MatchingSample
{
    public const int Customers = 5_000, Pairs = 1_000, Decoys = 1_000;

    private readonly Random _random;
    private readonly Frequencies _surnames, _men, _women;

    private MatchingSample(int seed)
    {
        _random = new(seed);
        (_surnames, _men, _women) = (Frequencies.Read("ine_apellidos_top.csv"), Frequencies.Read("ine_hombres_top.csv"), Frequencies.Read("ine_mujeres_top.csv"));
        Stored = [.. Enumerable.Range(0, Customers).Select(_ => Person())];
        var meant = Enumerable.Range(0, Customers).OrderBy(_ => _random.Next()).Take(Pairs);
        Asked = [.. meant.Select(TruePair), .. Enumerable.Range(0, Decoys).Select(Decoy)];
    }

    public IReadOnlyList<InventedPerson> Stored { get; }

    /// <summary>The true pairs, then the decoys.</summary>
    public IReadOnlyList<AskedPerson> Asked { get; }

    public static MatchingSample Of(int seed) => new(seed);

    private InventedPerson Person(string? surname = null, string? secondSurname = null)
    {
        var names = _random.Next(2) == 0 ? _men : _women;
        var (first, second) = (names.Draw(_random), _random.NextDouble() < 0.6 ? names.Draw(_random) : null);
        surname ??= Written(_surnames.Draw(_random));
        secondSurname ??= _random.NextDouble() < 0.97 ? Written(_surnames.Draw(_random)) : null;
        var document = _random.Next(10_000_000, 80_000_000).ToString(CultureInfo.InvariantCulture);
        var phone = "9" + _random.Next(10_000_000, 100_000_000).ToString(CultureInfo.InvariantCulture);
        var email = _random.NextDouble() < 0.7 ? $"{Plain(first).Split(' ')[0]}.{Plain(surname).Replace(" ", "")}{_random.Next(1, 1000)}@correo.example" : null;
        return new(Written(first), second is null ? null : Written(second), surname, secondSurname, document, phone, email);
    }

    /// <summary>Spoilt in one or two different ways; names are always given, and at least one of document, phone and e-mail.</summary>
    private AskedPerson TruePair(int meant)
    {
        var typed = Stored[meant];
        var ways = Spoilers.OrderBy(_ => _random.Next()).Take(_random.Next(1, 3)).ToList();
        foreach (var (_, spoil) in ways)
            typed = spoil(this, typed);
        return new(Given(typed), meant, string.Join(" + ", ways.Select(way => way.Name)));
    }

    /// <summary>A stranger: the namesake of a customer, or somebody of a customer's family who gives the same phone.</summary>
    private AskedPerson Decoy(int number)
    {
        var like = Stored[_random.Next(Customers)];
        if (number % 2 == 0)
        {
            var stranger = Person(like.FirstSurname);
            return new(Given(stranger with { FirstName = like.FirstName }), null, "same surname and first name");
        }
        var relative = Person(like.FirstSurname, _random.Next(2) == 0 ? like.SecondSurname : null);
        for (; Plain(relative.FirstName) == Plain(like.FirstName); relative = Person(like.FirstSurname, relative.SecondSurname))
        {
        }
        return new(Given(relative with { Phone = like.Phone }), null, "same phone (family)");
    }

    /// <summary>People do not tell everything: the document in seventeen of twenty, the phone likewise, the e-mail in half.</summary>
    private InventedPerson Given(InventedPerson whole)
    {
        for (; ; )
        {
            var told = whole with
            {
                Document = _random.NextDouble() < 0.85 ? whole.Document : null,
                Phone = _random.NextDouble() < 0.85 ? whole.Phone : null,
                Email = _random.NextDouble() < 0.5 ? whole.Email : null,
            };
            if (told.Document is not null || told.Phone is not null || told.Email is not null)
                return told;
        }
    }

    private static readonly (string Name, Func<MatchingSample, InventedPerson, InventedPerson> Spoil)[] Spoilers =
    [
        ("surnames swapped", (_, p) => p.SecondSurname is null ? p : p with { FirstSurname = p.SecondSurname, SecondSurname = p.FirstSurname }),
        ("names swapped", (_, p) => p.SecondName is null ? p : p with { FirstName = p.SecondName, SecondName = p.FirstName }),
        ("second surname missing", (_, p) => p with { SecondSurname = null }),
        ("second name missing", (_, p) => p with { SecondName = null }),
        ("accents lost", (_, p) => p with { FirstName = Bare(p.FirstName), SecondName = Bare(p.SecondName), FirstSurname = Bare(p.FirstSurname), SecondSurname = Bare(p.SecondSurname) }),
        ("one edit", (sample, p) => sample.OneEdit(p)),
        ("two digits swapped", (sample, p) => p with { Document = sample.SwapTwo(p.Document) }),
        ("phone in another notation", (sample, p) => p with { Phone = sample.Notation(p.Phone) }),
    ];

    /// <summary>A letter more, less or other in one of the names, or a digit in the document, or a character of the e-mail.</summary>
    private InventedPerson OneEdit(InventedPerson p) => _random.Next(6) switch
    {
        0 => p with { FirstName = Edit(p.FirstName, 'a', 'z') },
        1 => p with { FirstSurname = Edit(p.FirstSurname, 'a', 'z') },
        2 => p with { SecondSurname = Edit(p.SecondSurname, 'a', 'z') },
        3 => p with { SecondName = Edit(p.SecondName, 'a', 'z') },
        4 => p with { Document = Edit(p.Document, '0', '9') },
        _ => p with { Email = Edit(p.Email, 'a', 'z') },
    };

    [return: System.Diagnostics.CodeAnalysis.NotNullIfNotNull(nameof(text))]
    private string? Edit(string? text, char from, char to)
    {
        if (string.IsNullOrEmpty(text))
            return text;
        var (at, letter) = (_random.Next(text.Length), (char)_random.Next(from, to + 1));
        return _random.Next(3) switch { 0 => text.Insert(at, letter.ToString()), 1 => text.Remove(at, 1), _ => text.Remove(at, 1).Insert(at, letter.ToString()) };
    }

    private string? SwapTwo(string? digits)
    {
        if (digits is null || digits.Distinct().Count() == 1)
            return digits;
        for (; ; )
        {
            var at = _random.Next(digits.Length - 1);
            if (digits[at] != digits[at + 1])
                return digits[..at] + digits[at + 1] + digits[at] + digits[(at + 2)..];
        }
    }

    private string? Notation(string? nine) => nine is null ? null : _random.Next(6) switch
    {
        0 => $"+51 {nine[..3]} {nine[3..6]} {nine[6..]}",
        1 => $"0051{nine}",
        2 => $"{nine[..3]}-{nine[3..6]}-{nine[6..]}",
        3 => $"(+51) {nine[..3]} {nine[3..]}",
        4 => $"cel. {nine[..4]} {nine[4..]}",
        _ => $"+51{nine}",
    };

    /// <summary>The lists of the INE have no accents; documents have: the usual ones are put on.</summary>
    private static string Written(string listed) => string.Join(' ', listed.Split(' ').Select(word => word switch
    {
        _ when word.EndsWith("EZ") && word.Length > 4 => Accent(word, word.LastIndexOfAny(Vowels, word.Length - (word.EndsWith("UEZ") ? 4 : 3))),
        _ when word.EndsWith("IA") => Accent(word, word.Length - 2),
        _ when word.EndsWith("ON") || word.EndsWith("AN") || word.EndsWith("IN") => Accent(word, word.Length - 2),
        _ => word,
    }).Select(word => word.Length > 3 ? word[..1] + word[1..].ToLower(CultureInfo.InvariantCulture) : word));

    private static readonly char[] Vowels = ['A', 'E', 'I', 'O', 'U'];

    private static string Accent(string word, int at) => at <= 0 ? word : $"{word[..at]}{"ÁÉÍÓÚ"["AEIOU".IndexOf(word[at])]}{word[(at + 1)..]}";

    [return: System.Diagnostics.CodeAnalysis.NotNullIfNotNull(nameof(text))]
    private static string? Bare(string? text) => text is null ? null
        : string.Concat(text.Normalize(NormalizationForm.FormD).Where(c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark));

    private static string Plain(string text) => Bare(text).ToLowerInvariant();

    /// <summary>Draws as often as the list says.</summary>
    private sealed class Frequencies
    {
        private readonly string[] _names;
        private readonly long[] _upTo;

        private Frequencies(List<(string Name, long Count)> rows)
        {
            _names = [.. rows.Select(row => row.Name)];
            var sum = 0L;
            _upTo = [.. rows.Select(row => sum += row.Count)];
        }

        public static Frequencies Read(string file) => new([.. File.ReadLines(RealData.File("contacts", file)).Skip(1).Select(line => line.Split(',')).Select(cells => (cells[0], long.Parse(cells[1], CultureInfo.InvariantCulture)))]);

        public string Draw(Random random)
        {
            var at = Array.BinarySearch(_upTo, random.NextInt64(_upTo[^1]) + 1);
            return _names[at < 0 ? ~at : at];
        }
    }
}
