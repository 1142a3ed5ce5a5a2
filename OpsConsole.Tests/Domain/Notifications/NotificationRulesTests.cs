using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Notifications;
using Xunit;

namespace OpsConsole.Tests.Domain.Notifications;

/// <summary>Who is told of what (docs/rules.md, "Notifications").</summary>
public sealed class NotificationRulesTests
{
    private const int Doer = 1, Before = 2, After = 3, Responsible = 4;

    [Fact]
    public void A_reassigned_case_is_told_to_whoever_gets_it_and_to_whoever_had_it() =>
        Assert.Equal([(After, NotificationKind.Reassigned), (Before, NotificationKind.HandedOn)], Told(CaseEventType.Reassigned, """{"changes":{"responsibleId":[2,3]},"reason":"Vacaciones"}"""));

    [Fact]
    public void A_case_that_had_nobody_is_told_to_whoever_gets_it_alone() =>
        Assert.Equal([(After, NotificationKind.Reassigned)], Told(CaseEventType.Reassigned, """{"changes":{"responsibleId":[null,3]}}"""));

    [Fact]
    public void A_takeover_is_told_to_whom_the_case_was_taken_from() =>
        Assert.Equal([(Before, NotificationKind.TakenOver)], Told(CaseEventType.TakenOver, """{"changes":{"status":["Unmanaged","Started"],"responsibleId":[2,1]}}"""));

    [Fact]
    public void A_share_is_told_to_those_who_came_to_it() =>
        Assert.Equal([(7, NotificationKind.Shared)], Told(CaseEventType.Shared, """{"changes":{"sharedWith":[[5,6],[5,6,7]]}}"""));

    [Theory]
    [InlineData(CaseEventType.Reopened, "{}", NotificationKind.Reopened)]
    [InlineData(CaseEventType.NextContactDue, "{}", NotificationKind.NextContactDue)]
    [InlineData(CaseEventType.Message, """{"direction":"in","hash":"x"}""", NotificationKind.Message)]
    [InlineData(CaseEventType.Message, """{"direction":"out","failed":"refused"}""", NotificationKind.MessageFailed)]
    public void The_responsible_person_is_told(string type, string data, NotificationKind kind) => Assert.Equal([(Responsible, kind)], Told(type, data));

    [Theory]
    [InlineData("""{"to":[7]}""", NotificationKind.Reminder)]
    [InlineData("""{"rule":"before","to":[7]}""", NotificationKind.DeadlineNear)]
    [InlineData("""{"rule":"at","to":[7]}""", NotificationKind.DeadlinePassed)]
    [InlineData("""{"rule":"each_day","to":[7]}""", NotificationKind.DeadlinePassed)]
    public void A_reminder_is_told_to_those_it_names_by_a_person_or_by_a_rule(string data, NotificationKind kind) => Assert.Equal([(7, kind)], Told(CaseEventType.Reminder, data));

    [Theory]
    [InlineData(CaseEventType.Note, """{"text":"hola"}""")]
    [InlineData(CaseEventType.Message, """{"direction":"out","hash":"x"}""")]
    [InlineData(CaseEventType.Saved, """{"changes":{"responsibleId":[2,3]}}""")]
    [InlineData(CaseEventType.Reassigned, """{"changes":{}}""")]
    public void Of_anything_else_nobody_is_told(string type, string data) => Assert.Empty(Told(type, data));

    [Theory]
    [InlineData(CaseEventType.Reassigned, """{"changes":{"responsibleId":[null,1]}}""")]
    [InlineData(CaseEventType.TakenOver, """{"changes":{"responsibleId":[1,2]}}""")]
    public void Nobody_is_told_of_their_own_deeds(string type, string data) => Assert.Empty(Told(type, data));

    [Fact]
    public void A_case_without_a_responsible_person_is_told_to_nobody() =>
        Assert.Empty(NotificationRules.For(Entry(CaseEventType.NextContactDue, "{}"), null));

    private static IEnumerable<(int, NotificationKind)> Told(string type, string data) => NotificationRules.For(Entry(type, data), Responsible).Select(n => (n.UserId, n.Kind));

    private static CaseEvent Entry(string type, string data) => new() { CaseId = 9, Version = 2, Type = type, Data = data, ById = Doer, At = new(2026, 1, 15, 15, 0, 0, DateTimeKind.Utc) };
}
