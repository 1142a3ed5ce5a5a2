using System.Globalization;
using System.Text.Json;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Filters;

namespace OpsConsole.Web.Cases;

/// <summary>Between the value of a condition and the boxes it is typed in. What cannot be read stays as it was typed, so that the check can say where.</summary>
public static class FilterValue
{
    private const char Separator = ';';

    public static JsonElement None => default;

    /// <summary>What the box shows of a value; of a pair, the given one.</summary>
    public static string Show(CaseField field, JsonElement value, int part = 0) => value.ValueKind switch
    {
        JsonValueKind.Array when part >= 0 => part < value.GetArrayLength() ? Show(field, value[part]) : "",
        JsonValueKind.Array => string.Join($"{Separator} ", value.EnumerateArray().Select(v => Show(field, v))),
        JsonValueKind.String => field.Type == FieldType.Date ? TypedDate.Show(value.GetString()!) : value.GetString()!,
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.Undefined or JsonValueKind.Null or JsonValueKind.Object or JsonValueKind.True or JsonValueKind.False => "",
    };

    public static JsonElement Read(CaseField field, string? typed)
    {
        var text = typed?.Trim() ?? "";
        if (text.Length == 0)
            return None;
        return field.Type switch
        {
            FieldType.Number => decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
                || decimal.TryParse(text, NumberStyles.Number, CultureInfo.CurrentCulture, out number) ? Json(number) : Json(text),
            FieldType.Date => Json(TypedDate.Read(text) ?? text),
            FieldType.Boolean => Json(text == "true"),
            FieldType.Text => Json(typed!),
            FieldType.Choice => Json(text),
        };
    }

    /// <summary>The pair with one of its two sides changed; nothing while both are empty.</summary>
    public static JsonElement Pair(JsonElement value, int side, JsonElement changed)
    {
        var sides = new[] { Side(value, 0), Side(value, 1) };
        sides[side] = changed;
        return sides.All(s => s.ValueKind == JsonValueKind.Undefined) ? None : Json(sides.Select(s => s.ValueKind == JsonValueKind.Undefined ? (JsonElement?)null : s));
    }

    public static JsonElement Side(JsonElement value, int side) =>
        value.ValueKind == JsonValueKind.Array && side < value.GetArrayLength() && value[side].ValueKind != JsonValueKind.Null ? value[side] : None;

    /// <summary>A list as it is typed: values between semicolons.</summary>
    public static JsonElement ReadList(CaseField field, string? typed) => List([.. (typed ?? "").Split(Separator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(v => Read(field, v))]);

    public static JsonElement List(IReadOnlyCollection<JsonElement> values) => values.Count == 0 ? None : Json(values);

    public static IReadOnlyList<JsonElement> Items(JsonElement value) => value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : [];

    public static JsonElement Json<T>(T value) => JsonSerializer.SerializeToElement(value);
}
