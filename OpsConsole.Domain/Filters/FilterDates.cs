using System.Globalization;
using System.Text.Json;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;

namespace OpsConsole.Domain.Filters;

/// <summary>Dates of conditions: a day, a minute or a moment in the campaign's zone, or one said relative to today (docs/rules.md, "Filters").</summary>
internal static class FilterDates
{
    private const int Furthest = 36_600;
    private static readonly string[] Moments = [.. Enumerable.Range(1, 7).Select(digits => "yyyy-MM-ddTHH:mm:ss." + new string('f', digits)), "yyyy-MM-ddTHH:mm:ss"];

    /// <summary>What the text covers, or null where it is no date. Without an offset: the campaign's zone. A time without seconds is that whole minute.</summary>
    public static Operand.Span? Span(string text, CampaignTime time)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return IsSane(day) ? Days(day, day.AddDays(1), time) : null;
        if (Moment(text, ["yyyy-MM-ddTHH:mm"], time) is { } minute)
            return new(CaseFields.Milliseconds(minute), CaseFields.Milliseconds(minute.AddMinutes(1)));
        return Moment(text, Moments, time) is { } at ? new(CaseFields.Milliseconds(at), CaseFields.Milliseconds(at) + 1) : null;
    }

    /// <summary>{"date":"today|now|start_of_week|start_of_month|start_of_year","plus":-1,"unit":"day|business_day|month"}; null where it is none.</summary>
    public static Operand.Span? Relative(JsonElement value, FilterContext context)
    {
        var (name, plus, unit) = ("", 0, "day");
        foreach (var member in value.EnumerateObject())
            if (member.Name == "date" && member.Value.ValueKind == JsonValueKind.String)
                name = member.Value.GetString()!;
            else if (member.Name == "unit" && member.Value.ValueKind == JsonValueKind.String)
                unit = member.Value.GetString()!;
            else if (member.Name != "plus" || member.Value.ValueKind != JsonValueKind.Number || !member.Value.TryGetInt32(out plus) || Math.Abs(plus) > Furthest)
                return null;
        if (name == "now")
            return plus == 0 ? new(CaseFields.Milliseconds(context.Now), CaseFields.Milliseconds(context.Now) + 1) : null;
        DateOnly? start = name switch
        {
            "today" => context.Today,
            "start_of_week" => StartOfWeek(context.Today),
            "start_of_month" => StartOfMonth(context.Today),
            "start_of_year" => new(context.Today.Year, 1, 1),
            _ => null,
        };
        DateOnly? day = unit switch
        {
            "day" => start?.AddDays(plus),
            "business_day" => start is { } first ? AddBusinessDays(first, plus) : null,
            "month" => Math.Abs(plus) <= Furthest / 30 ? start?.AddMonths(plus) : null,
            _ => null,
        };
        return day is { } found ? Days(found, found.AddDays(1), context.Time) : null;
    }

    public static DateOnly StartOfWeek(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));

    public static DateOnly StartOfMonth(DateOnly day) => new(day.Year, day.Month, 1);

    private static DateOnly AddBusinessDays(DateOnly day, int count)
    {
        for (var left = Math.Abs(count); left > 0;)
        {
            day = day.AddDays(Math.Sign(count));
            if (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
                left--;
        }
        return day;
    }

    private static Operand.Span Days(DateOnly from, DateOnly to, CampaignTime time) => new(CaseFields.Milliseconds(time.StartOf(from)), CaseFields.Milliseconds(time.StartOf(to)));

    private static DateTime? Moment(string text, string[] formats, CampaignTime time)
    {
        DateTime? utc = null;
        if (DateTime.TryParseExact(text, formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
            utc = IsSane(DateOnly.FromDateTime(local)) ? time.ToUtc(local) : null;
        else if (DateTimeOffset.TryParseExact(text, [.. formats.Select(f => f + "zzz"), .. formats.Select(f => f + "'Z'")], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at))
            utc = IsSane(DateOnly.FromDateTime(at.Date)) ? at.UtcDateTime : null;
        return utc;
    }

    /// <summary>Far enough from both ends of the calendar, and from the moment that stands for "no date", to count with.</summary>
    private static bool IsSane(DateOnly day) => day.Year is > 1000 and < 9999;
}
