using System.Globalization;
using OpsConsole.Domain.Kernel;

namespace OpsConsole.Domain.Sla;

/// <summary>The holidays of an iCal file: events of whole days. What recurs is refused with its line, since nobody could see which days it would make (docs/rules.md, "Calendars").</summary>
public sealed record ICalReader(IReadOnlyList<CalendarDay> Days, IReadOnlyList<Refusal> Faults)
{
    public const int MostBytes = 1_000_000, LongestEvent = 31;

    private static readonly string[] Recurring = ["RRULE", "RDATE", "EXRULE", "EXDATE", "RECURRENCE-ID"];

    public static ICalReader Read(string text)
    {
        var lines = Unfolded(text);
        if (lines.Count == 0 || !lines[0].Text.Equals("BEGIN:VCALENDAR", StringComparison.OrdinalIgnoreCase))
            return new([], [new("ical.not_ical", null, 1)]);
        var (days, faults) = (new List<CalendarDay>(), new List<Refusal>());
        Event? open = null;
        var depth = 0;          // alarms and the like within an event are none of ours
        foreach (var (line, number) in lines)
        {
            var (name, isDate, value) = Taken(line);
            if (name == "BEGIN" && open is null && value.Equals("VEVENT", StringComparison.OrdinalIgnoreCase))
                open = new(number);
            else if (name == "BEGIN" && open is not null)
                depth++;
            else if (name == "END" && depth > 0)
                depth--;
            else if (name == "END" && open is not null)
            {
                Close(open, days, faults);
                open = null;
            }
            else if (open is not null && depth == 0)
                Note(open, name, isDate, value, number, faults);
        }
        if (open is not null)
            faults.Add(new("ical.unfinished", null, open.Line));
        if (days.Count == 0 && faults.Count == 0)
            faults.Add(new("ical.no_events", null, 1));
        return new([.. days.GroupBy(d => d.Date).OrderBy(g => g.Key).Select(g => g.First() with { Name = string.Join(" · ", g.Select(d => d.Name).Distinct()) })], faults);
    }

    private static void Note(Event open, string name, bool isDate, string value, int line, List<Refusal> faults)
    {
        if (Recurring.Contains(name))
            faults.Add(new("ical.recurring", null, line));
        else if (name is "DTSTART" or "DTEND")
        {
            if (!isDate || !DateOnly.TryParseExact(value, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
                faults.Add(new("ical.not_a_date", null, line));
            else if (name == "DTSTART")
                open.From = day;
            else
                open.Until = day;
            open.HasStart |= name == "DTSTART";
        }
        else if (name == "SUMMARY")
            open.Name = value.Replace("\\n", " ", StringComparison.OrdinalIgnoreCase).Replace("\\,", ",", StringComparison.Ordinal).Replace("\\;", ";", StringComparison.Ordinal).Replace("\\\\", "\\", StringComparison.Ordinal).Trim();
        else if (name == "STATUS" && value.Equals("CANCELLED", StringComparison.OrdinalIgnoreCase))
            open.IsCancelled = true;
    }

    private static void Close(Event open, List<CalendarDay> days, List<Refusal> faults)
    {
        if (!open.HasStart)
            faults.Add(new("ical.no_date", null, open.Line));
        if (open.IsCancelled || open.From is not { } from)
            return;
        var until = open.Until is { } end && end > from ? end : from.AddDays(1);       // the end is the first day after it
        if (until.DayNumber - from.DayNumber > LongestEvent)
            faults.Add(new("ical.too_long", null, open.Line));
        else if (string.IsNullOrWhiteSpace(open.Name))
            faults.Add(new("ical.no_name", null, open.Line));
        else
            days.AddRange(Enumerable.Range(0, until.DayNumber - from.DayNumber).Select(n => new CalendarDay(from.AddDays(n), open.Name.Length > CalendarRules.NameMax ? open.Name[..CalendarRules.NameMax] : open.Name, "iCal")));
    }

    /// <summary>Name, whether its value is a date, and the value of "NAME;PARAMETER=X:VALUE".</summary>
    private static (string Name, bool IsDate, string Value) Taken(string line)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
            return ("", false, "");
        var parts = line[..colon].ToUpperInvariant().Split(';');
        var value = line[(colon + 1)..].Trim();
        return (parts[0], parts.Contains("VALUE=DATE") || value.Length == 8, value);
    }

    /// <summary>A line that begins with a blank goes on with the one before.</summary>
    private static List<(string Text, int Number)> Unfolded(string text)
    {
        var found = new List<(string Text, int Number)>();
        foreach (var (at, raw) in text.TrimStart('\uFEFF').Split('\n').Index())
        {
            var line = raw.TrimEnd('\r');
            if (line.Length > 0 && line[0] is ' ' or '\t' && found.Count > 0)
                found[^1] = (found[^1].Text + line[1..], found[^1].Number);
            else if (line.Length > 0)
                found.Add((line, at + 1));
        }
        return found;
    }

    private sealed class Event(int line)
    {
        public int Line { get; } = line;
        public DateOnly? From { get; set; }
        public DateOnly? Until { get; set; }
        public string Name { get; set; } = "";
        public bool HasStart { get; set; }
        public bool IsCancelled { get; set; }
    }
}
