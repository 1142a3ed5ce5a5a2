using System.Text.RegularExpressions;
using OpsConsole.Domain.Cases;

namespace OpsConsole.Domain.Protocols;

/// <summary>What a row tells the agent, with marks in braces for values of the case (docs/rules.md, "Protocols").</summary>
public static partial class ProtocolText
{
    /// <summary>A mark without a value, or that nobody knows, becomes "—"; what is put in is not read for marks.</summary>
    public static string Fill(string text, IReadOnlyDictionary<string, string?> values) =>
        Mark().Replace(text, mark => values.GetValueOrDefault(mark.Groups[1].Value) is { Length: > 0 } value ? value : Placeholders.Nothing);

    public static IEnumerable<string> MarksIn(string text) => Mark().Matches(text).Select(mark => mark.Groups[1].Value);

    [GeneratedRegex(@"\{([^{}\s]*)\}")]
    private static partial Regex Mark();
}
