using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.RepeatContacts;
using OpsConsole.Tests.Support;
using Xunit;

namespace OpsConsole.Tests.Domain.RepeatContacts;

/// <summary>The form of the front, and the time that an area has, as plain objects (docs/rules.md, "Escalations").</summary>
public sealed class EscalationRulesTests
{
    private static readonly Campaign Campaign = CampaignTemplate.Create(CampaignKind.RepeatContact, "recurrentes", "Recurrentes", FakeClock.Start);
    private static readonly RepeatCell Cell = Campaign.Settings.Cell;

    [Fact]
    public void The_whole_form_is_right() => Assert.Empty(Forms.Escalation().Check(Cell));

    [Fact]
    public void Each_field_that_is_missing_is_named()
    {
        var wrong = new EscalationForm().Check(Cell).Select(r => (r.Code, r.Field)).ToList();
        Assert.Equal([("required", "account"), ("required", "motive"), ("required", "cause"), ("required", "petition")], wrong);
    }

    [Theory]
    [InlineData("cause", "J")]
    [InlineData("petition", "X")]
    [InlineData("area", "marketing")]
    public void What_the_catalogue_does_not_know_is_refused(string field, string value)
    {
        var form = Forms.Escalation();
        form = field switch { "cause" => form with { Cause = value }, "petition" => form with { Petition = value }, _ => form with { Area = value } };
        Assert.Equal([("unknown", field)], form.Check(Cell).Select(r => (r.Code, r.Field!)));
    }

    [Fact]
    public void Every_point_of_the_causes_checklist_wants_a_yes_or_a_no_where_a_person_fills_in()
    {
        var form = Forms.Escalation() with { Checks = new Dictionary<string, bool> { ["visita_agendada"] = true, ["fecha_confirmada"] = false, ["direccion"] = true } };
        Assert.Equal(("required", "checks.orden"), Assert.Single(form.Check(Cell).Select(r => (r.Code, r.Field!))));
        Assert.Empty(form.Check(Cell, isImport: true));
    }

    [Fact]
    public void A_cause_with_an_owner_takes_no_other_area()
    {
        var form = Forms.Escalation("B") with { Area = "soporte" };
        Assert.Equal(("escalation.owner_area", "area"), Assert.Single(form.Check(Cell).Select(r => (r.Code, r.Field!))));
        Assert.Empty((form with { Area = "cuentas_especiales" }).Check(Cell));
        Assert.Empty((form with { Area = null }).Check(Cell));
    }

    [Theory]
    [InlineData("2026-01-15T15:00:00Z", "2026-01-15T23:00:00Z")]        // ten in the morning in Bogotá; open until six
    [InlineData("2026-01-15T20:00:00Z", "2026-01-16T18:00:00Z")]        // three hours today, five tomorrow
    [InlineData("2026-01-16T22:00:00Z", "2026-01-19T20:00:00Z")]        // over the weekend
    [InlineData("2026-01-09T22:00:00Z", "2026-01-13T20:00:00Z")]        // 12 January 2026 is a holiday in Colombia
    [InlineData("2026-01-15T03:00:00Z", "2026-01-15T21:00:00Z")]        // asked at night: from eight
    public void An_area_has_eight_business_hours_of_the_campaign(string asked, string due)
    {
        var at = DateTime.Parse(asked, null, System.Globalization.DateTimeStyles.AdjustToUniversal);
        Assert.Equal(DateTime.Parse(due, null, System.Globalization.DateTimeStyles.AdjustToUniversal), AreaDeadline.Of(Campaign.Settings.Sla, Cell.Area("soporte")!, at, CampaignTime.Of(Campaign, new FakeClock(at))));
    }

    [Theory]
    [InlineData("2026-01-15", "2026-01-15", 0)]
    [InlineData("2026-01-15", "2026-01-16", 1)]
    [InlineData("2026-01-16", "2026-01-19", 1)]
    [InlineData("2026-01-09", "2026-01-13", 1)]
    [InlineData("2026-01-17", "2026-01-18", 0)]
    public void Days_of_management_count_business_days_after_the_form(string from, string to, int days) =>
        Assert.Equal(days, BusinessDays.Between(Campaign.Settings.Sla.Calendar, DateOnly.Parse(from), DateOnly.Parse(to)));

    [Fact]
    public void What_the_back_office_fills_in_is_checked_too()
    {
        var wrong = EscalationRules.Check(new() { Cause = "Z", Management = new('x', CellManagement.TextMax + 1) }, Cell).Select(r => r.Field).ToList();
        Assert.Equal(["cause", "management"], wrong);
        Assert.Empty(EscalationRules.Check(new() { Cause = "A" }, Cell));
    }

    [Fact]
    public void The_back_offices_mark_wins_over_the_areas()
    {
        var both = new Escalation { Form = Forms.Escalation(), AreaRuling = new("missing_data", true, null, 1, FakeClock.Start), BackRuling = new("ok", false, null, 2, FakeClock.Start) };
        Assert.Equal("ok", both.Ruling!.Mark);
        Assert.Equal("missing_data", (both with { BackRuling = null }).Ruling!.Mark);
    }
}
