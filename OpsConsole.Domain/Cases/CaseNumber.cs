using System.Globalization;

namespace OpsConsole.Domain.Cases;

/// <summary>The human number of a case: a decimal string, the first is 100001; another way to write its id, no secret (docs/adr/0005).</summary>
public static class CaseNumber
{
    public const long Offset = 100_000;

    public static string Of(long id) => (id + Offset).ToString(CultureInfo.InvariantCulture);

    /// <summary>The id behind a number; 0, which no case has, for anything that is none.</summary>
    public static long IdOf(string? number) =>
        long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value > Offset && Of(value - Offset) == number ? value - Offset : 0;
}
