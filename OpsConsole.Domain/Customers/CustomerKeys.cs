namespace OpsConsole.Domain.Customers;

/// <summary>
/// The keys that customers are looked up by. Each kind forgives something: the digits in any order, one half of the document, the end of a phone number, two names without
/// the others, a name of which only the beginning or the end is right (docs/rules.md, "Matching").
/// </summary>
public static class CustomerKeys
{
    private const int MostWords = 6, MostNames = 3, Half = 4, Part = 3, PhoneEnd = 7;

    /// <summary>A key, and how much it says that somebody has it too.</summary>
    public readonly record struct Weighed(long Key, int Weight);

    /// <summary>Under which keys a customer is kept.</summary>
    public static HashSet<long> Of(MatchCandidate customer)
    {
        var keys = Plain(customer.DocumentKey, customer.Phones, customer.Emails);
        var names = Sounds(customer.FirstName, customer.SecondName).Take(MostNames).ToList();
        var surnames = Sounds(customer.FirstSurname, customer.SecondSurname).Take(MostNames).ToList();
        if (names.Count == 0 || surnames.Count == 0)        // a firm, or a name that nobody took apart
            keys.AddRange(Any([.. names, .. surnames]));
        else
        {
            foreach (var surname in surnames)
                foreach (var name in names)
                    keys.Add(Pair(surname, name));
            foreach (var surname in surnames.Take(2))
                keys.AddRange(Parts(surname, names[0]));
            keys.AddRange(Parts(names[0], surnames[0]));
            if (surnames.Count > 1)
            {
                keys.Add(Pair(surnames[0], surnames[1]));
                keys.Add(Triple(surnames[0], surnames[1], names[0]));
            }
        }
        return [.. keys.Select(k => k.Key)];
    }

    /// <summary>Under which keys somebody like this would be kept, whatever order the names were typed in.</summary>
    public static IReadOnlyList<Weighed> Of(MatchRequest asked)
    {
        var keys = Plain(asked.Document is null ? null : DocumentRules.Compact(asked.Document), asked.Phones, asked.Emails);
        keys.AddRange(Any(Sounds([.. asked.Names])));
        return [.. keys.GroupBy(k => k.Key).Select(g => g.MaxBy(k => k.Weight))];
    }

    private static List<Weighed> Plain(string? document, IEnumerable<string> phones, IEnumerable<string> emails)
    {
        var keys = new List<Weighed>();
        if (!string.IsNullOrEmpty(document))
        {
            keys.Add(new(Hash('D', document), 10));
            keys.Add(new(Hash('T', string.Concat(document.Order())), 5));
            if (document.Length > Half)
            {
                keys.Add(new(Hash('B', document[..Half]), 2));
                keys.Add(new(Hash('F', document[^Half..]), 2));
            }
        }
        foreach (var digits in phones.Select(PhoneReader.Tail).Where(d => d.Length >= PhoneEnd))
            keys.Add(new(Hash('P', digits[^PhoneEnd..]), 6));
        foreach (var email in emails.Select(e => e.Trim().ToLowerInvariant()).Where(e => e.Length > 0))
        {
            keys.Add(new(Hash('E', email), 8));
            keys.Add(new(Hash('L', email.Split('@')[0]), 4));
        }
        return keys;
    }

    private static List<Weighed> Any(List<string> words)
    {
        var keys = new List<Weighed>();
        var some = words.Take(MostWords).ToList();
        if (some.Count == 1)
            keys.Add(new(Hash('1', some[0]), 2));
        for (var i = 0; i < some.Count; i++)
            for (var j = i + 1; j < some.Count; j++)
            {
                keys.Add(Pair(some[i], some[j]));
                keys.AddRange(Parts(some[i], some[j]));
                keys.AddRange(Parts(some[j], some[i]));
                for (var k = j + 1; k < some.Count; k++)
                    keys.Add(Triple(some[i], some[j], some[k]));
            }
        return keys;
    }

    private static List<string> Sounds(params IEnumerable<string?> names) => [.. NameWords.Of(names).Select(NameWords.Sound).Distinct()];

    private static Weighed Pair(string a, string b) => new(Hash('2', Sorted(a, b)), 2);

    private static Weighed Triple(string a, string b, string c) => new(Hash('3', Sorted(a, b, c)), 5);

    /// <summary>One letter wrong in a word leaves its beginning or its end as it was.</summary>
    private static IEnumerable<Weighed> Parts(string broken, string whole) => broken.Length <= Part ? [] :
        [new(Hash('<', $"{broken[..Part]} {whole}"), 1), new(Hash('>', $"{broken[^Part..]} {whole}"), 1)];

    private static string Sorted(params string[] words) => string.Join(' ', words.Order(StringComparer.Ordinal));

    /// <summary>FNV-1a, mixed once more: the same in every version of the console, since it is stored.</summary>
    private static long Hash(char kind, string text)
    {
        var hash = (0xcbf29ce484222325UL ^ kind) * 0x100000001b3UL;
        foreach (var c in text)
            hash = (hash ^ c) * 0x100000001b3UL;
        hash = (hash ^ (hash >> 32)) * 0xd6e8feb86659fd93UL;
        return (long)(hash ^ (hash >> 32));
    }
}
