using System.Globalization;
using OpsConsole.Domain.Customers;

namespace OpsConsole.Domain.Retention;

/// <summary>Payment cards: a check digit, and a beginning and length that an issuer has, so that a long service number is none.</summary>
internal static class LintCards
{
    public static bool IsCard(string digits) => digits.Length is >= 13 and <= 19 && IsIssued(digits) && CheckDigits.Luhn(digits);

    private static bool IsIssued(string digits)
    {
        int First(int length) => int.Parse(digits.AsSpan(0, length), CultureInfo.InvariantCulture);
        return (First(1), First(2), First(3), First(4)) switch
        {
            (4, _, _, _) => digits.Length is 13 or 16 or 19,
            (_, >= 51 and <= 55, _, _) or (_, _, _, >= 2221 and <= 2720) => digits.Length == 16,
            (_, 34 or 37, _, _) => digits.Length == 15,
            (_, 36, _, _) => digits.Length is >= 14 and <= 19,
            (_, 38 or 39, _, _) or (_, _, (>= 300 and <= 305) or 309, _) => digits.Length is 14 or 16,
            (_, 62 or 65, _, _) or (_, _, >= 644 and <= 649, _) or (_, _, _, 6011 or (>= 3528 and <= 3589)) => digits.Length >= 16,
            (_, _, _, 5018 or 5020 or 5038 or 5893 or 6304 or 6759 or 6761 or 6762 or 6763) => true,
            _ => false,
        };
    }
}
