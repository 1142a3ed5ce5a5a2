using System.Globalization;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Kernel;

namespace OpsConsole.Domain.Customers;

/// <summary>Which documents there are and what makes one valid (docs/rules.md, "Documents").</summary>
public static class DocumentRules
{
    public const int NumberMax = 40;

    private static readonly Dictionary<string, string[]> Types = Json.Read<Dictionary<string, string[]>>(Embedded.Text("documents.json"));

    public static IReadOnlyList<string> Countries { get; } = [.. Types.Keys.Where(country => country != "any")];

    /// <summary>The types to choose from: those of the country, then those that every country has.</summary>
    public static IReadOnlyList<string> TypesOf(string? country) => [.. Types.GetValueOrDefault(country ?? "", []), .. Types["any"]];

    /// <summary>The country whose rules hold: the one given, or the only one that has such documents; "" where it does not matter; null: it has to be said, or has no such document.</summary>
    public static string? CountryOf(string type, string? country)
    {
        if (Types["any"].Contains(type))
            return string.IsNullOrWhiteSpace(country) ? "" : country is [>= 'A' and <= 'Z', >= 'A' and <= 'Z'] ? country : null;
        var having = Countries.Where(c => Types[c].Contains(type)).ToList();
        return string.IsNullOrWhiteSpace(country) ? having.Count == 1 ? having[0] : null : having.Contains(country) ? country : null;
    }

    /// <summary>What two spellings of one document have in common: capitals and digits, no separators.</summary>
    public static string Compact(string number, string? type = null)
    {
        var compact = string.Concat(TextFold.Fold(number).Where(char.IsLetterOrDigit).Select(c => char.IsDigit(c) ? (char)('0' + CharUnicodeInfo.GetDecimalDigitValue(c)) : char.ToUpperInvariant(c)));
        return type == "RUT" && compact.StartsWith("CL", StringComparison.Ordinal) ? compact[2..] : compact;
    }

    /// <summary>document.format or document.check_digit, or null: valid.</summary>
    public static Refusal? Check(string type, string country, string number)
    {
        var compact = Compact(number, type);
        var digits = compact.All(char.IsAsciiDigit);
        Refusal? Form(bool fits) => fits ? null : new("document.format", "document.number");
        Refusal? Checked(bool fits, Func<bool> check) => !fits ? Form(false) : check() ? null : new("document.check_digit", "document.number");
        return (type, country) switch
        {
            ("DNI", _) => Form(digits && compact.Length == 8),
            ("CE", "CO") => Form(compact.Length is >= 6 and <= 9),
            ("CE", _) => Form(compact.Length == 9),
            ("CC", _) => Form(digits && compact.Length is >= 6 and <= 10),
            ("RUC", "PE") => Checked(digits && compact.Length == 11 && compact[..2] is "10" or "15" or "16" or "17" or "20", () => CheckDigits.Ruc(compact)),
            ("NIT", _) => Checked(digits && compact.Length is >= 8 and <= 16, () => CheckDigits.Nit(compact)),
            ("CEDULA", _) => Checked(digits && compact.Length == 10 && IsProvince(compact), () => compact[2] < '6' && CheckDigits.Cedula(compact)),
            ("RUC", _) => Checked(digits && compact.Length == 13 && IsProvince(compact), () => IsEcuadorianRuc(compact)),
            ("RUT", _) => Checked(compact.Length is 8 or 9 && compact[..^1].All(char.IsAsciiDigit) && (char.IsAsciiDigit(compact[^1]) || compact[^1] == 'K'), () => CheckDigits.Rut(compact)),
            ("PASAPORTE", _) => Form(compact.Length is >= 5 and <= 20 && compact.All(char.IsAsciiLetterOrDigit)),
            _ => Form(compact.Length > 0),
        };
    }

    private static bool IsProvince(string digits) => int.Parse(digits[..2], CultureInfo.InvariantCulture) is >= 1 and <= 24 or 30 or 50;

    private static bool IsEcuadorianRuc(string digits) => digits[2] switch
    {
        '9' => CheckDigits.EcuadorianCompany(digits) && digits[10..] != "000",
        '6' when digits[9..] != "0000" && CheckDigits.EcuadorianPublic(digits) => true,
        < '6' => CheckDigits.Cedula(digits) && digits[10..] != "000",
        _ => false,
    };
}
