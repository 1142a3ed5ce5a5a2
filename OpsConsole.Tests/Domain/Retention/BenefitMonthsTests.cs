using System.Globalization;
using OpsConsole.Domain.Retention;
using Xunit;

namespace OpsConsole.Tests.Domain.Retention;

/// <summary>The months of a benefit (docs/rules.md, "Retention: benefit months"): a table written by hand, nothing in it is computed.</summary>
public sealed class BenefitMonthsTests
{
    [Theory]
    // consecutive, without a list
    [InlineData("consecutive", 1, 1, "", "2026-03-15", "1", "2026-03", "1")]
    [InlineData("consecutive", 1, 2, "", "2026-03-15", "1 2", "2026-03 2026-04", "1 Y 2")]
    [InlineData("consecutive", 1, 3, "", "2026-03-15", "1 2 3", "2026-03 2026-04 2026-05", "1, 2 Y 3")]
    [InlineData("consecutive", 2, 1, "", "2026-03-15", "2", "2026-04", "2")]
    [InlineData("consecutive", 2, 3, "", "2026-03-15", "2 3 4", "2026-04 2026-05 2026-06", "2, 3 Y 4")]
    [InlineData(null, 2, 3, "", "2026-03-15", "2 3 4", "2026-04 2026-05 2026-06", "2, 3 Y 4")]
    [InlineData("", 3, 2, "", "2026-03-15", "3 4", "2026-05 2026-06", "3 Y 4")]
    // consecutive, with a list that says the same
    [InlineData("consecutive", null, null, "2 3 4", "2026-03-15", "2 3 4", "2026-04 2026-05 2026-06", "2, 3 Y 4")]
    [InlineData("consecutive", 2, 3, "2 3 4", "2026-03-15", "2 3 4", "2026-04 2026-05 2026-06", "2, 3 Y 4")]
    [InlineData(null, null, null, "4 2 3", "2026-03-15", "2 3 4", "2026-04 2026-05 2026-06", "2, 3 Y 4")]
    [InlineData("consecutive", null, null, "7", "2026-03-15", "7", "2026-09", "7")]
    // alternate: picked by the preset
    [InlineData("skipped", 1, 3, "1 3 5", "2026-03-15", "1 3 5", "2026-03 2026-05 2026-07", "1, 3 Y 5")]
    [InlineData("skipped", 2, 3, "2 4 6", "2026-03-15", "2 4 6", "2026-04 2026-06 2026-08", "2, 4 Y 6")]
    [InlineData("skipped", 2, 2, "2 4", "2026-03-15", "2 4", "2026-04 2026-06", "2 Y 4")]
    [InlineData("skipped", 1, 6, "1 3 5 7 9 11", "2026-01-31", "1 3 5 7 9 11", "2026-01 2026-03 2026-05 2026-07 2026-09 2026-11", "1, 3, 5, 7, 9 Y 11")]
    // picked one by one, in any order
    [InlineData("skipped", null, null, "2 3 5", "2026-03-15", "2 3 5", "2026-04 2026-05 2026-07", "2, 3 Y 5")]
    [InlineData("skipped", null, null, "5 2 3", "2026-03-15", "2 3 5", "2026-04 2026-05 2026-07", "2, 3 Y 5")]
    [InlineData("skipped", 1, null, "1 2 6", "2026-03-15", "1 2 6", "2026-03 2026-04 2026-08", "1, 2 Y 6")]
    [InlineData("skipped", null, 2, "3 8", "2026-03-15", "3 8", "2026-05 2026-10", "3 Y 8")]
    [InlineData("skipped", null, null, "2 3 4", "2026-03-15", "2 3 4", "2026-04 2026-05 2026-06", "2, 3 Y 4")]
    [InlineData("skipped", null, null, "4", "2026-03-15", "4", "2026-06", "4")]
    [InlineData("skipped", null, null, "1 4 9 12", "2026-03-15", "1 4 9 12", "2026-03 2026-06 2026-11 2027-02", "1, 4, 9 Y 12")]
    // the end of the year
    [InlineData("consecutive", 1, 3, "", "2026-10-20", "1 2 3", "2026-10 2026-11 2026-12", "1, 2 Y 3")]
    [InlineData("consecutive", 2, 3, "", "2026-10-20", "2 3 4", "2026-11 2026-12 2027-01", "2, 3 Y 4")]
    [InlineData("consecutive", 1, 3, "", "2026-11-20", "1 2 3", "2026-11 2026-12 2027-01", "1, 2 Y 3")]
    [InlineData("consecutive", 2, 3, "", "2026-11-20", "2 3 4", "2026-12 2027-01 2027-02", "2, 3 Y 4")]
    [InlineData("consecutive", 1, 3, "", "2026-12-20", "1 2 3", "2026-12 2027-01 2027-02", "1, 2 Y 3")]
    [InlineData("consecutive", 2, 1, "", "2026-12-20", "2", "2027-01", "2")]
    [InlineData("skipped", null, null, "1 3 5", "2026-10-01", "1 3 5", "2026-10 2026-12 2027-02", "1, 3 Y 5")]
    [InlineData("skipped", null, null, "1 3 5", "2026-11-30", "1 3 5", "2026-11 2027-01 2027-03", "1, 3 Y 5")]
    [InlineData("skipped", null, null, "2 3 5", "2026-12-31", "2 3 5", "2027-01 2027-02 2027-04", "2, 3 Y 5")]
    [InlineData("skipped", null, null, "1 12", "2026-12-31", "1 12", "2026-12 2027-11", "1 Y 12")]
    // billing period 1 or 2: the month that runs or the next one, on its first day as on its last
    [InlineData("consecutive", 1, 1, "", "2026-05-01", "1", "2026-05", "1")]
    [InlineData("consecutive", 1, 1, "", "2026-05-31", "1", "2026-05", "1")]
    [InlineData("consecutive", 2, 1, "", "2026-05-01", "2", "2026-06", "2")]
    [InlineData("consecutive", 2, 1, "", "2026-05-31", "2", "2026-06", "2")]
    [InlineData("consecutive", 2, 1, "", "2027-01-31", "2", "2027-02", "2")]
    [InlineData("consecutive", 2, 1, "", "2028-02-29", "2", "2028-03", "2")]
    // up to twelve periods ahead
    [InlineData("consecutive", 12, 1, "", "2026-03-15", "12", "2027-02", "12")]
    [InlineData("consecutive", 10, 3, "", "2026-03-15", "10 11 12", "2026-12 2027-01 2027-02", "10, 11 Y 12")]
    [InlineData("consecutive", 1, 12, "", "2026-01-01", "1 2 3 4 5 6 7 8 9 10 11 12", "2026-01 2026-02 2026-03 2026-04 2026-05 2026-06 2026-07 2026-08 2026-09 2026-10 2026-11 2026-12", "1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 Y 12")]
    [InlineData("skipped", null, null, "12", "2026-12-01", "12", "2027-11", "12")]
    public void Months_are_these(string? skip, int? startMonth, int? count, string picked, string today, string periods, string calendar, string words)
    {
        var (found, errors) = BenefitMonths.Expand(skip, startMonth, count, Numbers(picked), Day(today), "data.benefit");
        Assert.Empty(errors);
        Assert.Equal((periods, calendar, words), (string.Join(' ', found!.Periods), string.Join(' ', found.Calendar), found.Words));
    }

    [Theory]
    [InlineData("consecutive", null, null, "", "required months")]
    [InlineData("consecutive", 2, null, "", "required months")]
    [InlineData("consecutive", null, 3, "", "required months")]
    [InlineData("consecutive", 2, 0, "", "required months")]
    [InlineData("consecutive", 2, -1, "", "required months")]
    [InlineData("skipped", 2, 3, "", "required months")]
    [InlineData("alternate", 2, 3, "", "unknown skip")]
    [InlineData("Consecutive", 2, 3, "", "unknown skip")]
    [InlineData("alternate", null, null, "", "unknown skip, required months")]
    [InlineData("skipped", null, null, "2 3 3", "benefit.month_twice months")]
    [InlineData("consecutive", null, null, "2 2", "benefit.month_twice months")]
    [InlineData("skipped", null, null, "0 2", "benefit.month_range months")]
    [InlineData("skipped", null, null, "-1", "benefit.month_range months")]
    [InlineData("skipped", null, null, "2 13", "benefit.month_range months")]
    [InlineData("consecutive", 0, 2, "", "benefit.month_range months")]
    [InlineData("consecutive", 11, 3, "", "benefit.month_range months")]
    [InlineData("consecutive", 2147483647, 2147483647, "", "benefit.month_range months")]
    [InlineData("skipped", 3, null, "2 3 5", "benefit.start_differs startMonth")]
    [InlineData("consecutive", null, null, "2 3 5", "benefit.not_consecutive months")]
    [InlineData(null, null, null, "1 3", "benefit.not_consecutive months")]
    [InlineData("skipped", null, 2, "2 3 5", "benefit.count_differs months")]
    [InlineData("consecutive", 1, 2, "2 4 13", "benefit.month_range months, benefit.start_differs startMonth, benefit.not_consecutive months, benefit.count_differs months")]
    public void What_is_no_such_month_is_refused_with_its_field(string? skip, int? startMonth, int? count, string picked, string refused)
    {
        var (found, errors) = BenefitMonths.Expand(skip, startMonth, count, Numbers(picked), Day("2026-03-15"), "data.benefit");
        Assert.Null(found);
        Assert.Equal(refused, string.Join(", ", errors.Select(e => $"{e.Code} {e.Field!["data.benefit.".Length..]}")));
        Assert.All(errors, e => Assert.Equal(e.Code == "benefit.month_range" ? 12 : null, e.Need));
    }

    [Fact]
    public void Fifty_percent_months_2_3_and_5()
    {
        var (found, errors) = BenefitMonths.Expand("skipped", 2, 3, [2, 3, 5], Day("2026-11-23"), "data.benefit");
        Assert.Empty(errors);
        Assert.Equal([2, 3, 5], found!.Periods);
        Assert.Equal(["2026-12", "2027-01", "2027-03"], found.Calendar);
        Assert.Equal("2, 3 Y 5", found.Words);
    }

    [Fact]
    public void Alternate_is_every_second_month_from_the_start()
    {
        Assert.Equal([1, 3, 5], BenefitMonths.Alternate(1, 3));
        Assert.Equal([2, 4], BenefitMonths.Alternate(2, 2));
        Assert.Equal([4], BenefitMonths.Alternate(4, 1));
        Assert.Empty(BenefitMonths.Alternate(1, 0));
    }

    private static List<int>? Numbers(string text) => text.Length == 0 ? null : [.. text.Split(' ').Select(n => int.Parse(n, CultureInfo.InvariantCulture))];

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
