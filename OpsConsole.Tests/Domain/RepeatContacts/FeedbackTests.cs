using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Notifications;
using OpsConsole.Domain.People;
using OpsConsole.Domain.RepeatContacts;
using OpsConsole.Tests.Support;
using Xunit;

namespace OpsConsole.Tests.Domain.RepeatContacts;

/// <summary>Issue 7: records of feedback, and the plan of action of a week (docs/rules.md, "Feedback", "Reports of the cell").</summary>
public sealed class FeedbackTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly DateOnly Monday = new(2026, 1, 12);
    private static readonly FeedbackForm Said = new("Registro de la orden", "El área no era la de la causal", "Repasar la tabla de áreas");

    [Theory, OnEveryDatabase]
    public async Task A_record_is_opened_once_for_a_person_and_week_the_person_is_told_and_acknowledges_and_until_then_the_coordinator_sees_it_as_pending(DatabaseKind kind)
    {
        await using var weeks = await WrongAsync(kind);
        var (desk, queries, at) = (weeks.Database.Get<FeedbackDesk>(), weeks.Database.Get<FeedbackQueries>(), weeks.Organisation);
        var (agent, back, coordinator) = (await at.ActorAsync(Role.Agent), await at.ActorAsync(Role.BackOffice), await at.ActorAsync(Role.RegionalSupervisor));
        Assert.IsType<Outcome.Done>(await desk.OpenAsync("recurrentes", agent.Id, Monday, Said, back, None));
        Assert.Equal("feedback.there_already", Refused(await desk.OpenAsync("recurrentes", agent.Id, Monday, Said, coordinator, None)));
        var pending = Assert.Single(await queries.ListAsync("recurrentes", true, coordinator, None));
        Assert.Equal(("Agent.HOME", Monday, 6, 2, "BackOffice.HOME", true, false), (pending.Agent, pending.Week, pending.Marked, pending.Errors, pending.OpenedBy, pending.IsPending, pending.IsOwn));
        var told = Assert.Single(await weeks.Database.Get<NotificationQueries>().PageAsync(10, null, true, agent, None), n => n.Kind == NotificationKind.Feedback);
        Assert.Equal(("recurrentes", false), (told.Campaign, told.IsOutOfReach));
        foreach (var (role, branch, sees) in new[] { (Role.Agent, Organisation.Home, true), (Role.Agent, Organisation.Sister, false), (Role.BranchHead, Organisation.Home, false), (Role.RegionalSupervisor, Organisation.Home, true), (Role.RegionalSupervisor, Organisation.Far, false), (Role.BackOffice, Organisation.Home, true), (Role.ExperienceAnalyst, Organisation.Home, true), (Role.Administrator, Organisation.Home, true) })
            Assert.Equal((role, branch, sees ? 1 : 0), (role, branch, (await queries.ListAsync(null, false, await at.ActorAsync(role, branch), None)).Count));

        Assert.IsType<Outcome.Forbidden>(await desk.AcknowledgeAsync(pending.Id, null, coordinator, None));
        Assert.IsType<Outcome.Missing>(await desk.AcknowledgeAsync(pending.Id, null, await at.ActorAsync(Role.Agent, Organisation.Sister), None));
        Assert.Equal("commitment", Assert.Single(Assert.IsType<Outcome.Invalid>(await desk.AcknowledgeAsync(pending.Id, new('x', Feedback.TextMax + 1), agent, None)).Errors).Field);
        Assert.IsType<Outcome.Done>(await desk.AcknowledgeAsync(pending.Id, "Reviso la tabla antes de escalar.", agent, None));
        Assert.Equal("feedback.acknowledged_already", Refused(await desk.AcknowledgeAsync(pending.Id, null, agent, None)));
        Assert.Empty(await queries.ListAsync("recurrentes", true, coordinator, None));
        var read = (await queries.FindAsync(pending.Id, coordinator, None))!;
        Assert.Equal(("Reviso la tabla antes de escalar.", (DateTime?)weeks.Database.Clock.UtcNow), (read.Commitment, read.AcknowledgedAt));
        Assert.Equal(["feedback.acknowledged", "feedback.opened"], await weeks.Database.ReadAsync(db => db.Audit.Where(e => e.Type.StartsWith("feedback.") && e.CampaignId == weeks.Campaign.Id).Select(e => e.Type).OrderBy(t => t).ToListAsync()));
    }

    [Theory, OnEveryDatabase]
    public async Task What_is_missing_nobody_in_reach_or_without_a_wrong_form_opens_no_record(DatabaseKind kind)
    {
        await using var weeks = await WrongAsync(kind);
        var (desk, at) = (weeks.Database.Get<FeedbackDesk>(), weeks.Organisation);
        var (agent, analyst) = ((await at.PersonAsync(Role.Agent)).Id, await at.ActorAsync(Role.ExperienceAnalyst));
        var wrong = Assert.IsType<Outcome.Invalid>(await desk.OpenAsync("recurrentes", agent, Monday.AddDays(1), new(" ", null, "", new('x', Feedback.TextMax + 1)), analyst, None));
        Assert.Equal(["week", "process", "error", "reinforcement", "commitment"], wrong.Errors.Select(e => e.Field));
        Assert.Equal("feedback.nothing_wrong", Refused(await desk.OpenAsync("recurrentes", agent, Monday.AddDays(-7), Said, analyst, None)));
        Assert.Equal("feedback.nothing_wrong", Refused(await desk.OpenAsync("recurrentes", (await at.PersonAsync(Role.Agent, Organisation.Sister)).Id, Monday, Said, analyst, None)));
        Assert.Equal("case.other_kind", Refused(await desk.OpenAsync("operaciones", agent, Monday, Said, analyst, None)));
        Assert.IsType<Outcome.Missing>(await desk.OpenAsync("recurrentes", 99_999, Monday, Said, analyst, None));
        Assert.IsType<Outcome.Missing>(await desk.OpenAsync("recurrentes", agent, Monday, Said, await at.ActorAsync(Role.RegionalSupervisor, Organisation.Far), None));
        foreach (var role in new[] { Role.Agent, Role.BranchHead, Role.Administrator })
            Assert.IsType<Outcome.Forbidden>(await desk.OpenAsync("recurrentes", agent, Monday, Said, await at.ActorAsync(role), None));
        Assert.Equal(0, await weeks.Database.ReadAsync(db => db.Feedback.CountAsync()));
    }

    [Theory, OnEveryDatabase]
    public async Task The_rate_of_the_four_weeks_after_the_record_stands_beside_it(DatabaseKind kind)
    {
        await using var weeks = await WrongAsync(kind);
        var (analyst, clock) = (await weeks.Organisation.ActorAsync(Role.ExperienceAnalyst), weeks.Database.Clock);
        Assert.IsType<Outcome.Done>(await weeks.Database.Get<FeedbackDesk>().OpenAsync("recurrentes", (await weeks.Organisation.PersonAsync(Role.Agent)).Id, Monday, Said, analyst, None));
        async Task<CellAgent> ReadAsync() => Assert.Single((await weeks.Database.Get<CellQueries>().QualityAsync(weeks.Campaign, Monday, analyst, None)).Top);
        await weeks.MarkAsync(await weeks.FormAsync(), "wrong_area");        // of the same day: before
        Assert.Equal((new MarkCount(7, 3), default(MarkCount), true), ((await ReadAsync()).Count, (await ReadAsync()).After, (await ReadAsync()).Feedback!.IsPending));
        clock.Jump(TimeSpan.FromDays(1));
        await weeks.MarkAsync(await weeks.FormAsync(), "ok");
        await weeks.MarkAsync(await weeks.FormAsync(), "missing_data");
        clock.Jump(TimeSpan.FromDays(27));
        await weeks.MarkAsync(await weeks.FormAsync(), "ok");
        clock.Jump(TimeSpan.FromDays(1));
        await weeks.MarkAsync(await weeks.FormAsync(), "wrong_area");        // of the 29th day: after
        Assert.Equal((3, 1, (decimal?)33.3m), ((await ReadAsync()).After.Marked, (await ReadAsync()).After.Wrong, (await ReadAsync()).After.Rate));
    }

    [Theory, OnEveryDatabase]
    public async Task The_plan_of_a_week_is_kept_with_who_and_when_and_whoever_saves_over_a_newer_one_is_told(DatabaseKind kind)
    {
        await using var weeks = await CellWeeks.CreateAsync(kind, new(1), 0);
        var (desk, at) = (weeks.Database.Get<FeedbackDesk>(), weeks.Organisation);
        var (back, coordinator) = (await at.ActorAsync(Role.BackOffice), await at.ActorAsync(Role.RegionalSupervisor));
        Assert.Equal(1, Assert.IsType<Outcome.Done>(await desk.PlanAsync("recurrentes", Monday, 0, "Reforzar visitas", back, None)).Version);
        var conflict = Assert.IsType<Outcome.Conflict>(await desk.PlanAsync("recurrentes", Monday, 0, "Otro", coordinator, None));
        Assert.Equal((1L, "BackOffice.HOME", "Reforzar visitas"), (conflict.Version, conflict.ChangedBy, (string?)conflict.Theirs["plan"]));
        Assert.Equal(2, Assert.IsType<Outcome.Done>(await desk.PlanAsync("recurrentes", Monday, 1, "Otro", coordinator, None)).Version);
        var plan = (await weeks.Database.Get<CellQueries>().WeekAsync(weeks.Campaign, Monday, back, None)).Plan;
        Assert.Equal(("Otro", "RegionalSupervisor.HOME", (DateTime?)weeks.Database.Clock.UtcNow, null, 2L), (plan.Text, plan.By, plan.At, plan.SentAt, plan.Version));
        Assert.IsType<Outcome.Invalid>(await desk.PlanAsync("recurrentes", Monday.AddDays(2), 0, "x", back, None));
        Assert.IsType<Outcome.Invalid>(await desk.PlanAsync("recurrentes", Monday, 2, new('x', ClientWeek.PlanMax + 1), back, None));
        var both = await Task.WhenAll(Enumerable.Range(0, 2).Select(i => desk.PlanAsync("recurrentes", Monday.AddDays(7), 0, $"Plan {i}", back, None)));
        Assert.Single(both.OfType<Outcome.Done>());
        Assert.Single(both.OfType<Outcome.Conflict>());
    }

    /// <summary>Six marked forms of the agent this week, two of them wrong.</summary>
    private static async Task<CellWeeks> WrongAsync(DatabaseKind kind)
    {
        var weeks = await CellWeeks.CreateAsync(kind, new(1), 0);
        foreach (var mark in new[] { "ok", "wrong_area", "ok", "missing_data", "ok", "ok" })
            await weeks.MarkAsync(await weeks.FormAsync(), mark);
        return weeks;
    }

    private static string Refused(Outcome outcome) => Assert.Single(Assert.IsType<Outcome.Refused>(outcome).Reasons).Code;
}
