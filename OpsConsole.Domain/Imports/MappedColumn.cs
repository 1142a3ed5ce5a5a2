using System.Globalization;
using System.Text.Json;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Kernel;

namespace OpsConsole.Domain.Imports;

/// <summary>Binds one entry of a mapping to the file, or says which part of it fits nothing.</summary>
internal static class MappedColumn
{
    public static BoundColumn Bind(ColumnMapping column, IReadOnlyList<string> header, Campaign campaign, string kind)
    {
        var (source, field, format) = (column.Source, column.Field.Trim(), ImportKind.Format(kind, campaign.Kind));
        if (column.Source is not (SchemaField.Meta or SchemaField.Base or SchemaField.Survey))
            throw new FileFaultException("mapping.source_unknown", column.Source, field);
        if (field.Length == 0 || !TextRules.IsStorable(field))
            throw new FileFaultException("mapping.field_unknown", field);
        if (format is not null)
            (source, field) = format.Place(source, field) ?? throw new FileFaultException("mapping.field_unknown", field);
        else if (column.Source == SchemaField.Meta && campaign.Schema.Find(SchemaField.Meta, field) is null)
            throw new FileFaultException("mapping.field_unknown", field);
        if (source == SchemaField.Survey && format is not null)
            throw new FileFaultException("mapping.source_unknown", column.Source, field);
        if (column.Column is null == column.Constant is null)
            throw new FileFaultException("mapping.column_or_constant", field);
        return new(column.Column is { } name ? IndexOf(name, header) : null, column.Constant, source, field)
        {
            Header = column.Column?.Trim() ?? field,
            Type = column.Type,
            DateFormat = Checked(column.DateFormat),
            Values = column.Values?.ToDictionary(pair => pair.Key.Trim(), pair => Text(pair.Value, field)),
        };
    }

    private static int IndexOf(string name, IReadOnlyList<string> header)
    {
        var folded = TextFold.Fold(name.Trim());
        var exact = header.Index().Where(h => h.Item == name.Trim()).ToList();
        var found = exact is [] ? header.Index().Where(h => TextFold.Fold(h.Item) == folded).ToList() : exact;
        return found switch
        {
            [var one] => one.Index,
            [] => throw new FileFaultException("mapping.column_missing", name.Trim(), string.Join(", ", header.Where(h => h.Length > 0))),
            _ => throw new FileFaultException("header.duplicate", name.Trim(), string.Join(", ", found.Select(h => h.Index + 1))),
        };
    }

    private static string? Checked(string? pattern)
    {
        if (pattern is null)
            return null;
        try
        {
            var shown = DateTime.UnixEpoch.ToString(pattern, CultureInfo.InvariantCulture);
            return DateTime.TryParseExact(shown, pattern, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces, out _)
                ? pattern
                : throw new FileFaultException("mapping.pattern_invalid", pattern);
        }
        catch (FormatException)
        {
            throw new FileFaultException("mapping.pattern_invalid", pattern);
        }
    }

    private static string Text(JsonElement value, string field) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.Null => "",
        JsonValueKind.True or JsonValueKind.False or JsonValueKind.Undefined or JsonValueKind.Object or JsonValueKind.Array =>
            throw new FileFaultException("mapping.values_invalid", field),
        _ => throw new FileFaultException("mapping.values_invalid", field),
    };
}
