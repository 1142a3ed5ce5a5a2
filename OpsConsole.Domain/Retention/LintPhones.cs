using OpsConsole.Domain.Customers;

namespace OpsConsole.Domain.Retention;

/// <summary>A number that some numbering plan has; certain: it names its country.</summary>
internal sealed record LintPhone(string Number, bool Certain);

/// <summary>Numbers as the numbering plans read them; nobody says which country the text is about, so each is asked.</summary>
internal static class LintPhones
{
    private static readonly ContactPointType[] Types = [ContactPointType.Mobile, ContactPointType.Landline];

    /// <param name="plus">A + stands before it.</param>
    public static LintPhone? Read(string digits, bool plus)
    {
        if (digits.Length is < 7 or > 15)
            return null;
        if (plus)
            return One("+" + digits, ContactPointRules.DefaultCountry) is { E164: not null } abroad ? new(abroad.E164, abroad.Country is not null) : null;
        foreach (var plan in NumberingPlan.All)
            if (One(digits, plan.Country) is { E164: not null } read)
                return new(read.E164, digits.Length > 10 && read.Country is not null);
        return null;
    }

    public static bool IsWritten(string text) => NumberingPlan.All.Any(plan => One(text, plan.Country).E164 is not null);

    private static PhoneReading One(string text, string country)
    {
        var mobile = PhoneReader.Read(text, Types[0], country);
        return mobile.E164 is not null ? mobile : PhoneReader.Read(text, Types[1], country);
    }
}
