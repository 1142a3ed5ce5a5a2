using System.Globalization;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Sla;
using OpsConsole.Tests.Support;
using Xunit;
using Xunit.Abstractions;

namespace OpsConsole.Tests.Domain.Sla;

public sealed class DeadlineTests(ITestOutputHelper log)
{
    private static readonly Dictionary<string, string> Zones = new() { ["PE"] = "America/Lima", ["CO"] = "America/Bogota", ["EC"] = "America/Guayaquil", ["CL"] = "America/Santiago" };
    private static readonly Dictionary<string, BusinessCalendar> Calendars = Zones.Keys.ToDictionary(c => c, c => BusinessCalendar.Of(CountryCalendar.Of(c)));

    [Fact]
    public void A_survey_of_15_06_2023_at_08_48_45_in_Lima_is_due_three_natural_days_later_at_that_second()
    {
        var start = Utc("2023-06-15T13:48:45");
        var due = new SlaPolicy(3).DueAt(start, Time("America/Lima"));
        Assert.Equal(Utc("2023-06-18T13:48:45"), due);
        Assert.Equal(SlaState.Met, SlaPolicy.StateOf(due, due, due));
        Assert.Equal(SlaState.Missed, SlaPolicy.StateOf(due, due.AddSeconds(1), due.AddSeconds(1)));
    }

    [Fact]
    public void Every_deadline_is_the_one_found_minute_by_minute_and_its_receipt_adds_up()
    {
        var random = Counts.Seeded(log);
        for (var round = 0; round < Counts.Of(10_000); round++)
        {
            var country = Pick(random, [.. Zones.Keys]);
            var zone = TimeZoneInfo.FindSystemTimeZoneById(Zones[country]);
            var policy = Policy(random, Calendars[country]);
            // Half of the starts lie within two weeks of a clock change in Chile.
            var start = random.Next(2) == 0
                ? Utc("2014-01-01T00:00:00").AddSeconds(random.NextInt64(14L * 365 * 86_400))
                : Pick(random, [Utc("2024-04-07T03:00:00"), Utc("2024-09-08T04:00:00"), Utc("2026-04-05T03:00:00"), Utc("2026-09-06T04:00:00")]).AddSeconds(random.Next(-14 * 86_400, 86_400));
            var pauses = Pauses(random, start, policy);
            var expected = MinuteByMinute.DueAt(policy, policy.Amount(CasePriority.Normal), zone, start, pauses);
            var receipt = policy.Receipt(start, Time(zone.Id), CasePriority.Normal, pauses);
            var what = $"{country} {start:O} {policy.Unit} {policy.Amount(CasePriority.Normal)} {Json.Write(policy.OpenHours)} {Json.Write(policy.Calendar?.Weekend)} {Json.Write(pauses)}";
            Assert.True(expected == receipt.DueAt, $"{what}: {expected:O} is not {receipt.DueAt:O}");
            AssertAddsUp(receipt, zone, what);
        }
    }

    [Fact]
    public void A_pause_that_begins_at_the_very_deadline_still_stops_the_clock_and_one_after_it_does_not()
    {
        var (start, lima) = (Utc("2023-06-12T15:00:00"), Time("America/Lima"));        // Monday, ten in the morning
        var (days, hours) = (new SlaPolicy(3), Hours(8, Calendars["PE"]));
        DateTime Due(SlaPolicy policy, string from, string to) => policy.DueAt(start, lima, CasePriority.Normal, [new(Utc(from), Utc(to))]);
        Assert.Equal(Utc("2023-06-17T11:30:00"), Due(days, "2023-06-15T15:00:00", "2023-06-17T11:30:00"));
        Assert.Equal(Utc("2023-06-15T15:00:00"), Due(days, "2023-06-15T15:01:00", "2023-06-17T11:30:00"));
        Assert.Equal(Utc("2023-06-12T23:00:00"), Due(hours, "2023-06-12T23:01:00", "2023-06-13T15:00:00"));       // closed since six in the evening
        Assert.Equal(Utc("2023-06-12T23:00:00"), Due(hours, "2023-06-12T23:00:00", "2023-06-13T14:00:00"));
        Assert.Equal(Utc("2023-06-13T15:00:00"), Due(hours, "2023-06-12T23:00:00", "2023-06-13T15:00:00"));
        var receipt = Hours(6, Calendars["PE"]).Receipt(start, lima, CasePriority.Normal, [new(Utc("2023-06-12T21:00:00"), Utc("2023-06-13T21:00:00"))]);
        Assert.Equal((Utc("2023-06-13T21:00:00"), TimeSpan.FromHours(6)), (receipt.DueAt, receipt.Counted));
    }

    [Fact]
    public void The_receipt_names_weekends_holidays_and_what_is_closed()
    {
        // Wednesday 26 July 2023, 16:00 in Lima: Friday and Saturday are holidays.
        var receipt = Hours(8, Calendars["PE"]).Receipt(Utc("2023-07-26T21:00:00"), Time("America/Lima"));
        Assert.Equal(
        [
            "2023-07-26T16:00 Counted ", "2023-07-26T18:00 Closed ", "2023-07-27T09:00 Counted ",
        ], receipt.Spans.Select(s => $"{s.From.AddHours(-5):yyyy-MM-ddTHH:mm} {s.Kind} {s.Name}"));
        Assert.Equal(Utc("2023-07-27T20:00:00"), receipt.DueAt);
        var days = new SlaPolicy(2, SlaPolicy.BusinessDays) { Calendar = Calendars["PE"] }.Receipt(Utc("2023-07-26T21:00:00"), Time("America/Lima"));
        Assert.Equal(
        [
            "07-26 StartDay ", "07-27 Counted ", "07-28 Holiday Fiestas Patrias", "07-29 Holiday Fiestas Patrias", "07-30 Weekend ", "07-31 Counted ",
        ], days.Spans.Select(s => $"{s.From.AddHours(-5):MM-dd} {s.Kind} {s.Name}"));
        Assert.Equal((Utc("2023-08-01T04:59:59.999"), null), (days.DueAt, days.UnknownFrom));
    }

    [Fact]
    public void A_calendar_that_ends_before_the_deadline_says_so()
    {
        var receipt = new SlaPolicy(3, SlaPolicy.BusinessDays) { Calendar = Calendars["CL"] }.Receipt(Utc("2028-12-28T15:00:00"), Time("America/Santiago"));
        Assert.Equal(new DateOnly(2029, 1, 1), receipt.UnknownFrom);
    }

    [Fact]
    public void A_policy_that_was_stored_before_there_were_calendars_is_read_as_it_was()
    {
        var stored = Json.Read<SlaPolicy>("""{"days":0,"unit":"business_hours","from":"createdAt","hoursByPriority":{"urgent":4,"normal":24},"openHours":[{"weekday":"Monday","from":"09:00","to":"18:00"}]}""");
        Assert.Equal((null, 4, 0), (stored.Calendar, stored.Amount(CasePriority.Urgent), stored.PauseStates.Count));
        Assert.Equal(Utc("2026-01-19T18:00:00"), stored.DueAt(Utc("2026-01-17T15:00:00"), Time("America/Lima"), CasePriority.Urgent));
        var written = Json.Read<SlaPolicy>(Json.Write(stored with { Calendar = Calendars["EC"], PauseStates = [CaseStatus.FollowUp] }));
        Assert.Equal(("Navidad", CaseStatus.FollowUp), (written.Calendar!.Holidays[new(2022, 12, 26)], written.PauseStates.Single()));
    }

    private static void AssertAddsUp(DeadlineReceipt receipt, TimeZoneInfo zone, string what)
    {
        var at = receipt.Start;
        foreach (var span in receipt.Spans)
        {
            Assert.True(span.From == at && span.To > span.From, what);
            at = span.To;
        }
        Assert.True(at == receipt.DueAt, what);
        var counted = receipt.Spans.Where(s => s.Kind == SpanKind.Counted).ToList();
        if (receipt.Unit == SlaPolicy.BusinessHours)
            Assert.Equal(TimeSpan.FromHours(receipt.Amount), receipt.Counted);
        else if (receipt.Unit == SlaPolicy.BusinessDays)
            Assert.Equal(receipt.Amount, counted.Count);
        else if (receipt.Spans.Count == 1)
            Assert.InRange(TimeZoneInfo.ConvertTimeFromUtc(receipt.DueAt, zone) - TimeZoneInfo.ConvertTimeFromUtc(receipt.Start, zone) - TimeSpan.FromDays(receipt.Amount), TimeSpan.Zero, TimeSpan.FromHours(1));
    }

    private static SlaPolicy Policy(Random random, BusinessCalendar calendar)
    {
        calendar = calendar with { Weekend = Pick<DayOfWeek[]>(random, [[DayOfWeek.Saturday, DayOfWeek.Sunday], [DayOfWeek.Sunday], [], [DayOfWeek.Friday, DayOfWeek.Saturday]]) };
        return random.Next(4) switch
        {
            0 => new(random.Next(1, 9)),
            1 => new(random.Next(1, 12), SlaPolicy.BusinessDays) { Calendar = random.Next(5) == 0 ? null : calendar },
            _ => Hours(random.Next(1, 30), random.Next(5) == 0 ? null : calendar) with { OpenHours = Intervals(random, calendar) },
        };
    }

    private static SlaPolicy Hours(int hours, BusinessCalendar? calendar) =>
        new(0, SlaPolicy.BusinessHours) { Calendar = calendar, HoursByPriority = new Dictionary<CasePriority, int> { [CasePriority.Normal] = hours } };

    private static List<OpenHours> Intervals(Random random, BusinessCalendar calendar)
    {
        var found = new List<OpenHours>();
        foreach (var day in Enum.GetValues<DayOfWeek>().Where(d => !calendar.Weekend.Contains(d) && random.Next(6) > 0))
        {
            var cuts = Enumerable.Range(0, 2 * random.Next(1, 4)).Select(_ => random.Next(0, 96) * 15).Distinct().Order().ToList();
            for (var i = 0; i + 1 < cuts.Count; i += 2)
                found.Add(new(day, TimeOnly.MinValue.AddMinutes(cuts[i]), TimeOnly.MinValue.AddMinutes(cuts[i + 1])));
            if (random.Next(4) == 0 && cuts.Count % 2 == 1)
                found.Add(new(day, TimeOnly.MinValue.AddMinutes(cuts[^1]), TimeOnly.MinValue));
        }
        var always = Enum.GetValues<DayOfWeek>().First(d => !calendar.Weekend.Contains(d));
        return found.Count == 0 ? [new(always, new(8, 0), new(0, 0))] : found;
    }

    private static List<Pause> Pauses(Random random, DateTime start, SlaPolicy policy)
    {
        var found = new List<Pause>();
        var at = start.AddTicks(-(start.Ticks % TimeSpan.TicksPerMinute)).AddMinutes(random.Next(-60, 2_000));
        for (var left = random.Next(0, 4); left > 0; left--)
        {
            var to = at.AddMinutes(random.Next(1, policy.Unit == SlaPolicy.BusinessHours ? 900 : 6_000));
            found.Add(new(at, to));
            at = to.AddMinutes(random.Next(1, 3_000));
        }
        return found;
    }

    private static T Pick<T>(Random random, T[] from) => from[random.Next(from.Length)];

    private static CampaignTime Time(string zone) => new(TimeZoneInfo.FindSystemTimeZoneById(zone), new FakeClock());

    private static DateTime Utc(string text) => DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
}
