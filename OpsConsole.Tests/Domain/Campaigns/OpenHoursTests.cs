using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Tests.Support;
using Xunit;

namespace OpsConsole.Tests.Domain.Campaigns;

public sealed class OpenHoursTests
{
    private static readonly OpenHours[] Week = [.. new[] { DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday }
        .SelectMany(day => new OpenHours[] { new(day, new(14, 0), new(18, 0)), new(day, new(9, 0), new(13, 0)) })];

    // 2026-01-15 is a Thursday; Lima is five hours behind UTC all the year.
    [Theory]
    [InlineData("2026-01-15T15:00", 2, "2026-01-15T17:00")]      // 10:00 to 12:00
    [InlineData("2026-01-15T15:00", 3, "2026-01-15T18:00")]      // to the very end of the morning
    [InlineData("2026-01-15T15:00", 4, "2026-01-15T20:00")]      // over lunch: to 15:00
    [InlineData("2026-01-15T10:00", 1, "2026-01-15T15:00")]      // before opening: from 09:00
    [InlineData("2026-01-15T18:30", 1, "2026-01-15T20:00")]      // in the lunch hour: from 14:00
    [InlineData("2026-01-15T22:00", 2, "2026-01-16T15:00")]      // 17:00: one hour today, one tomorrow
    [InlineData("2026-01-16T22:30", 1, "2026-01-19T14:30")]      // Friday 17:30: half an hour, and half on Monday
    [InlineData("2026-01-17T15:00", 8, "2026-01-19T23:00")]      // Saturday: the whole of Monday
    [InlineData("2026-01-15T14:00", 40, "2026-01-21T23:00")]     // five whole days
    [InlineData("2026-01-15T15:00", 0, "2026-01-15T15:00")]
    public void Hours_count_within_the_open_intervals_only(string start, int hours, string due) =>
        Assert.Equal(Utc(due), After(Week, Utc(start), hours, Lima));

    [Fact]
    public void Overlapping_intervals_count_once()
    {
        OpenHours[] twice = [new(DayOfWeek.Thursday, new(9, 0), new(12, 0)), new(DayOfWeek.Thursday, new(11, 0), new(14, 0))];
        Assert.Equal(Utc("2026-01-15T19:00"), After(twice, Utc("2026-01-15T14:00"), 5, Lima));
    }

    [Fact]
    public void Where_nothing_is_ever_open_time_simply_passes() =>
        Assert.Equal(Utc("2026-01-15T19:00"), After([new(DayOfWeek.Monday, new(9, 0), new(9, 0))], Utc("2026-01-15T15:00"), 4, Lima));

    [Fact]
    public void A_day_on_which_the_clock_jumps_keeps_its_open_hours()
    {
        // Santiago, 2026-09-06: 00:00 becomes 01:00.
        OpenHours[] sunday = [new(DayOfWeek.Sunday, new(0, 0), new(1, 30))];
        var santiago = new CampaignTime(TimeZoneInfo.FindSystemTimeZoneById("America/Santiago"), new FakeClock());
        Assert.Equal(Utc("2026-09-13T03:30"), After(sunday, Utc("2026-09-06T03:00"), 1, santiago));
    }

    private static DateTime After(IReadOnlyList<OpenHours> open, DateTime start, int hours, CampaignTime time) =>
        new SlaPolicy(0, SlaPolicy.BusinessHours) { OpenHours = open, HoursByPriority = new Dictionary<CasePriority, int> { [CasePriority.Normal] = hours } }.DueAt(start, time);

    private static CampaignTime Lima => new(TimeZoneInfo.FindSystemTimeZoneById("America/Lima"), new FakeClock());

    private static DateTime Utc(string text) => DateTime.SpecifyKind(DateTime.Parse(text, System.Globalization.CultureInfo.InvariantCulture), DateTimeKind.Utc);
}
