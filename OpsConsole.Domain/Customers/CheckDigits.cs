namespace OpsConsole.Domain.Customers;

/// <summary>The published check digit rules of the documents; each takes digits only, its length already checked.</summary>
internal static class CheckDigits
{
    private static readonly int[] RucWeights = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2];
    private static readonly int[] NitWeights = [3, 7, 13, 17, 19, 23, 29, 37, 41, 43, 47, 53, 59, 67, 71];
    private static readonly int[] PublicWeights = [3, 2, 7, 6, 5, 4, 3, 2, 1];
    private static readonly int[] CompanyWeights = [4, 3, 2, 7, 6, 5, 4, 3, 2, 1];

    public static bool Ruc(string digits) => (11 - Sum(digits, RucWeights) % 11) % 10 == Digit(digits[10]);

    /// <summary>The last digit checks those before it, weighed from the right.</summary>
    public static bool Nit(string digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length - 1; i++)
            sum += Digit(digits[digits.Length - 2 - i]) * NitWeights[i];
        var rest = sum % 11;
        return (rest < 2 ? rest : 11 - rest) == Digit(digits[^1]);
    }

    /// <summary>The last character, a digit or K, checks those before it.</summary>
    public static bool Rut(string text)
    {
        var (sum, weight) = (0, 2);
        for (var i = text.Length - 2; i >= 0; i--)
        {
            sum += Digit(text[i]) * weight;
            weight = weight == 7 ? 2 : weight + 1;
        }
        return text[^1] == "0K987654321"[sum % 11];
    }

    public static bool Cedula(string digits)
    {
        var sum = 0;
        for (var i = 0; i < 9; i++)
        {
            var one = Digit(digits[i]) * (i % 2 == 0 ? 2 : 1);
            sum += one > 9 ? one - 9 : one;
        }
        return (10 - sum % 10) % 10 == Digit(digits[9]);
    }

    /// <summary>Of the state (third digit 6) or of a company (9); people have their cédula.</summary>
    public static bool EcuadorianPublic(string digits) => Sum(digits, PublicWeights) % 11 == 0;

    public static bool EcuadorianCompany(string digits) => Sum(digits, CompanyWeights) % 11 == 0;

    /// <summary>Of payment cards: every second digit from the right doubled.</summary>
    public static bool Luhn(string digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var one = Digit(digits[digits.Length - 1 - i]) * (i % 2 == 0 ? 1 : 2);
            sum += one > 9 ? one - 9 : one;
        }
        return sum % 10 == 0;
    }

    private static int Sum(string digits, int[] weights) => weights.Select((weight, i) => weight * Digit(digits[i])).Sum();

    private static int Digit(char c) => c - '0';
}
