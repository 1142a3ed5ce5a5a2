using System.Globalization;
using OpsConsole.Domain.Imports;
using Xunit;

namespace OpsConsole.Tests.Domain.Imports;

public sealed class DateReadingTests
{
    [Theory]
    [InlineData("2026-07-15", "2026-07-15 00:00:00.000", false)]
    [InlineData("2026-07-15T09:02", "2026-07-15 09:02:00.000", false)]
    [InlineData("2026-07-15 09:02:48.123", "2026-07-15 09:02:48.123", false)]
    [InlineData("2025-04-09 11:00:22+00:00", "2025-04-09 11:00:22.000", true)]
    [InlineData("2026-07-15T09:02:48-05:00", "2026-07-15 14:02:48.000", true)]
    [InlineData("2026-07-15T09:02:48Z", "2026-07-15 09:02:48.000", true)]
    [InlineData("15/07/2026", "2026-07-15 00:00:00.000", false)]
    [InlineData("03/05/2018 19:36", "2018-05-03 19:36:00.000", false)]
    [InlineData(" 3/5/2018 9:36:05 ", "2018-05-03 09:36:05.000", false)]
    [InlineData("29/02/2024", "2024-02-29 00:00:00.000", false)]
    public void ISO_8601_and_day_month_year_are_read(string text, string expected, bool hasOffset)
    {
        var (moment, code, _) = DateReading.Read(text);
        Assert.Null(code);
        Assert.Equal(expected, moment!.Value.Value.ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture));
        Assert.Equal(hasOffset, moment.Value.HasOffset);
    }

    [Theory]
    [InlineData("31/06/2026 10:15", "date.no_such_day", "6,30")]
    [InlineData("29/02/2023", "date.no_such_day", "2,28")]
    [InlineData("0/5/2023", "date.no_such_day", "5,31")]
    [InlineData("2026-13-07", "date.no_such_month", "13")]
    [InlineData("07/13/2026", "date.no_such_month", "13")]
    [InlineData("14/07/2026 25:10", "date.no_such_time", "")]
    [InlineData("14/07/2026 10:61", "date.no_such_time", "")]
    [InlineData("2026-07-15T10:00:00+25:00", "date.no_such_time", "")]
    [InlineData("14/07/26", "date.unreadable", "")]
    [InlineData("ayer", "date.unreadable", "")]
    [InlineData("20260714", "date.unreadable", "")]
    [InlineData("0000-01-01", "date.unreadable", "")]
    public void A_date_that_no_calendar_has_says_what_is_wrong(string text, string code, string args)
    {
        var read = DateReading.Read(text);
        Assert.Null(read.Moment);
        Assert.Equal(code, read.Code);
        Assert.Equal(args, string.Join(',', read.Args));
    }

    [Theory]
    [InlineData("7/15/2014", "M/d/yyyy", "2014-07-15 00:00")]
    [InlineData("2012/10/09 14:50:17.000", "yyyy/MM/dd HH:mm:ss.fff", "2012-10-09 14:50")]
    [InlineData("29-02-2016 01:16", "dd-MM-yyyy HH:mm", "2016-02-29 01:16")]
    public void Any_other_form_is_read_by_its_pattern(string text, string pattern, string expected) =>
        Assert.Equal(expected, DateReading.Read(text, pattern).Moment!.Value.Value.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture));

    [Fact]
    public void A_date_unlike_its_pattern_is_refused() => Assert.Equal("date.not_like_pattern", DateReading.Read("2014-07-15", "M/d/yyyy").Code);

    [Theory]
    [InlineData("15/07/2026", DayOrder.DayFirst)]
    [InlineData("07/15/2026", DayOrder.MonthFirst)]
    [InlineData("05/07/2026", DayOrder.Either)]
    [InlineData("07/07/2026", DayOrder.Same)]
    [InlineData("2026-07-15", DayOrder.NotSlashed)]
    [InlineData("31/31/2026", DayOrder.NotSlashed)]
    public void A_date_with_slashes_tells_the_orders_it_allows(string text, DayOrder order) => Assert.Equal(order, DateReading.OrderOf(text));
}
