using System.Text.Json;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Kernel;

namespace OpsConsole.Domain.Filters;

/// <summary>From the JSON value of a condition to what its field compares with; a value that does not fit is a code, never an exception.</summary>
internal static class OperandReader
{
    /// <summary>Beyond this lies the sentinel of "no value"; imports refuse such numbers too.</summary>
    private const double Largest = 1e21;

    public static Reading Read(CaseField field, FilterOp op, JsonElement value, FilterContext context)
    {
        if (!op.TakesValue)
            return value.ValueKind != JsonValueKind.Undefined ? new Reading(null, FilterLimits.BadValue) : op.Comparison == Comparison.Empty ? new Operand() : Ahead(op, 0, context);
        if (value.ValueKind == JsonValueKind.Undefined)
            return new Reading(null, "required");
        if (op.Comparison == Comparison.LastDays)
            return value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var days) && days is > 0 and <= FilterLimits.Days ? Ahead(op, days, context) : new Reading(null, FilterLimits.BadValue);
        var isList = op.Comparison is Comparison.In or Comparison.Between;
        if (isList != (value.ValueKind == JsonValueKind.Array))
            return IsParameter(value, out _) && op.Comparison == Comparison.In ? field.ReadValue(value, context) : new Reading(null, FilterLimits.BadValue);
        var values = isList ? value.EnumerateArray().ToList() : [value];
        if (values.Count > FilterLimits.Values)
            return new Reading(null, FilterLimits.TooLarge);
        if (values.Count == 0 || (op.Comparison == Comparison.Between && values.Count != 2))
            return new Reading(null, FilterLimits.BadValue);
        var parameterFits = op.Comparison is Comparison.Equal or Comparison.In;
        var all = new List<Operand>(values.Count);
        foreach (var (i, each) in values.Index())
        {
            if (!parameterFits && IsParameter(each, out _))
                return new Reading(null, FilterLimits.BadValue, isList ? i : null);
            var reading = field.ReadValue(each, context);
            if (reading.Operand is not { } operand)
                return reading with { Index = isList ? i : null };
            all.Add(operand);
        }
        return new Operand { Texts = [.. all.SelectMany(o => o.Texts)], Ids = [.. all.SelectMany(o => o.Ids)], Spans = [.. all.SelectMany(o => o.Spans)] };
    }

    public static Reading Text(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String)
            return new Reading(null, FilterLimits.BadValue);
        var text = value.GetString()!;
        if (!TextRules.IsStorable(text))
            return new Reading(null, "text.invalid");
        if (text.Length > FilterLimits.TextLength)
            return new Reading(null, "too_long");
        var folded = TextFold.Fold(text);
        return folded.Length == 0 ? new Reading(null, FilterLimits.BadValue) : new Operand { Texts = [folded] };      // "is it empty" has its own operator
    }

    public static Reading Number(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && Math.Abs(number) < Largest
            ? Of(number, Math.BitIncrement(number)) : new Reading(null, FilterLimits.BadValue);

    public static Reading Boolean(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => Of(1, 2),
        JsonValueKind.False => Of(0, 1),
        _ => new Reading(null, FilterLimits.BadValue),
    };

    public static Reading Date(JsonElement value, FilterContext context)
    {
        if (value.ValueKind == JsonValueKind.String && FilterDates.Span(value.GetString()!, context.Time) is { } span)
            return new Operand { Spans = [span] };
        return value.ValueKind == JsonValueKind.Object && FilterDates.Relative(value, context) is { } relative ? new Operand { Spans = [relative] } : new Reading(null, FilterLimits.BadValue);
    }

    /// <summary>{"param": name}: what it stands for depends on who asks.</summary>
    public static bool IsParameter(JsonElement value, out string name)
    {
        name = "";
        if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty("param", out var param) || param.ValueKind != JsonValueKind.String)
            return false;
        name = param.GetString()!;
        return value.EnumerateObject().Count() == 1;
    }

    private static Reading Of(double from, double to) => new Operand { Spans = [new(from, to)] };

    private static Reading Ahead(FilterOp op, int days, FilterContext context)
    {
        var today = context.Today;
        var (from, to) = op.Comparison switch
        {
            Comparison.LastDays => (today.AddDays(1 - days), today.AddDays(1)),
            Comparison.ThisWeek => (FilterDates.StartOfWeek(today), FilterDates.StartOfWeek(today).AddDays(7)),
            Comparison.ThisMonth => (FilterDates.StartOfMonth(today), FilterDates.StartOfMonth(today).AddMonths(1)),
            _ => (today, today.AddDays(1)),
        };
        return Of(context.Start(from), context.Start(to));
    }
}
