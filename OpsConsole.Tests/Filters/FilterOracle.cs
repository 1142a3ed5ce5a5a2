using System.Globalization;
using System.Text;
using System.Text.Json;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Filters;

namespace OpsConsole.Tests.Filters;

/// <summary>A row as it was given, and what the list says of it.</summary>
public sealed record OracleRow(string Key, IReadOnlyDictionary<string, string?> Values, CaseRow Case);

/// <summary>What a filter means, written from the contract over plain values; shares no code with the console.</summary>
public static class FilterOracle
{
    private static readonly TimeZoneInfo Lima = TimeZoneInfo.FindSystemTimeZoneById("America/Lima");

    public static bool Holds(FilterNode node, OracleRow row) => node switch
    {
        FilterGroup { Items.Count: 0 } => true,
        FilterGroup { Connector: Connector.All } group => group.Items.All(i => Holds(i, row)),
        FilterGroup { Connector: Connector.Any } group => group.Items.Any(i => Holds(i, row)),
        FilterGroup group => !group.Items.Any(i => Holds(i, row)),
        FilterCondition { Op: var op } condition when op.StartsWith("not_") => !Holds(condition with { Op = op[4..] }, row),
        FilterCondition { Op: "ne" } condition => !Holds(condition with { Op = "eq" }, row),
        FilterCondition condition => Test(condition, row),
        _ => throw new ArgumentException("no node"),
    };

    private static bool Test(FilterCondition c, OracleRow row) => c.Field switch
    {
        "texto" => Text(row.Values.GetValueOrDefault("texto"), c),
        "Número" => Text(row.Case.Number, c),
        "Agencia" => Text(row.Case.Branch, c),
        "Responsable" => Text(row.Case.ResponsibleName, c),
        "Estado gestión" => c.Op == "empty" ? false : Values(c).Any(v => v.GetString() == row.Case.Status.ToString()),
        "numero" => Ordered(row.Values.GetValueOrDefault("numero"), Number, v => (v.GetDouble(), v.GetDouble()), c),
        "si" => Ordered(row.Values.GetValueOrDefault("si"), raw => raw switch { "true" => 1, "false" => 0, _ => null }, v => v.GetBoolean() ? (1, 1) : (0, 0), c),
        "fecha" => Ordered(row.Values.GetValueOrDefault("fecha"), raw => Milliseconds(DateTime.Parse(raw, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal)), Day, c),
        "Fecha encuesta" => Ordered("x", _ => Milliseconds(row.Case.ReceivedAt), Day, c),
        _ => throw new ArgumentException(c.Field),
    };

    private static bool Text(string? raw, FilterCondition c)
    {
        var text = string.IsNullOrWhiteSpace(raw) ? null : Fold(raw);
        if (c.Op == "empty")
            return text is null;
        var values = Values(c).Select(v => Fold(v.GetString()!)).ToList();
        return text is not null && c.Op switch
        {
            "eq" or "in" => values.Contains(text),
            "contains" => text.Contains(values[0], StringComparison.Ordinal),
            "starts" => text.StartsWith(values[0], StringComparison.Ordinal),
            "ends" => text.EndsWith(values[0], StringComparison.Ordinal),
            "gt" => Order(text, values[0]) > 0,
            "gte" => Order(text, values[0]) >= 0,
            "lt" => Order(text, values[0]) < 0,
            "lte" => Order(text, values[0]) <= 0,
            "between" => Order(text, values[0]) >= 0 && Order(text, values[1]) <= 0,
            _ => throw new ArgumentException(c.Op),
        };
    }

    private static bool Ordered(string? raw, Func<string, double?> read, Func<JsonElement, (double First, double Last)> span, FilterCondition c)
    {
        if (string.IsNullOrWhiteSpace(raw))
            return c.Op == "empty";
        if (c.Op == "empty" || read(raw) is not { } number)
            return false;
        var spans = Values(c).Select(span).ToList();
        return c.Op switch
        {
            "eq" or "in" => spans.Any(s => s.First <= number && number <= s.Last),
            "gt" => number > spans[0].Last,
            "gte" => number >= spans[0].First,
            "lt" => number < spans[0].First,
            "lte" => number <= spans[0].Last,
            "between" => number >= spans[0].First && number <= spans[1].Last,
            _ => throw new ArgumentException(c.Op),
        };
    }

    private static List<JsonElement> Values(FilterCondition c) => c.Value.ValueKind == JsonValueKind.Array ? [.. c.Value.EnumerateArray()] : [c.Value];

    private static double? Number(string raw) => double.TryParse(raw, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>The first and last millisecond that a date of the tests covers.</summary>
    private static (double, double) Day(JsonElement value)
    {
        var text = value.GetString()!;
        var whole = DateTime.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var local);
        if (!whole)
            local = DateTime.ParseExact(text, "yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture);
        double Utc(DateTime at) => Milliseconds(TimeZoneInfo.ConvertTimeToUtc(at, Lima));
        return (Utc(local), Utc(whole ? local.AddDays(1) : local.AddMinutes(1)) - 1);
    }

    private static double Milliseconds(DateTime utc) => (utc - DateTime.UnixEpoch).TotalMilliseconds;

    public static string Fold(string text) => string.Concat(text.Normalize(NormalizationForm.FormD).Where(c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)).ToLowerInvariant().Normalize(NormalizationForm.FormC);

    /// <summary>By code points, as UTF-8 sorts.</summary>
    public static int Order(string a, string b) => Encoding.UTF8.GetBytes(a).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(b));
}
