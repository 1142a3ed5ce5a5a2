using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;
using OpsConsole.Tests.Support;
using Xunit;

namespace OpsConsole.Tests.Domain.Cases;

/// <summary>What the foot of the form names while somebody types; the desk enforces the same.</summary>
public sealed class ClosingRulesTests
{
    private static readonly CampaignSettings Settings = CampaignTemplate.Create(CampaignKind.CloseTheLoop, "operaciones", "Operaciones", DateTime.UnixEpoch).Settings;
    private static readonly Actor Head = new(1, "Jefe", "jefe@example.test", Role.BranchHead, 0);

    private readonly FakeClock _clock = new();

    [Fact]
    public void An_empty_form_lacks_incident_contact_and_plan() =>
        Assert.Equal([("required", "incidentType"), ("required", "contactType"), ("required", "actionPlan")], ToFinish(new()));

    [Fact]
    public void A_complete_form_with_its_attempt_lacks_nothing() => Assert.Empty(ToFinish(Forms.Finished(), Attempt(AttemptResult.Effective)));

    [Fact]
    public void The_state_on_the_form_does_not_matter_to_what_is_missing() =>
        Assert.Equal(ToFinish(Forms.Finished() with { ActionPlan = null }), ToFinish(Forms.Finished() with { ActionPlan = null, State = AlertForm.FollowUpState }));

    [Theory]
    [InlineData("1234567890123456789", 19)]
    [InlineData("a b c d e f g h i j k l m n o p q r s", 19)]
    [InlineData("                                        ", 0)]
    public void A_plan_counts_its_characters_without_blanks(string plan, int visible) =>
        Assert.Equal(visible == 0 ? ("required", "actionPlan") : ("too_short", "actionPlan"), Assert.Single(ToFinish(Forms.Finished() with { ActionPlan = plan }, Attempt(AttemptResult.Effective))));

    [Fact]
    public void Twenty_visible_characters_are_enough() =>
        Assert.Empty(ToFinish(Forms.Finished() with { ActionPlan = "12345 67890 12345 67890" }, Attempt(AttemptResult.Effective)));

    [Fact]
    public void Only_an_alert_that_needs_assistance_asks_for_the_main_cause()
    {
        Assert.Equal(("required", "rootCause"), Assert.Single(ToFinish(Forms.Finished() with { IncidentType = "needs_assistance" }, Attempt(AttemptResult.Effective))));
        Assert.Empty(ToFinish(Forms.Finished() with { IncidentType = "needs_assistance", RootCause = "waiting" }, Attempt(AttemptResult.Effective)));
    }

    [Theory]
    [InlineData(Role.Agent)]
    [InlineData(Role.RegionalSupervisor)]
    [InlineData(Role.BackOffice)]
    public void Who_may_not_finish_is_told_beside_what_is_missing(Role role) =>
        Assert.Contains(("finish.role", null), ToFinish(new(), Head with { Role = role }));

    [Fact]
    public void A_completed_alert_lacks_a_state_that_can_be_finished() =>
        Assert.Contains(ClosingRules.ToFinish(CaseStatus.Completed, [], Forms.Finished(), Settings, Head, Time), r => r.Code == "case.illegal_transition");

    private CampaignTime Time => new(TimeZoneInfo.FindSystemTimeZoneById("America/Lima"), _clock);

    private List<(string, string?)> ToFinish(AlertForm form, params ContactAttempt[] attempts) => Read(ClosingRules.ToFinish(CaseStatus.Started, attempts, form, Settings, Head, Time));

    private List<(string, string?)> ToFinish(AlertForm form, Actor actor) => Read(ClosingRules.ToFinish(CaseStatus.Started, [], form, Settings, actor, Time));

    private static List<(string, string?)> Read(IEnumerable<Refusal> refusals) => [.. refusals.Select(r => (r.Code, r.Field))];

    private ContactAttempt Attempt(AttemptResult result) => new() { At = _clock.UtcNow, ContactPoint = "900 000 117", Result = result };
}
