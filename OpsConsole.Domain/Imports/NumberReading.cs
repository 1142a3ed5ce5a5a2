using System.Globalization;
using System.Text.RegularExpressions;

namespace OpsConsole.Domain.Imports;

/// <summary>Reads the numbers of a file: digits, a sign, one decimal mark. A text with thousands marks stays text, since 1,234 is two numbers (docs/rules.md, "Numbers in files").</summary>
public static partial class NumberReading
{
    public static double? Read(string text)
    {
        text = text.Trim();
        return Plain().IsMatch(text) && double.TryParse(text.Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && double.IsFinite(number) ? number : null;
    }

    /// <summary>A number that may stand as number in storage: its digits come back as they were, so no leading zero and no more than 15 digits.</summary>
    public static bool IsQuantity(string text)
    {
        text = text.Trim();
        return Quantity().IsMatch(text) && text.Count(char.IsDigit) <= 15;
    }

    [GeneratedRegex(@"^[+-]?\d+(?:[.,]\d+)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Plain();

    [GeneratedRegex(@"^-?(?:0|[1-9]\d*)(?:[.,]\d+)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Quantity();
}
