using System.Text;
using OpsConsole.Domain.Kernel;

namespace OpsConsole.Domain.Customers;

/// <summary>Names as matching reads them: folded words without particles, and how they sound (docs/rules.md, "Matching").</summary>
internal static class NameWords
{
    private const int LongestWord = 40;

    private static readonly HashSet<string> Particles = ["de", "del", "la", "las", "los", "el", "y", "e", "da", "do", "dos", "das", "di", "van", "von"];

    public static List<string> Of(params IEnumerable<string?> names)
    {
        var words = new List<string>();
        foreach (var name in names)
            foreach (var word in Split(name))
                if (!Particles.Contains(word))
                    words.Add(word);
        return words;
    }

    /// <summary>How a word sounds in Spanish, roughly: what people mix up when they write what they hear.</summary>
    public static string Sound(string word)
    {
        var sound = new StringBuilder(word.Length);
        for (var i = 0; i < word.Length; i++)
        {
            var (c, next) = (word[i], i + 1 < word.Length ? word[i + 1] : ' ');
            var soft = next is 'e' or 'i';
            var heard = (c, next) switch
            {
                ('h', _) => ' ',
                ('c', 'h') => 'x',
                ('c', _) => soft ? 's' : 'k',
                ('z' or 'x', _) => 's',
                ('q', _) => 'k',
                ('u', 'e' or 'i') when i > 0 && word[i - 1] is 'q' or 'g' => ' ',
                ('g', 'e' or 'i') => 'j',
                ('v' or 'w', _) => 'b',
                ('p', 'h') => 'f',
                ('l', 'l') => 'i',
                ('y', _) => 'i',
                _ => c,
            };
            if (heard != ' ' && (sound.Length == 0 || sound[^1] != heard))
                sound.Append(heard);
            if ((c, next) is ('l', 'l'))
                i++;
        }
        return sound.Length == 0 ? word : sound.ToString();
    }

    /// <summary>The least number of letters to add, drop, change or swap with their neighbour, as far as it matters: 3 means three or more.</summary>
    public static int Distance(string a, string b)
    {
        if (Math.Abs(a.Length - b.Length) > 2)
            return 3;
        var (before, last, now) = (new int[b.Length + 1], new int[b.Length + 1], new int[b.Length + 1]);
        for (var j = 0; j <= b.Length; j++)
            last[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            now[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                now[j] = Math.Min(Math.Min(now[j - 1], last[j]) + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    now[j] = Math.Min(now[j], before[j - 2] + 1);
            }
            (before, last, now) = (last, now, before);
        }
        return Math.Min(last[b.Length], 3);
    }

    private static IEnumerable<string> Split(string? name)
    {
        var word = new StringBuilder();
        foreach (var c in TextFold.Fold(name ?? "") + " ")
            if (char.IsLetterOrDigit(c))
                word.Append(c);
            else if (c is not ('\'' or '’') && word.Length > 0)
            {
                yield return word.Length > LongestWord ? word.ToString(0, LongestWord) : word.ToString();
                word.Clear();
            }
    }
}
