using System.Globalization;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;

namespace OpsConsole.Domain.Imports;

/// <summary>From the text of a cell to the value that is kept.</summary>
internal static class CellText
{
    /// <summary>The replacement that the mapping names for this value; the text itself where it names none.</summary>
    public static string Mapped(BoundColumn column, string cell) => column.Values is null ? cell : Replacement(column.Values, cell.Trim()) ?? cell;

    public static bool IsMapped(BoundColumn column, string cell) => column.Values is null || Replacement(column.Values, cell.Trim()) is not null;

    /// <summary>The value with the number that comparisons read; one that does not fit the column's type stays text.</summary>
    public static FieldValue Value(string text, FieldType? type, string? dateFormat, CampaignTime time) => type switch
    {
        FieldType.Number => new(text, NumberReading.Read(text)),
        FieldType.Date => new(text, DateReading.Read(text, dateFormat).Moment is { } moment ? CaseFields.Milliseconds(Utc(moment, time)) : null),
        FieldType.Boolean => new(text, Truth(text)),
        FieldType.Text or FieldType.Choice or null => new(text),
    };

    public static DateTime Utc(Moment moment, CampaignTime time) => moment.HasOffset ? moment.Value : time.ToUtc(moment.Value);

    // Spreadsheets write 1 where the mapping says 1.0.
    private static string? Replacement(IReadOnlyDictionary<string, string> values, string text)
    {
        if (values.TryGetValue(text, out var exact))
            return exact;
        return NumberReading.Read(text) is { } number
            ? values.Where(pair => NumberReading.Read(pair.Key) == number).Select(pair => pair.Value).FirstOrDefault()
            : null;
    }

    private static double? Truth(string text) => text.Trim().ToLower(CultureInfo.InvariantCulture) switch
    {
        "true" or "1" or "si" or "sí" or "yes" or "verdadero" => 1,
        "false" or "0" or "no" or "falso" => 0,
        _ => null,
    };
}
