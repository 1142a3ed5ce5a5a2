using System.Text.RegularExpressions;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Kernel;

namespace OpsConsole.Domain.Customers;

/// <summary>What a contact point is after its rules were asked.</summary>
/// <param name="Fault">The code of what its type's rules find wrong; null: valid.</param>
internal sealed record ReadContact(ContactPointType Type, string Value, string Normalised, string? Country, string? Fault)
{
    public ContactPoint Of(DateTime now) => new() { Type = Type, Value = Value, Normalised = Normalised, Country = Country, IsValid = Fault is null, CreatedAt = now };
}

/// <summary>Reads contact points (docs/rules.md, "Contact points"): typed in against the rules they are refused until somebody says "guardar así"; imported ones are kept and marked.</summary>
internal static partial class ContactPointRules
{
    /// <summary>A country that is not said anywhere: Peru, where the console comes from.</summary>
    public const string DefaultCountry = "PE";

    public static (ReadContact? Contact, IReadOnlyList<Refusal> Errors) Read(ContactPointForm form, string? country, string at = "", bool imported = false)
    {
        if (Codes.Parse<ContactPointType>(form.Type) is not { } type)
            return (null, [new(string.IsNullOrEmpty(form.Type) ? "required" : "unknown", at + "type")]);
        if (TextRules.Check(form.Value, at + "value", TextRules.ContactPointMax) is { } bad)
            return (null, [bad]);
        if (form.Country is { Length: > 0 } && NumberingPlan.Of(form.Country) is null)
            return (null, [new("phone.country", at + "country")]);
        if (TextRules.Check(form.AreaCode, at + "areaCode", 8, required: false) is { } badArea)
            return (null, [badArea]);
        var read = Judge(type, form, form.Country is { Length: > 0 } said ? said : NumberingPlan.Of(country)?.Country ?? DefaultCountry);
        var field = read.Fault == "phone.area_code" ? "areaCode" : "value";
        return read.Fault is { } fault && !form.AsTyped && !imported ? (null, [new(fault, at + field)]) : (read, []);
    }

    private static ReadContact Judge(ContactPointType type, ContactPointForm form, string country)
    {
        var value = form.Value!;
        if (type is ContactPointType.Mobile or ContactPointType.Landline)
        {
            var phone = PhoneReader.Read(value, type, country, form.AreaCode);
            var rest = PhoneReader.Digits(value) is { Length: > 0 } digits ? digits : Fold(value);
            return new(type, value, phone.E164 is { } e164 ? phone.Extension is { } extension ? $"{e164};ext={extension}" : e164 : rest, phone.Country, phone.Fault);
        }
        var folded = type == ContactPointType.Email ? value.Trim().ToLowerInvariant() : Fold(value);
        return new(type, value, folded, null, type == ContactPointType.Email && !IsEmail(folded) ? "email.invalid" : null);
    }

    internal static bool IsEmail(string text) => text.Length <= 254 && Email().IsMatch(text);

    private static string Fold(string text) => Blanks().Replace(TextFold.Fold(text).Trim(), " ");

    [GeneratedRegex(@"^[^\s@<>(),;:""\p{C}]{1,64}@(?:[\p{L}\p{Nd}](?:[\p{L}\p{Nd}-]*[\p{L}\p{Nd}])?\.)+[\p{L}\p{Nd}-]{2,63}$", RegexOptions.CultureInvariant)]
    private static partial Regex Email();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
