using System.Globalization;
using System.Text.RegularExpressions;

namespace OpsConsole.Domain.Customers;

/// <summary>A number read by a numbering plan: E.164, or the code of what is wrong with it.</summary>
public sealed record PhoneReading(string? E164, string? Country, string? Extension, string? Fault);

/// <summary>Reads numbers in whatever notation people use (docs/rules.md, "Contact points").</summary>
public static partial class PhoneReader
{
    /// <param name="country">Whose plan holds for a number without a country code.</param>
    /// <param name="areaCode">Of a landline that comes without one.</param>
    public static PhoneReading Read(string text, ContactPointType type, string country, string? areaCode = null)
    {
        var (rest, extension) = Strip(text);
        PhoneReading Bad(string fault) => new(null, null, extension, fault);
        if (!Written().IsMatch(rest))
            return Bad("phone.invalid");
        var digits = Digits(rest);
        var home = NumberingPlan.Of(country);
        var outside = rest.TrimStart('(', ' ').StartsWith('+') ? digits
            : home?.DialOut.FirstOrDefault(prefix => digits.StartsWith(prefix, StringComparison.Ordinal)) is { } prefix ? digits[prefix.Length..] : null;
        if (outside is not null)
        {
            if (NumberingPlan.All.FirstOrDefault(plan => outside.StartsWith(plan.CallingCode, StringComparison.Ordinal)) is { } abroad)
                return Judge(abroad, outside[abroad.CallingCode.Length..]);
            // A country without a plan here: what E.164 itself demands is all that can be asked, and only of a number that says so by its plus.
            return rest.Contains('+') && outside is [not '0', ..] && outside.Length is >= 8 and <= 15 ? new("+" + outside, null, extension, null) : Bad("phone.invalid");
        }
        if (home is null)
            return Bad("phone.country");
        if (areaCode is { Length: > 0 })
            if (home.AreaOf(areaCode) is not { } area)
                return Bad("phone.area_code");
            else if (area.FitsLocal(digits))
                digits = area.National + digits;
        if (!home.IsNumber(Bare(home, digits)) && digits.StartsWith(home.CallingCode, StringComparison.Ordinal) && home.IsNumber(digits[home.CallingCode.Length..]))
            digits = digits[home.CallingCode.Length..];
        return Judge(home, digits);

        PhoneReading Judge(NumberingPlan plan, string given)
        {
            var national = Bare(plan, given);
            var fits = type == ContactPointType.Landline ? plan.IsLandline(national) : plan.IsMobile(national);
            if (fits)
                return new($"+{plan.CallingCode}{national}", plan.Country, extension, null);
            return Bad(type == ContactPointType.Landline && plan.IsLocal(given) ? "phone.area_code"
                : plan.IsNumber(national) ? type == ContactPointType.Landline ? "phone.not_landline" : "phone.not_mobile"
                : "phone.invalid");
        }
    }

    /// <summary>Every decimal digit of whatever script, as 0 to 9.</summary>
    public static string Digits(string text) => string.Concat(text.Where(char.IsDigit).Select(c => (char)('0' + CharUnicodeInfo.GetDecimalDigitValue(c))));

    /// <summary>The digits that two notations of one number share at their end; the extension is no part of them.</summary>
    public static string Tail(string text) => Digits(Strip(text).Bare);

    private static string Bare(NumberingPlan plan, string digits) =>
        plan.Trunk.Length > 0 && digits.StartsWith(plan.Trunk, StringComparison.Ordinal) ? digits[plan.Trunk.Length..] : digits;

    /// <summary>Without what spreadsheets and people put before a number, and without its extension.</summary>
    private static (string Bare, string? Extension) Strip(string text)
    {
        var rest = Label().Replace(text.Trim().TrimStart('=', '\''), "");
        var match = Extension().Match(rest);
        return match.Success ? (rest[..match.Index].TrimEnd(), Digits(match.Groups[1].Value)) : (rest, null);
    }

    [GeneratedRegex(@"^\p{L}+(?:[.:]\s*|\s+)", RegexOptions.CultureInvariant)]
    private static partial Regex Label();

    [GeneratedRegex(@"[\s,;]*(?:anexo|extensi[oó]n|ext|interno|int|x|#)\.?\s*(\d{1,6})$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Extension();

    [GeneratedRegex(@"^\(?\+?[\d\s().-]*\d[\d\s().-]*$", RegexOptions.CultureInvariant)]
    private static partial Regex Written();
}
