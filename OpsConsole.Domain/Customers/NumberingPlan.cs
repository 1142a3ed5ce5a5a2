using System.Text.RegularExpressions;
using OpsConsole.Domain.Data;

namespace OpsConsole.Domain.Customers;

/// <param name="Code">As people write it: 01, 044, 601.</param>
/// <param name="National">As it stands in the number without the trunk prefix.</param>
/// <param name="Local">What the rest of the number looks like.</param>
public sealed record AreaCode(string Code, string Place, string National, string Local)
{
    private readonly Regex _local = new($"^(?:{Local})$", RegexOptions.CultureInvariant);

    internal bool FitsLocal(string digits) => _local.IsMatch(digits);

    internal bool Fits(string national) => national.StartsWith(National, StringComparison.Ordinal) && FitsLocal(national[National.Length..]);
}

/// <summary>How numbers of a country are built: data (numbering.json), read once (docs/rules.md, "Contact points").</summary>
/// <param name="Trunk">Dialled before a national number, no part of it.</param>
/// <param name="DialOut">Dialled before another country's code.</param>
/// <param name="SharedRanges">Mobile and landline numbers cannot be told apart.</param>
public sealed record NumberingPlan(string Country, string CallingCode, string Trunk, string[] DialOut, string Mobile, AreaCode[] Areas, bool SharedRanges = false)
{
    public static IReadOnlyList<NumberingPlan> All { get; } = Json.Read<List<NumberingPlan>>(Embedded.Text("numbering.json"));

    private readonly Regex _mobile = new($"^(?:{Mobile})$", RegexOptions.CultureInvariant);

    public static NumberingPlan? Of(string? country) => All.FirstOrDefault(plan => plan.Country == country);

    internal bool IsMobile(string national) => _mobile.IsMatch(national) || (SharedRanges && Areas.Any(area => area.Fits(national)));

    internal bool IsLandline(string national) => Areas.Any(area => area.Fits(national)) || (SharedRanges && _mobile.IsMatch(national));

    /// <summary>A landline without its area code.</summary>
    internal bool IsLocal(string digits) => Areas.Any(area => area.FitsLocal(digits));

    internal bool IsNumber(string national) => IsMobile(national) || IsLandline(national);

    internal AreaCode? AreaOf(string? code)
    {
        var digits = PhoneReader.Digits(code ?? "");
        return digits.Length == 0 ? null : Areas.FirstOrDefault(area => area.Code == digits || area.National == digits);
    }
}
