using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.People;
using OpsConsole.Domain.Requirements;
using OpsConsole.Tests.Domain.Sla;
using OpsConsole.Tests.Support;
using Xunit;
using Xunit.Abstractions;

namespace OpsConsole.Tests.Domain.Requirements;

/// <summary>Maximum dates over business days and holidays of Chile (docs/rules.md, "Requirements").</summary>
public sealed class MaxDateTests(ITestOutputHelper log)
{
    [Fact]
    public void The_maximum_date_of_a_ticket_is_the_one_found_day_by_day_with_the_days_of_its_subject_and_the_holidays_of_Chile()
    {
        var random = Counts.Seeded(log);
        var campaign = CampaignTemplate.Create(CampaignKind.Requirement, "x", "x", FakeClock.Start);
        var (zone, subjects) = (TimeZoneInfo.FindSystemTimeZoneById("America/Santiago"), campaign.Settings.Requirements.Subjects);
        Assert.Equal(("CL", SlaPolicy.BusinessDays), (campaign.Settings.Sla.Calendar!.Code, campaign.Settings.Sla.Unit));
        Assert.All(subjects, s => Assert.Equal(10, s.SlaDays));
        var actor = new Actor(1, "", "", Role.Agent, 1);
        for (var round = 0; round < Counts.Of(10_000); round++)
        {
            var (days, subject) = (random.Next(1, 31), subjects[random.Next(subjects.Count)]);
            var at = new DateTime(2014, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddSeconds(random.NextInt64(14L * 365 * 86_400));
            campaign.Settings = campaign.Settings with { Requirements = campaign.Settings.Requirements with { Subjects = [.. subjects.Select(s => s.Code == subject.Code ? s with { SlaDays = days } : s)] } };
            var made = Case.CreateRequirement(campaign, new() { Subject = subject.Code, Channel = "phone", Name = "x", Description = "x" }, new() { Id = 1, Code = "x", Name = "x" }, null, null, actor, at, new FakeClock(at));
            var expected = MinuteByMinute.DueAt(campaign.Settings.Sla, days, zone, at, []);
            Assert.True(expected == made.DueAt, $"{at:O} {days}: {expected:O} is not {made.DueAt:O}");
        }
    }

    [Theory]
    [InlineData("2025-09-15T15:00:00Z", 3, "2025-09-22")]       // 18 and 19 September are holidays, then a weekend
    [InlineData("2025-12-24T15:00:00Z", 1, "2025-12-26")]
    [InlineData("2026-04-02T15:00:00Z", 1, "2026-04-06")]       // Good Friday
    public void Holidays_are_left_out(string at, int days, string expected)
    {
        var campaign = CampaignTemplate.Create(CampaignKind.Requirement, "x", "x", FakeClock.Start);
        var (time, start) = (CampaignTime.Of(campaign, TimeProvider.System), DateTime.Parse(at, null, System.Globalization.DateTimeStyles.AdjustToUniversal));
        Assert.Equal(DateOnly.Parse(expected), time.Day((campaign.Settings.SlaOf("general") with { Days = days }).DueAt(start, time)));
    }
}
