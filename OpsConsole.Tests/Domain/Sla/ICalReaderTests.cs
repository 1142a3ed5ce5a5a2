using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Sla;
using Xunit;

namespace OpsConsole.Tests.Domain.Sla;

public sealed class ICalReaderTests
{
    [Fact]
    public void Events_of_whole_days_become_holidays_and_a_long_one_several()
    {
        var read = ICalReader.Read(Calendar("BEGIN:VEVENT", "DTSTART;VALUE=DATE:20260501", "SUMMARY:Día del", "  Trabajo\\, feriado", "BEGIN:VALARM", "TRIGGER:-P1D", "END:VALARM", "END:VEVENT",
            "BEGIN:VEVENT", "DTSTART:20260728", "DTEND;VALUE=DATE:20260730", "SUMMARY:Fiestas", "END:VEVENT", "BEGIN:VEVENT", "DTSTART;VALUE=DATE:20261225", "SUMMARY:No va", "STATUS:CANCELLED", "END:VEVENT"));
        Assert.Empty(read.Faults);
        Assert.Equal(new (DateOnly, string)[] { (new(2026, 5, 1), "Día del Trabajo, feriado"), (new(2026, 7, 28), "Fiestas"), (new(2026, 7, 29), "Fiestas") }, read.Days.Select(d => (d.Date, d.Name)));
    }

    [Fact]
    public void What_recurs_has_an_hour_or_no_date_is_refused_with_its_line()
    {
        var read = ICalReader.Read(Calendar("BEGIN:VEVENT", "DTSTART;VALUE=DATE:20260501", "RRULE:FREQ=YEARLY", "SUMMARY:A", "END:VEVENT", "BEGIN:VEVENT", "DTSTART:20260501T100000Z", "SUMMARY:B", "END:VEVENT",
            "BEGIN:VEVENT", "SUMMARY:C", "END:VEVENT", "BEGIN:VEVENT", "DTSTART;VALUE=DATE:20260601", "END:VEVENT"));
        Assert.Equal([("ical.recurring", 4), ("ical.not_a_date", 8), ("ical.no_date", 11), ("ical.no_name", 14)], read.Faults.Select(f => (f.Code, f.Have!.Value)));
        Assert.Equal([new Refusal("ical.not_ical", null, 1)], ICalReader.Read("fecha;nombre\n").Faults);
        Assert.Equal([new Refusal("ical.no_events", null, 1)], ICalReader.Read(Calendar()).Faults);
        Assert.Equal([new Refusal("ical.unfinished", null, 2)], ICalReader.Read("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:20260501").Faults);
    }

    private static string Calendar(params string[] lines) => string.Join("\r\n", ["BEGIN:VCALENDAR", .. lines, "END:VCALENDAR", ""]);
}
