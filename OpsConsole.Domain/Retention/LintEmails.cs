using OpsConsole.Domain.Customers;

namespace OpsConsole.Domain.Retention;

/// <summary>E-mail addresses: what stands around an @, judged by the rules of contact points.</summary>
internal static class LintEmails
{
    private const int LongestName = 64, LongestHost = 190;

    public static IEnumerable<LintFinding> In(LintText read)
    {
        var text = read.Text;
        for (var at = text.IndexOf('@'); at >= 0; at = text.IndexOf('@', at + 1))
        {
            var (from, to) = (at, at + 1);
            while (from > 0 && at - from < LongestName && IsOfName(text[from - 1]))
                from--;
            while (to < text.Length && to - at < LongestHost && (char.IsLetterOrDigit(text[to]) || text[to] is '.' or '-'))
                to++;
            while (to > at && text[to - 1] is '.' or '-')
                to--;
            while (from < at && text[from] is '.' or '-' or '/')
                from++;
            if (ContactPointRules.IsEmail(text[from..to]) && (read.PassedAt(from) is not { } passed || passed.End < to))
                yield return new(LintKind.Email, from, to - from, text[from..to]);
        }
    }

    private static bool IsOfName(char c) => !char.IsWhiteSpace(c) && !char.IsControl(c) && !"@<>(),;:\"'[]{}|".Contains(c, StringComparison.Ordinal);
}
