using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Tests.Support;
using Xunit;

namespace OpsConsole.Tests.Domain.Cases;

/// <summary>Attempts and the campaign's local day. Lima is five hours behind UTC.</summary>
public sealed class AttemptRulesTests
{
    private static readonly CampaignSettings Settings = CampaignTemplate.Create(CampaignKind.CloseTheLoop, "operaciones", "Operaciones", DateTime.UnixEpoch).Settings;

    private readonly FakeClock _clock = new(new DateTime(2026, 1, 15, 5, 0, 0, DateTimeKind.Utc));

    private CampaignTime Lima => new(TimeZoneInfo.FindSystemTimeZoneById("America/Lima"), _clock);

    [Theory]
    [InlineData("2026-01-15 00:00", "2026-01-15 12:00", "2026-01-15 23:59", 3)]
    [InlineData("2026-01-15 22:00", "2026-01-15 23:59", "2026-01-16 00:00", 2)]
    [InlineData("2026-01-14 23:59", "2026-01-15 00:00", "2026-01-15 00:01", 2)]
    public void The_third_call_counts_only_on_the_same_local_day(string first, string second, string third, int most) =>
        Assert.Equal(most, AttemptRules.MostOnOneDay([Unreached(first), Unreached(second), Unreached(third)], Lima));

    [Fact]
    public void A_third_call_after_midnight_does_not_finish_an_unreached_alert()
    {
        List<ContactAttempt> attempts = [Unreached("2026-01-15 20:00"), Unreached("2026-01-15 22:00"), Unreached("2026-01-16 00:00")];
        Assert.Equal(new("finish.attempts_missing", "contactType", 2, 3), AttemptRules.Missing(Settings.Contact("no_answer")!, attempts, Settings, Lima));
        attempts.Add(Unreached("2026-01-16 09:00", AttemptResult.PhoneOff));
        attempts.Add(Unreached("2026-01-16 11:00"));
        Assert.Null(AttemptRules.Missing(Settings.Contact("no_answer")!, attempts, Settings, Lima));
        Assert.Null(AttemptRules.Missing(Settings.Contact("phone_off")!, attempts, Settings, Lima));
    }

    [Fact]
    public void Today_is_the_campaigns_day_not_the_servers()
    {
        At("2026-01-15 20:00");                                     // already the 16th in UTC
        Assert.Equal(1, AttemptRules.Today([Unreached("2026-01-15 08:00"), Unreached("2026-01-14 23:59")], Lima));
    }

    [Fact]
    public void Two_more_calls_are_proposed_two_and_four_hours_after_the_first()
    {
        At("2026-01-15 10:30");
        Assert.Equal(["12:12", "14:12"], Proposed(Unreached("2026-01-15 10:12")));
        Assert.Equal(["12:30"], Proposed(Unreached("2026-01-15 10:12"), Unreached("2026-01-15 10:30")));
        Assert.Empty(Proposed(Unreached("2026-01-15 08:00"), Unreached("2026-01-15 09:00"), Unreached("2026-01-15 10:00")));
    }

    [Theory]
    [InlineData("2026-01-15 05:00", "09:00", null)]
    [InlineData("2026-01-15 06:30", "09:00", "10:30")]
    [InlineData("2026-01-15 15:00", "17:00", "19:00")]
    [InlineData("2026-01-15 15:01", "17:01", null)]
    [InlineData("2026-01-15 17:00", "19:00", null)]
    [InlineData("2026-01-15 17:01", null, null)]
    [InlineData("2026-01-15 19:01", null, null)]
    public void Nothing_is_proposed_before_nine_or_after_seven(string now, string? first, string? second)
    {
        At(now);
        Assert.Equal(new[] { first, second }.OfType<string>(), Proposed());
    }

    [Fact]
    public void A_proposed_hour_that_has_passed_is_now()
    {
        At("2026-01-15 16:00");
        Assert.Equal(["16:00"], Proposed(Unreached("2026-01-15 09:00")));
    }

    private void At(string local) => _clock.Advance(Lima.ToUtc(DateTime.Parse(local)) - _clock.UtcNow is var by && by >= TimeSpan.Zero ? by : throw new ArgumentException(local));

    private IEnumerable<string> Proposed(params ContactAttempt[] attempts) =>
        AttemptRules.Propose(Settings.AttemptProtocol, attempts, Lima).Select(at => Lima.ToLocal(at).ToString("HH:mm"));

    private ContactAttempt Unreached(string local, AttemptResult result = AttemptResult.NoAnswer) =>
        new() { At = Lima.ToUtc(DateTime.Parse(local)), ContactPoint = "900 000 117", Result = result };
}
