using System.Globalization;
using System.Text.Json;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Sla;
using OpsConsole.Tests.Support;
using Xunit;

namespace OpsConsole.Tests.Domain.Sla;

public sealed class HolidayTests
{
    [Theory, Trait("Category", RealData.Category)]
    [InlineData("PE")]
    [InlineData("CO")]
    [InlineData("EC")]
    [InlineData("CL")]
    public void The_holidays_of_every_year_are_those_of_the_public_lists(string country)
    {
        var ours = CountryCalendar.Of(country).Days();
        Assert.Equal(Listed(country).Select(d => d.Date), ours.Select(d => d.Date));
        Assert.All(ours, day => Assert.False(string.IsNullOrWhiteSpace(day.Name) || string.IsNullOrWhiteSpace(day.Law)));
    }

    [Fact, Trait("Category", RealData.Category)]
    public void The_three_hundred_deadlines_in_working_days_agree()
    {
        var spain = new BusinessCalendar
        {
            Code = "ES",
            Name = "España",
            FirstYear = 2013,
            LastYear = 2028,
            Weekend = [DayOfWeek.Saturday, DayOfWeek.Sunday],
            Holidays = Listed("ES").ToDictionary(d => d.Date, d => d.Name),
        };
        var calendars = CountryCalendar.Codes.Select(c => BusinessCalendar.Of(CountryCalendar.Of(c))).Append(spain).ToDictionary(c => c.Code);
        var time = new CampaignTime(TimeZoneInfo.Utc, new FakeClock());
        var rows = File.ReadLines(RealData.File("calendars", "plazos_dev.csv")).Skip(1).Select(l => l.Split(',')).ToList();
        Assert.Equal(300, rows.Count);
        Assert.All(rows, row =>
        {
            var policy = new SlaPolicy(int.Parse(row[3], CultureInfo.InvariantCulture), SlaPolicy.BusinessDays) { Calendar = calendars[row[0]] };
            var start = DateTime.Parse(row[1], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
            Assert.Equal(row[4], policy.DueAt(start.AddHours(10), time).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        });
    }

    [Fact]
    public void Laws_move_holidays_to_where_they_make_a_long_weekend()
    {
        string Of(string country, string name, int year) => string.Join(" ", CountryCalendar.Of(country).Days().Where(d => d.Date.Year == year && d.Name.Contains(name, StringComparison.Ordinal)).Select(d => d.Date.ToString("MM-dd", CultureInfo.InvariantCulture)));
        Assert.Equal("06-30", Of("CO", "San Pedro", 2014));          // shares its Monday with Sagrado Corazón
        Assert.Equal("10-15", Of("CL", "Encuentro", 2018));          // a Friday goes to Monday
        Assert.Equal("11-02", Of("CL", "Evangélicas", 2018));        // a Wednesday to Friday
        Assert.Equal("01-01 12-31", Of("EC", "Año Nuevo", 2021));    // that of 2022 is a Saturday
        Assert.Equal("", Of("EC", "Año Nuevo", 2022));
    }

    private static List<CalendarDay> Listed(string country)
    {
        using var file = JsonDocument.Parse(File.ReadAllText(RealData.File("calendars", $"feriados_{country}.json")));
        return [.. file.RootElement.GetProperty("adoptado").EnumerateArray()
            .Select(d => new CalendarDay(DateOnly.Parse(d.GetProperty("fecha").GetString()!, CultureInfo.InvariantCulture), d.GetProperty("nombre_es").GetString()!))
            .DistinctBy(d => d.Date).OrderBy(d => d.Date)];
    }
}
