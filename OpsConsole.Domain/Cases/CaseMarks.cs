using System.Text.RegularExpressions;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.People;

namespace OpsConsole.Domain.Cases;

/// <summary>The marks of a template that have a name, `@caso@`, beside the numbered ones of <see cref="Placeholders"/> (docs/rules.md, "Placeholders").</summary>
public static partial class CaseMarks
{
    public const string Number = "caso", Customer = "cliente", FirstName = "nombre", Surname = "apellido", Account = "cuenta", Type = "tipo", Project = "proyecto", Writer = "agente";

    public static readonly IReadOnlyList<string> Names = [Number, Customer, FirstName, Surname, Account, Type, Project, Writer];

    /// <summary>Each mark by its value, a dash where there is none; marks inside of values stay what they are.</summary>
    /// <param name="values">The case's values by key of their column.</param>
    /// <param name="named">What the named marks stand for.</param>
    public static string Fill(string text, BaseSchema schema, IReadOnlyDictionary<string, string> values, IReadOnlyDictionary<string, string?> named) =>
        string.Concat(Placeholders.Parts(text, schema, values).Select(part => part.FromCustomer ? part.Text : Mark().Replace(part.Text, mark =>
            !Names.Contains(Name(mark)) ? mark.Value : named.GetValueOrDefault(Name(mark)) is { } value && !string.IsNullOrWhiteSpace(value) ? value : Placeholders.Nothing)));

    /// <summary>What the named marks stand for in a case.</summary>
    /// <param name="customer">The whole name.</param>
    public static IReadOnlyDictionary<string, string?> Named(string number, string? customer, string? firstName, string? surname, string? account, string? type, Campaign campaign, Actor writer) => new Dictionary<string, string?>
    {
        [Number] = number,
        [Customer] = customer,
        [FirstName] = firstName,
        [Surname] = surname,
        [Account] = account,
        [Type] = type,
        [Project] = campaign.Name,
        [Writer] = writer.Name,
    };

    /// <summary>Marks that nothing would fill in this campaign, as they are written.</summary>
    public static IEnumerable<string> Unknown(string text, BaseSchema schema) =>
        Mark().Matches(text).Where(mark => !Names.Contains(Name(mark)) && !Placeholders.IsKnown(mark.Value, schema)).Select(mark => mark.Value);

    private static string Name(Match mark) => mark.Groups[1].Value.ToLowerInvariant();

    [GeneratedRegex(@"@(\p{L}[\p{L}\p{Nd}_]*)@", RegexOptions.CultureInvariant)]
    private static partial Regex Mark();
}
