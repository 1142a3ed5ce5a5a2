using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;
using OpsConsole.Tests.Support;
using Xunit;

namespace OpsConsole.Tests.Domain.Cases;

/// <summary>Two cases about one thing become one, and two again (docs/rules.md, "Merging").</summary>
public sealed class MergeTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory, OnEveryDatabase]
    public async Task The_source_closes_with_a_link_its_attempts_and_history_live_on_and_the_target_keeps_the_earlier_deadline(DatabaseKind kind)
    {
        await using var at = await MergeBench.OpenAsync(kind);
        var (source, target) = (await at.MadeAsync("urgent"), await at.MadeAsync("low"));
        await at.AttemptAsync(source, "044 555 011");
        await at.AttemptAsync(target, "044 555 012");
        MergeBench.Done(await at.Desk.NoteAsync(source, "nota de antes", at.Agent, None));
        MergeBench.Done(await at.Desk.ShareAsync(source, (await at.Organisation.PersonAsync(Role.BranchHead, Organisation.Far)).Email, at.Agent, None));
        var due = (await at.FindAsync(source)).DueAt;
        Assert.True(due < (await at.FindAsync(target)).DueAt);

        var done = await at.MergeAsync(source, target);

        var (closed, kept) = (await at.FindAsync(source), await at.FindAsync(target));
        Assert.Equal((CaseStatus.Completed, false, target, done.Version), (closed.Status, closed.IsOpen, closed.MergedInto, closed.Version));
        Assert.Equal(at.Database.Clock.UtcNow, closed.CompletedAt);
        Assert.Empty(closed.Shares);
        Assert.Equal((CaseStatus.Unmanaged, true, null, due), (kept.Status, kept.IsOpen, kept.MergedInto, kept.DueAt));
        Assert.Equal((0, 2), (closed.AttemptCount, kept.AttemptCount));
        Assert.Equal(["044 555 011", "044 555 012"], await at.PointsAsync(target));
        Assert.Equal((CaseEventType.Merged, CaseEventType.Merged), ((await at.LogAsync(source))[^1], (await at.LogAsync(target))[^1]));
        var history = (await at.Database.Get<CaseHistoryQueries>().EventsAsync(target, 0, 100, at.Agent, None))!;
        Assert.Equal([source, target], history.Select(e => e.Number).Distinct().Order());
        Assert.Contains(history, e => e.Type == CaseEventType.Note && e.Number == source);
        Assert.Equal(history.Select(e => e.Sequence).Order(), history.Select(e => e.Sequence));
        Assert.Equal(history.Reverse().Select(e => e.Sequence), (await at.Database.Get<CaseHistoryQueries>().NewestAsync(target, long.MaxValue, 100, at.Agent, None))!.Select(e => e.Sequence));
        Assert.DoesNotContain((await at.Database.Get<CaseHistoryQueries>().EventsAsync(source, 0, 100, at.Agent, None))!, e => e.Number == target);
    }

    [Theory, OnEveryDatabase]
    public async Task Taken_back_within_a_day_both_are_exactly_as_they_were(DatabaseKind kind)
    {
        await using var at = await MergeBench.OpenAsync(kind);
        var (source, target) = (await at.MadeAsync("urgent"), await at.MadeAsync("low"));
        foreach (var number in new[] { source, target })
        {
            await at.AttemptAsync(number, "044 555 01" + number[^1]);
            MergeBench.Done(await at.Desk.DisposeAsync(number, 2, new(["contacto_efectivo", "volver_a_llamar"], "Llama luego", at.Database.Clock.UtcNow.AddDays(3)), at.Agent, None));
            MergeBench.Done(await at.Desk.ShareAsync(number, at.Head.Id.ToString(System.Globalization.CultureInfo.InvariantCulture), at.Agent, None));
        }
        var (before, beside) = (await at.SnapshotAsync(source), await at.SnapshotAsync(target));
        foreach (var asked in new[] { source, target })
        {
            await at.MergeAsync(source, target);
            Assert.NotEqual(before, await at.SnapshotAsync(source));
            at.Database.Clock.Advance(TimeSpan.FromHours(11));
            var back = await at.UndoAsync(asked);
            Assert.Equal(asked, back.Case.Number);
            Assert.Empty(back.Stayed);
            Assert.Equal((before, beside), (await at.SnapshotAsync(source), await at.SnapshotAsync(target)));
            Assert.Equal((CaseEventType.MergeUndone, CaseEventType.MergeUndone), ((await at.LogAsync(source))[^1], (await at.LogAsync(target))[^1]));
            Assert.Equal("undo.nothing", await at.UndoRefusedAsync(source));
            Assert.Equal("undo.nothing", await at.UndoRefusedAsync(target));
        }
        Assert.DoesNotContain((await at.Database.Get<CaseHistoryQueries>().EventsAsync(target, 0, 100, at.Agent, None))!, e => e.Number == source);
        Assert.Empty(await ChainAsync(at.Database));
    }

    [Theory, OnEveryDatabase]
    public async Task What_came_to_the_target_later_stays_there_and_is_listed(DatabaseKind kind)
    {
        await using var at = await MergeBench.OpenAsync(kind);
        var (source, target) = (await at.MadeAsync(), await at.MadeAsync());
        await at.AttemptAsync(source, "044 555 011");
        await at.MergeAsync(source, target);
        await at.AttemptAsync(target, "044 555 012", at.Head);
        MergeBench.Done(await at.Desk.NoteAsync(target, "posterior", at.Agent, None));
        MergeBench.Done(await at.Desk.DisposeAsync(target, (await at.FindAsync(target)).Version, new(["contacto_efectivo", "resuelto"], null, null), at.Head, None));
        MergeBench.Done(await at.Desk.CloseAsync(target, at.Head, None));

        var back = await at.UndoAsync(target);

        Assert.Equal([CaseEventType.Attempt, CaseEventType.Note, CaseEventType.Opened, CaseEventType.Disposition, CaseEventType.Completed], back.Stayed.Select(e => e.Type));
        Assert.Equal("044 555 012", back.Stayed[0].Data.GetProperty("contactPoint").GetString());
        Assert.Equal(["044 555 011"], await at.PointsAsync(source));
        Assert.Equal(["044 555 012"], await at.PointsAsync(target));
        Assert.Equal((CaseStatus.Unmanaged, CaseStatus.Completed), ((await at.FindAsync(source)).Status, (await at.FindAsync(target)).Status));
    }

    [Theory, OnEveryDatabase]
    public async Task Only_the_one_who_merged_takes_it_back_once_within_a_day_and_the_latest_first(DatabaseKind kind)
    {
        await using var at = await MergeBench.OpenAsync(kind);
        var (first, second, third) = (await at.MadeAsync(), await at.MadeAsync(), await at.MadeAsync());
        await at.AttemptAsync(first, "044 555 011");
        await at.MergeAsync(first, second);
        Assert.Equal("undo.not_yours", await at.UndoRefusedAsync(first, at.Head));
        await at.MergeAsync(second, third);
        Assert.Equal(["044 555 011"], await at.PointsAsync(third));
        Assert.Equal([first, second, third], (await at.Database.Get<CaseHistoryQueries>().EventsAsync(third, 0, 100, at.Agent, None))!.Select(e => e.Number).Distinct().Order());
        Assert.Equal("merge.target_merged", await at.UndoRefusedAsync(first));
        await at.UndoAsync(third);
        Assert.Equal(["044 555 011"], await at.PointsAsync(second));
        at.Database.Clock.Advance(TimeSpan.FromHours(24));
        await at.UndoAsync(first);
        await at.MergeAsync(first, second);
        at.Database.Clock.Advance(TimeSpan.FromHours(24) + TimeSpan.FromMilliseconds(1));
        Assert.Equal("undo.expired", await at.UndoRefusedAsync(first));
        MergeBench.Done(await at.Desk.NoteAsync(second, "otra cosa", at.Agent, None));
        Assert.Equal("undo.expired", await at.UndoRefusedAsync(second));
    }

    [Theory, OnEveryDatabase]
    public async Task A_later_command_of_ones_own_is_taken_back_before_the_merge(DatabaseKind kind)
    {
        await using var at = await MergeBench.OpenAsync(kind);
        var (source, target) = (await at.MadeAsync(), await at.MadeAsync());
        await at.MergeAsync(source, target);
        MergeBench.Done(await at.Desk.TakeOverAsync(target, at.Agent, None));
        MergeBench.Done(await at.Desk.ReassignAsync(target, at.Head.Id.ToString(System.Globalization.CultureInfo.InvariantCulture), "turno", at.Agent, None));
        Assert.IsNotType<MergeTakenBack>(await at.Desk.UndoAsync(target, at.Agent, None));
        Assert.Equal(at.Agent.Id, (await at.FindAsync(target)).ResponsibleId);
        Assert.Equal(target, (await at.FindAsync(source)).MergedInto);
        await at.UndoAsync(source);
    }

    [Theory, OnEveryDatabase]
    public async Task The_deadline_is_that_of_the_cases_that_stay_merged_and_of_what_was_decided_since(DatabaseKind kind)
    {
        await using var at = await MergeBench.OpenAsync(kind);
        var (high, urgent, low) = (await at.MadeAsync("high"), await at.MadeAsync("urgent"), await at.MadeAsync("low"));
        var (highDue, urgentDue, lowDue) = ((await at.FindAsync(high)).DueAt, (await at.FindAsync(urgent)).DueAt, (await at.FindAsync(low)).DueAt);
        await at.MergeAsync(high, low);
        await at.MergeAsync(urgent, low);
        Assert.Equal(urgentDue, (await at.FindAsync(low)).DueAt);
        await at.UndoAsync(high);
        Assert.Equal(urgentDue, (await at.FindAsync(low)).DueAt);
        await at.UndoAsync(urgent);
        Assert.Equal(lowDue, (await at.FindAsync(low)).DueAt);
        await at.MergeAsync(urgent, low);
        await at.MergeAsync(high, low);
        await at.UndoAsync(urgent);
        Assert.Equal(highDue, (await at.FindAsync(low)).DueAt);
        MergeBench.Done(await at.Desk.DescribeAsync(low, (await at.FindAsync(low)).Version, new() { Priority = "normal" }, at.Agent, None));
        var decided = (await at.FindAsync(low)).DueAt;
        Assert.NotEqual(lowDue, decided);
        await at.UndoAsync(high);
        Assert.Equal(decided, (await at.FindAsync(low)).DueAt);
    }

    [Theory, OnEveryDatabase]
    public async Task Itself_a_closed_one_one_of_another_kind_one_out_of_sight_and_an_invented_one_are_refused(DatabaseKind kind)
    {
        await using var at = await MergeBench.OpenAsync(kind);
        var (source, closed, alert) = (await at.MadeAsync(), await at.MadeAsync(), await at.Organisation.AlertAsync());
        var far = await at.MadeAsync(branch: Organisation.Far, by: await at.Organisation.ActorAsync(Role.ExperienceAnalyst));
        MergeBench.Done(await at.Desk.DisposeAsync(closed, 1, new(["contacto_efectivo", "resuelto"], null, null), at.Agent, None));
        MergeBench.Done(await at.Desk.CloseAsync(closed, at.Agent, None));
        Assert.Equal("merge.self", await at.RefusedAsync(source, source));
        Assert.Equal("merge.closed_target", await at.RefusedAsync(source, closed));
        Assert.Equal("merge.other_kind", await at.RefusedAsync(source, alert, confirm: true));
        Assert.Equal("case.illegal_transition", await at.RefusedAsync(closed, source));
        foreach (var (target, code) in new (string?, string)[] { (far, "unknown"), ("999999999", "unknown"), ("abc", "unknown"), ("-1", "unknown"), (null, "required"), (" ", "required") })
            Assert.Equal(new Refusal(code, "target"), Assert.IsType<Outcome.Invalid>(await at.Desk.MergeAsync(source, target, false, at.Agent, None)).Errors.Single());
        Assert.IsType<Outcome.Missing>(await at.Desk.MergeAsync(far, source, false, at.Agent, None));
        Assert.IsType<Outcome.Conflict>(await at.Desk.MergeAsync(source, alert, false, at.Agent, None, version: 7));
        await at.MergeAsync(source, await at.MadeAsync());
        Assert.Equal("case.illegal_transition", await at.RefusedAsync(source, await at.MadeAsync()));
        Assert.Equal("merge.closed_target", await at.RefusedAsync(await at.MadeAsync(), source));
    }

    [Theory, OnEveryDatabase]
    public async Task Cases_of_different_customers_are_merged_only_when_somebody_says_so(DatabaseKind kind)
    {
        await using var at = await MergeBench.OpenAsync(kind);
        var (ana, eva) = (await at.CustomerAsync(new() { FirstName = "Ana" }), await at.CustomerAsync(new() { FirstName = "Eva" }));
        var (one, other) = (await at.MadeAsync(customer: ana), await at.MadeAsync(customer: eva));
        Assert.Equal("merge.other_customer", await at.RefusedAsync(one, other));
        await at.MergeAsync(one, other, confirm: true);
        Assert.Equal(eva, (await at.FindAsync(other)).CustomerId);
        await at.MergeAsync(await at.MadeAsync(customer: eva), other);
        await at.MergeAsync(await at.MadeAsync(), other);                              // nobody's yet
        var (alert, second) = (await at.Organisation.AlertAsync(), await at.Organisation.AlertAsync());
        Assert.Equal("merge.other_customer", await at.RefusedAsync(alert, second, at.Head));
    }

    [Theory, OnEveryDatabase]
    public async Task Merged_cases_count_nowhere_and_are_not_reopened(DatabaseKind kind)
    {
        await using var at = await MergeBench.OpenAsync(kind);
        var analyst = await at.Organisation.ActorAsync(Role.ExperienceAnalyst);
        var (source, target) = (await at.Organisation.AlertAsync(), await at.Organisation.AlertAsync());
        await at.MergeAsync(source, target, at.Head, confirm: true);
        var counter = Assert.Single(await at.Database.Get<CounterQueries>().ReadAsync(at.Organisation.Campaign.Id, CounterGroup.Branch, TimeZoneInfo.Utc, analyst, None));
        Assert.Equal((1, 0, null), (counter.Open, counter.CompletedToday, counter.MetPercent));
        var project = (await at.Database.Get<CampaignQueries>().ListAsync(analyst, None)).Single(c => c.Code == "operaciones");
        Assert.Equal(1, project.Effective);
        Assert.Equal("reopen.not_allowed", Assert.IsType<Outcome.Refused>(await at.Desk.ReopenAsync(source, "motivo", analyst, None)).Reasons.Single().Code);
        Assert.Equal([target], (await at.Database.Get<QueueQueries>().ReadAsync(10, at.Head, None)).Select(row => row.Number));
    }

    [Theory, OnEveryDatabase]
    public async Task The_preview_shows_both_what_would_happen_and_what_speaks_against_it(DatabaseKind kind)
    {
        await using var at = await MergeBench.OpenAsync(kind);
        var queries = at.Database.Get<MergeQueries>();
        var (ana, eva) = (await at.CustomerAsync(new() { FirstName = "Ana", FirstSurname = "Rosas" }), await at.CustomerAsync(new() { FirstName = "Eva" }));
        var (source, target, far) = (await at.MadeAsync("urgent", ana), await at.MadeAsync("low", eva), await at.MadeAsync(branch: Organisation.Far, by: await at.Organisation.ActorAsync(Role.ExperienceAnalyst)));
        await at.AttemptAsync(source, "044 555 011");
        MergeBench.Done(await at.Desk.NoteAsync(source, "nota", at.Agent, None));
        var preview = (await queries.PreviewAsync(source, target, at.Agent, None))!;
        Assert.Equal((source, "Ana Rosas", 1, 1, 3L), (preview.Source.Number, preview.Source.CustomerName, preview.Source.Attempts, preview.Source.Notes, preview.Source.Version));
        Assert.Equal((target, "Eva", 0, "servicio"), (preview.Target!.Number, preview.Target.CustomerName, preview.Target.Attempts, preview.Target.Campaign));
        Assert.Equal((true, preview.Source.DueAt), (preview.AreDifferentCustomers, preview.DueAt));
        Assert.Empty(preview.Refusals);
        foreach (var (asked, code) in new (string?, string)[] { (source, "merge.self"), (await at.Organisation.AlertAsync(), "merge.other_kind"), (far, "unknown"), ("", "required") })
            Assert.Equal(code, (await queries.PreviewAsync(source, asked, at.Agent, None))!.Refusals.Single().Code);
        Assert.Null(await queries.PreviewAsync(far, source, at.Agent, None));
        await at.MergeAsync(source, target, confirm: true);
        Assert.Equal("case.illegal_transition", (await queries.PreviewAsync(source, target, at.Agent, None))!.Refusals.Single().Code);
        Assert.Equal((1, 1), ((await queries.PreviewAsync(target, source, at.Agent, None))!.Source.Attempts, (await queries.PreviewAsync(target, source, at.Agent, None))!.Source.Notes));
    }

    [Theory, OnEveryDatabase]
    public async Task Open_cases_of_the_kind_are_offered_by_customer_number_name_and_document(DatabaseKind kind)
    {
        await using var at = await MergeBench.OpenAsync(kind);
        var analyst = await at.Organisation.ActorAsync(Role.ExperienceAnalyst);
        var ana = await at.CustomerAsync(new() { FirstName = "Ana", FirstSurname = "Rosales", Document = new("DNI", "44556677") });
        var (own, same, other) = (await at.MadeAsync(customer: ana), await at.MadeAsync(customer: ana), await at.MadeAsync(customer: await at.CustomerAsync(new() { FirstName = "Eva", FirstSurname = "Muñoz" })));
        var (far, alert) = (await at.MadeAsync(customer: ana, branch: Organisation.Far, by: analyst), await at.Organisation.AlertAsync());
        await at.MergeAsync(await at.MadeAsync(customer: ana), same);
        Assert.Equal([same], await ChoicesAsync(null));
        Assert.Equal([same], await ChoicesAsync("rosales ANA"));
        Assert.Equal([same], await ChoicesAsync("44556677"));
        Assert.Equal([other], await ChoicesAsync("munoz"));
        Assert.Equal([other], await ChoicesAsync(other));
        Assert.Empty(await ChoicesAsync(alert));
        Assert.Empty(await ChoicesAsync(far));
        Assert.Equal([far, same], await ChoicesAsync(null, analyst));
        Assert.Null(await at.Database.Get<MergeQueries>().ChoicesAsync(far, null, at.Agent, None));

        async Task<IEnumerable<string>> ChoicesAsync(string? text, Actor? by = null) => (await at.Database.Get<MergeQueries>().ChoicesAsync(own, text, by ?? at.Agent, None))!.Select(c => c.Number);
    }

    private static Task<List<string>> ChainAsync(TestDatabase database) => database.ReadAsync(db => db.Cases.Where(c => c.MergedIntoId != null).Select(c => c.Number).ToListAsync());
}
