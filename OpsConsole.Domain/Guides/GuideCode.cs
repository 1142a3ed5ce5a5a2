using System.Globalization;
using System.Text;
using OpsConsole.Domain.Kernel;

namespace OpsConsole.Domain.Guides;

/// <summary>Makes codes of labels: people name things, programs call them by a code that stays (docs/rules.md, "Guides").</summary>
public static class GuideCode
{
    private const int Longest = 40;

    /// <summary>Letters and digits of the label, blanks as underscores, another than those taken; it is taken then.</summary>
    public static string Of(string label, ISet<string> taken)
    {
        var made = new StringBuilder();
        foreach (var c in TextFold.Fold(label))
            if (c is (>= 'a' and <= 'z') or (>= '0' and <= '9'))
                made.Append(c);
            else if (made.Length > 0 && made[^1] != '_')
                made.Append('_');
        var stem = made.ToString()[..Math.Min(made.Length, Longest)].Trim('_');
        if (stem.Length == 0)
            stem = "opcion";
        var code = stem;
        for (var n = 2; !taken.Add(code); n++)
            code = string.Create(CultureInfo.InvariantCulture, $"{stem}_{n}");
        return code;
    }
}
