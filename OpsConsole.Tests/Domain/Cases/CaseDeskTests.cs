using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;
using OpsConsole.Tests.Support;
using Xunit;

namespace OpsConsole.Tests.Domain.Cases;

/// <summary>One alert from opening to its end (docs/rules.md, "State machine", "Attempts", "Undo").</summary>
public sealed class CaseDeskTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory, OnEveryDatabase]
    public async Task Opening_an_unmanaged_alert_starts_it_and_makes_the_opener_responsible(DatabaseKind kind)
    {
        await using var at = await Desk.OpenAsync(kind);
        await at.DoneAsync(desk => desk.OpenAsync(at.Number, at.Head, None));
        var alert = await at.AlertAsync();
        Assert.Equal((CaseStatus.Started, at.Head.Id, at.Clock.UtcNow), (alert.Status, alert.ResponsibleId, alert.StartedAt));
        await at.DoneAsync(desk => desk.OpenAsync(at.Number, at.Analyst, None));
        Assert.Equal((at.Head.Id, 2L), ((await at.AlertAsync()).ResponsibleId, (await at.AlertAsync()).Version));
    }

    [Theory, OnEveryDatabase]
    public async Task Finishing_lists_each_missing_field_before_any_rule(DatabaseKind kind)
    {
        await using var at = await Desk.OpenAsync(kind);
        var refused = Assert.IsType<Outcome.Invalid>(await at.SaveAsync(new() { State = AlertForm.FinishedState, ActionPlan = "muy  corto" }));
        Assert.Equal(["actionPlan", "contactType", "incidentType"], refused.Errors.Select(error => error.Field).Order());
        var plan = refused.Errors.Single(error => error.Field == "actionPlan");
        Assert.Equal(("too_short", 8, 20), (plan.Code, plan.Have, plan.Need));
    }

    [Theory, OnEveryDatabase]
    public async Task An_alert_that_needs_assistance_is_not_finished_without_its_main_cause(DatabaseKind kind)
    {
        await using var at = await Desk.OpenAsync(kind);
        await at.AttemptAsync("effective");
        var form = Forms.Finished() with { IncidentType = "needs_assistance" };
        Assert.Equal("rootCause", Assert.IsType<Outcome.Invalid>(await at.SaveAsync(form)).Errors.Single().Field);
        Assert.IsAssignableFrom<Outcome.Done>(await at.SaveAsync(form with { RootCause = "process" }));
    }

    [Theory]
    [OnEveryDatabase("no_answer")]
    [OnEveryDatabase("phone_off")]
    public async Task An_unreached_customer_needs_three_attempts_on_one_local_day(DatabaseKind kind, string contact)
    {
        await using var at = await Desk.OpenAsync(kind);
        at.Clock.Advance(TimeSpan.FromHours(12));       // 22:00 in Lima: past midnight comes another day there, not in UTC
        await at.AttemptAsync("no_answer");
        await at.AttemptAsync("phone_off");
        at.Clock.Advance(TimeSpan.FromHours(3));
        await at.AttemptAsync("no_answer");
        Assert.Equal(new Refusal("finish.attempts_missing", "contactType", 2, 3), Assert.IsType<Outcome.Refused>(await at.SaveAsync(Forms.Finished(contact))).Reasons.Single());
        await at.AttemptAsync("no_answer");
        await at.AttemptAsync("phone_off");
        Assert.IsAssignableFrom<Outcome.Done>(await at.SaveAsync(Forms.Finished(contact)));
    }

    [Theory, OnEveryDatabase]
    public async Task Attempts_before_an_effective_one_do_not_count_as_unreached(DatabaseKind kind)
    {
        await using var at = await Desk.OpenAsync(kind);
        foreach (var result in new List<string> { "no_answer", "no_answer", "no_answer", "effective" })
        {
            await at.AttemptAsync(result);
            at.Clock.Advance(TimeSpan.FromMinutes(1));
        }
        Assert.Equal("finish.attempts_missing", Assert.IsType<Outcome.Refused>(await at.SaveAsync(Forms.Finished("no_answer"))).Reasons.Single().Code);
    }

    [Theory]
    [OnEveryDatabase("effective")]
    [OnEveryDatabase("refuses_calls")]
    public async Task A_reached_customer_needs_one_attempt_with_that_very_result(DatabaseKind kind, string contact)
    {
        await using var at = await Desk.OpenAsync(kind);
        await at.AttemptAsync("no_answer");
        Assert.Equal((0, 1), Assert.IsType<Outcome.Refused>(await at.SaveAsync(Forms.Finished(contact))).Reasons.Select(reason => (reason.Have!.Value, reason.Need!.Value)).Single());
        await at.AttemptAsync(contact);
        Assert.IsAssignableFrom<Outcome.Done>(await at.SaveAsync(Forms.Finished(contact)));
        var alert = await at.AlertAsync();
        Assert.Equal((CaseStatus.Completed, at.Clock.UtcNow, SlaState.Met), (alert.Status, alert.CompletedAt, alert.SlaStateAt(at.Clock.UtcNow)));
    }

    [Theory]
    [OnEveryDatabase(Role.Agent)]
    [OnEveryDatabase(Role.RegionalSupervisor)]
    [OnEveryDatabase(Role.BackOffice)]
    public async Task Who_may_save_but_not_finish_is_told_so(DatabaseKind kind, Role role)
    {
        await using var at = await Desk.OpenAsync(kind);
        await at.AttemptAsync("effective");
        var actor = await at.Organisation.ActorAsync(role);
        Assert.Equal("finish.role", Assert.IsType<Outcome.Refused>(await at.SaveAsync(Forms.Finished(), actor)).Reasons[0].Code);
        Assert.IsAssignableFrom<Outcome.Done>(await at.SaveAsync(Forms.FollowUp(), actor));
        Assert.Equal(CaseStatus.FollowUp, (await at.AlertAsync()).Status);
    }

    [Theory, OnEveryDatabase]
    public async Task Saving_an_unmanaged_alert_opens_it_first_with_two_entries_of_one_command(DatabaseKind kind)
    {
        await using var at = await Desk.OpenAsync(kind);
        Assert.IsAssignableFrom<Outcome.Done>(await at.SaveAsync(Forms.FollowUp(plan: null)));
        var log = (await at.LogAsync())[^2..];
        Assert.Equal([CaseEventType.Opened, CaseEventType.Saved], log.Select(entry => entry.Type));
        Assert.Single(log.Select(entry => entry.CommandId).Distinct());
    }

    [Theory, OnEveryDatabase]
    public async Task A_completed_alert_refuses_everything_but_undo_and_reopening(DatabaseKind kind)
    {
        await using var at = await Desk.OpenAsync(kind);
        await at.FinishAsync();
        at.Clock.Advance(TimeSpan.FromMinutes(1));
        var desk = at.Get<CaseDesk>();
        var version = (await at.AlertAsync()).Version;
        Outcome[] answers =
        [
            await desk.OpenAsync(at.Number, at.Head, None), await desk.NoteAsync(at.Number, "nota", at.Head, None),
            await desk.RecordAttemptAsync(at.Number, Forms.Attempt(), at.Head, None), await desk.SaveAsync(at.Number, version, Forms.FollowUp(), at.Head, None),
            await desk.TransferAsync(at.Number, Organisation.Sister, "motivo", at.Head, None), await desk.ShareAsync(at.Number, at.Analyst.Email, at.Head, None),
            await desk.ReassignAsync(at.Number, at.Analyst.Email, "motivo", at.Head, None),
        ];
        Assert.All(answers, answer => Assert.Equal("case.illegal_transition", Assert.IsType<Outcome.Refused>(answer).Reasons[0].Code));
        Assert.Equal(version, (await at.AlertAsync()).Version);
    }

    [Theory, OnEveryDatabase]
    public async Task Undo_within_ten_seconds_restores_everything_and_is_itself_written_down(DatabaseKind kind)
    {
        await using var at = await Desk.OpenAsync(kind);
        Assert.IsAssignableFrom<Outcome.Done>(await at.SaveAsync(Forms.FollowUp()));
        var before = await at.AlertAsync();
        await at.AttemptAsync("effective");
        Assert.IsAssignableFrom<Outcome.Done>(await at.SaveAsync(Forms.Finished()));
        at.Clock.Advance(Case.UndoWindow);
        await at.DoneAsync(desk => desk.UndoAsync(at.Number, at.Head, None));
        var after = await at.AlertAsync();
        Assert.Equal((before.Status, before.IsOpen, before.CompletedAt, before.IncidentType, before.ActionPlan, before.ResponsibleId, before.DueAt),
            (after.Status, after.IsOpen, after.CompletedAt, after.IncidentType, after.ActionPlan, after.ResponsibleId, after.DueAt));
        Assert.Equal(CaseEventType.Undone, (await at.LogAsync())[^1].Type);
        Assert.Equal("undo.nothing", await at.UndoRefusalAsync(at.Head));
    }

    [Theory, OnEveryDatabase]
    public async Task Undo_is_refused_after_ten_seconds_to_others_and_after_a_change(DatabaseKind kind)
    {
        await using var at = await Desk.OpenAsync(kind);
        Assert.Equal("undo.nothing", await at.UndoRefusalAsync(at.Head));
        Assert.IsAssignableFrom<Outcome.Done>(await at.SaveAsync(Forms.FollowUp()));
        Assert.Equal("undo.not_yours", await at.UndoRefusalAsync(at.Analyst));
        at.Clock.Advance(Case.UndoWindow + TimeSpan.FromMilliseconds(1));
        Assert.Equal("undo.expired", await at.UndoRefusalAsync(at.Head));
        Assert.IsAssignableFrom<Outcome.Done>(await at.SaveAsync(Forms.FollowUp("otro plan distinto del primero")));
        await at.DoneAsync(desk => desk.NoteAsync(at.Number, "nota de otra persona", at.Analyst, None));
        Assert.Equal("undo.changed_since", await at.UndoRefusalAsync(at.Head));
    }

    [Theory, OnEveryDatabase]
    public async Task Reopening_keeps_responsible_and_deadline_and_needs_a_reason(DatabaseKind kind)
    {
        await using var at = await Desk.OpenAsync(kind);
        Assert.Equal("reopen.not_allowed", Assert.IsType<Outcome.Refused>(await at.Get<CaseDesk>().ReopenAsync(at.Number, "motivo", at.Analyst, None)).Reasons[0].Code);
        await at.FinishAsync();
        var before = await at.AlertAsync();
        at.Clock.Advance(TimeSpan.FromDays(30));
        Assert.Equal("reason", Assert.IsType<Outcome.Invalid>(await at.Get<CaseDesk>().ReopenAsync(at.Number, "  ", at.Analyst, None)).Errors.Single().Field);
        await at.DoneAsync(desk => desk.ReopenAsync(at.Number, "el cliente volvió a llamar", at.Analyst, None));
        var after = await at.AlertAsync();
        Assert.Equal((CaseStatus.FollowUp, before.ResponsibleId, before.DueAt, null, 1), (after.Status, after.ResponsibleId, after.DueAt, after.CompletedAt, after.ReopenedCount));
        Assert.Equal(SlaState.Overdue, after.SlaStateAt(at.Clock.UtcNow));
    }

    [Theory, OnEveryDatabase]
    public async Task A_transferred_alert_leaves_its_branch_and_starts_anew_where_it_arrives(DatabaseKind kind)
    {
        await using var at = await Desk.OpenAsync(kind);
        await at.DoneAsync(desk => desk.OpenAsync(at.Number, at.Head, None));
        var due = (await at.AlertAsync()).DueAt;
        await at.DoneAsync(desk => desk.TransferAsync(at.Number, Organisation.Far, "es cliente de allá", at.Head, None));
        var moved = await at.AlertAsync();
        Assert.Equal((CaseStatus.Transferred, null, due), (moved.Status, moved.ResponsibleId, moved.DueAt));
        Assert.IsType<Outcome.Missing>(await at.Get<CaseDesk>().NoteAsync(at.Number, "nota", at.Head, None));
        await at.DoneAsync(desk => desk.OpenAsync(at.Number, at.Analyst, None));
        Assert.Equal(CaseStatus.Transferred, (await at.AlertAsync()).Status);
        var receiver = await at.Organisation.ActorAsync(Role.BranchHead, Organisation.Far);
        await at.DoneAsync(desk => desk.OpenAsync(at.Number, receiver, None));
        Assert.Equal(CaseStatus.Started, (await at.AlertAsync()).Status);
    }

    [Theory, OnEveryDatabase]
    public async Task Sharing_lets_somebody_of_another_branch_work_the_alert_until_it_ends(DatabaseKind kind)
    {
        await using var at = await Desk.OpenAsync(kind);
        var stranger = await at.Organisation.PersonAsync(Role.BranchHead, Organisation.Far);
        await at.DoneAsync(desk => desk.ShareAsync(at.Number, stranger.Email, at.Head, None));
        Assert.Equal(CaseStatus.Shared, (await at.AlertAsync()).Status);
        var actor = await at.Organisation.ActorAsync(Role.BranchHead, Organisation.Far);
        await at.DoneAsync(desk => desk.NoteAsync(at.Number, "la veo y la trabajo", actor, None));
        await at.DoneAsync(desk => desk.UnshareAsync(at.Number, stranger.Email, at.Head, None));
        Assert.IsType<Outcome.Missing>(await at.Get<CaseDesk>().NoteAsync(at.Number, "ya no", await at.Organisation.ActorAsync(Role.BranchHead, Organisation.Far), None));
    }

    [Theory, OnEveryDatabase]
    public async Task An_attempt_lies_between_the_survey_and_now_and_one_written_down_late_says_so(DatabaseKind kind)
    {
        await using var at = await Desk.OpenAsync(kind);
        async Task<string?> TryAsync(TimeSpan ago) =>
            await at.Get<CaseDesk>().RecordAttemptAsync(at.Number, Forms.Attempt() with { At = at.Clock.UtcNow - ago }, at.Head, None) is Outcome.Refused refused ? refused.Reasons[0].Code : null;
        Assert.Equal("attempt.in_future", await TryAsync(-TimeSpan.FromMinutes(3)));
        Assert.Equal("attempt.before_survey", await TryAsync(TimeSpan.FromDays(2.1)));
        Assert.Equal("attempt.too_old", await TryAsync(TimeSpan.FromDays(8)));
        Assert.Null(await TryAsync(-TimeSpan.FromMinutes(1)));
        Assert.Null(await TryAsync(TimeSpan.FromMinutes(15)));
        Assert.Null(await TryAsync(TimeSpan.FromMinutes(16)));
        Assert.Equal([false, false, true], (await at.AlertAsync()).Attempts.OrderBy(attempt => attempt.Id).Select(attempt => attempt.IsLate));
    }

    /// <summary>One alert of a branch with the people round it.</summary>
    private sealed class Desk : IAsyncDisposable
    {
        private TestDatabase _database = null!;

        public Organisation Organisation { get; private set; } = null!;
        public Actor Head { get; private set; } = null!;
        public Actor Analyst { get; private set; } = null!;
        public string Number { get; private set; } = "";
        public FakeClock Clock => _database.Clock;

        public static async Task<Desk> OpenAsync(DatabaseKind kind)
        {
            var made = new Desk { _database = await TestDatabase.CreateAsync(kind) };
            made.Organisation = await Organisation.CreateAsync(made._database);
            (made.Head, made.Analyst) = (await made.Organisation.ActorAsync(Role.BranchHead), await made.Organisation.ActorAsync(Role.ExperienceAnalyst));
            made.Number = await made.Organisation.AlertAsync();
            return made;
        }

        public T Get<T>() where T : notnull => _database.Get<T>();

        public async Task DoneAsync(Func<CaseDesk, Task<Outcome>> act) => Assert.IsAssignableFrom<Outcome.Done>(await act(Get<CaseDesk>()));

        public Task AttemptAsync(string result) => DoneAsync(desk => desk.RecordAttemptAsync(Number, Forms.Attempt(result), Head, None));

        public async Task<Outcome> SaveAsync(AlertForm form, Actor? actor = null) =>
            await Get<CaseDesk>().SaveAsync(Number, (await AlertAsync()).Version, form, actor ?? Head, None);

        public async Task FinishAsync()
        {
            await AttemptAsync("effective");
            Assert.IsAssignableFrom<Outcome.Done>(await SaveAsync(Forms.Finished()));
        }

        public async Task<string> UndoRefusalAsync(Actor actor) =>
            Assert.IsType<Outcome.Refused>(await Get<CaseDesk>().UndoAsync(Number, actor, None)).Reasons.Single().Code;

        public Task<Case> AlertAsync() => _database.ReadAsync(db => db.Cases.AsNoTracking().Include(c => c.Attempts).SingleAsync(c => c.Id == CaseNumber.IdOf(Number)));

        public Task<List<CaseEvent>> LogAsync() => _database.ReadAsync(db => db.CaseEvents.AsNoTracking().OrderBy(e => e.Sequence).ToListAsync());

        public ValueTask DisposeAsync() => _database.DisposeAsync();
    }
}
