using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Bulk;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Jobs;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;
using OpsConsole.Tests.Filters;
using OpsConsole.Tests.Support;
using Xunit;
using Xunit.Abstractions;

namespace OpsConsole.Tests.Domain.Bulk;

/// <summary>One change of many cases (docs/rules.md, "Bulk changes"; issue 3, line 6).</summary>
public sealed class BulkTests(ITestOutputHelper log)
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory, OnEveryDatabase]
    public async Task Of_many_finished_together_those_that_lack_a_field_are_listed_and_undo_restores_all(DatabaseKind kind)
    {
        var (all, lacking) = Counts.Full ? (10_000, 137) : (1_000, 14);
        await using var bench = await BulkBench.CreateAsync(kind);
        await bench.FillAsync(all, i => i % (all / lacking) == 0 && i / (all / lacking) < lacking);
        using var measure = new Measure(log);
        var before = await bench.SnapshotAsync();

        measure.Begin();
        var preview = await bench.PrepareAsync(BulkAction.Finish);
        Assert.Equal((all, all - lacking, "finish.fields_missing", lacking), (preview.Total, preview.WillDo, preview.WillRefuse.Single().Key, preview.WillRefuse.Single().Value));
        measure.Say($"{kind}: preview of {all}");
        Assert.Equal(before, await bench.SnapshotAsync());

        measure.Begin();
        var done = await bench.RunAsync(preview.Id);
        measure.Say($"{kind}: run of {all}");
        Assert.Equal((JobState.Done, all - lacking, lacking, 0, 100), (done.State, done.Done, done.Refused, done.Changed, done.Percent));
        var left = await bench.Database.Get<BulkQueries>().LeftAsync(preview.Id, all, bench.Head, None);
        Assert.Equal(lacking, left.Count);
        Assert.All(left, line => Assert.Equal((BulkResult.Refused, "finish.fields_missing"), (line.Result, line.Code)));
        Assert.Equal(all - lacking, await bench.Database.ReadAsync(db => db.Cases.CountAsync(c => c.Status == CaseStatus.Completed)));
        Assert.Equal(all - lacking, await bench.Database.ReadAsync(db => db.CaseEvents.CountAsync(e => e.Type == CaseEventType.Completed)));

        measure.Begin();
        var undone = await bench.UndoAsync(preview.Id);
        measure.Say($"{kind}: undo of {all}");
        Assert.Equal((JobState.Undone, all - lacking, 0), (undone.State, undone.Restored, undone.Kept));
        Assert.Equal(before, await bench.SnapshotAsync());
        Assert.Equal(["bulk.ended", "bulk.undone"], await bench.Database.ReadAsync(db => db.Audit.OrderBy(e => e.Sequence).Select(e => e.Type).ToListAsync()));
    }

    [Theory, OnEveryDatabase]
    public async Task Another_priority_of_many_moves_their_deadlines_as_it_does_for_one_and_undo_brings_them_back(DatabaseKind kind)
    {
        await using var bench = await BulkBench.CreateAsync(kind);
        await bench.Organisation.ServiceAsync();
        var (desk, numbers) = (bench.Database.Get<CaseDesk>(), new List<string>());
        foreach (var priority in new[] { "normal", "low", "urgent", "normal" })
            numbers.Add(Assert.IsAssignableFrom<Outcome.Done>(await desk.CreateAsync("servicio", Organisation.Home, new() { Type = "Reclamo", Priority = priority }, null, null, bench.Head, None)).Id!);
        var many = numbers.Take(3).ToList();
        Task<Dictionary<string, DateTime?>> DueAsync() => bench.Database.ReadAsync(async db => (await db.Cases.AsNoTracking().ToListAsync()).ToDictionary(c => c.Number, c => c.DueAt));
        bench.Database.Clock.Advance(TimeSpan.FromHours(1));
        var (before, due) = (await bench.SnapshotAsync(), await DueAsync());

        var done = await bench.RunAsync((await bench.PrepareAsync(BulkAction.Priority, new() { Priority = "high" }, numbers: many, campaign: "servicio")).Id);
        Assert.Equal((3, 0), (done.Done, done.Refused));
        var undone = await bench.UndoAsync(done.Id);
        Assert.Equal((3, 0), (undone.Restored, undone.Kept));
        Assert.Equal(before, await bench.SnapshotAsync());

        await bench.RunAsync((await bench.PrepareAsync(BulkAction.Priority, new() { Priority = "high" }, numbers: many, campaign: "servicio")).Id);
        Assert.IsAssignableFrom<Outcome.Done>(await desk.DescribeAsync(numbers[3], 1, new() { Type = "Reclamo", Priority = "high" }, bench.Head, None));
        var after = await DueAsync();
        Assert.All(many, number => Assert.Equal(after[numbers[3]], after[number]));
        Assert.All(numbers, number => Assert.NotEqual(due[number], after[number]));
        Assert.All(await bench.Database.ReadAsync(db => db.CaseEvents.Where(e => e.Type == CaseEventType.Saved).Select(e => e.Data).ToListAsync()), data => Assert.Contains("\"dueAt\":[", data));
    }

    [Theory, OnEveryDatabase]
    public async Task Each_action_does_to_many_what_it_does_to_one_and_is_taken_back_exactly(DatabaseKind kind)
    {
        await using var bench = await BulkBench.CreateAsync(kind);
        await bench.FillAsync(40, i => i % 2 == 0);
        var agent = await bench.Organisation.PersonAsync(Role.Agent);
        var far = await bench.Organisation.PersonAsync(Role.BranchHead, Organisation.Far);
        var before = await bench.SnapshotAsync();
        var at = bench.Database.Clock.UtcNow.AddDays(1);
        foreach (var (action, args, changed) in new (string, BulkArgs, Func<Case, bool>)[]
        {
            (BulkAction.Assign, new() { User = agent.Email, Reason = "reparto" }, c => c.ResponsibleId == agent.Id && c.SearchText.Contains("agent.home")),
            (BulkAction.Transfer, new() { Branch = Organisation.Far, Reason = "cambio" }, c => c.Status == CaseStatus.Transferred && c.ResponsibleId is null),
            (BulkAction.Share, new() { User = $"{far.Id}" }, c => c.Status == CaseStatus.Shared && c.Shares.Single().UserId == far.Id),
            (BulkAction.Priority, new() { Priority = "urgent" }, c => c.Priority == CasePriority.Urgent),
            (BulkAction.Tag, new() { Tags = ["Campaña Ñ", "campana n", "vip"] }, c => CaseTags.Read(c.Tags).SequenceEqual(["campana n", "vip"]) && c.SearchText.Contains("campana n vip")),
            (BulkAction.NextContact, new() { NextContactAt = at }, c => c.NextContactAt == at),
        })
        {
            var done = await bench.RunAsync((await bench.PrepareAsync(action, args)).Id);
            Assert.Equal((action, 40, 0), (action, done.Done, done.Refused));
            Assert.All(await bench.Database.ReadAsync(db => db.Cases.Include(c => c.Shares).AsNoTracking().ToListAsync()), c => Assert.True(changed(c), action));
            var undone = await bench.UndoAsync(done.Id);
            Assert.Equal((action, 40, 0), (action, undone.Restored, undone.Kept));
            Assert.Equal(before, await bench.SnapshotAsync());
        }
    }

    [Theory, OnEveryDatabase]
    public async Task Closing_an_alert_is_refused_case_by_case_with_the_reason(DatabaseKind kind)
    {
        await using var bench = await BulkBench.CreateAsync(kind);
        await bench.FillAsync(3, _ => false);
        var numbers = await bench.Database.ReadAsync(async db => (await db.Cases.OrderBy(c => c.Id).Select(c => c.Id).ToListAsync()).ConvertAll(CaseNumber.Of));
        await bench.RunAsync((await bench.PrepareAsync(BulkAction.Finish, numbers: [numbers[0]])).Id);
        var preview = await bench.PrepareAsync(BulkAction.Close);
        Assert.Equal((3, 0), (preview.Total, preview.WillDo));
        Assert.Equal([("case.illegal_transition", 1), ("close.alert", 2)], preview.WillRefuse.OrderBy(r => r.Value).Select(r => (r.Key, r.Value)));
        Assert.Equal((0, 3), await bench.RunAsync(preview.Id) is var done ? (done.Done, done.Refused) : default);
    }

    /// <summary>Counts hold on every machine: the log entry and the case are a statement each on SQLite, everything else is one for many.</summary>
    [Theory, OnEveryDatabase]
    public async Task A_thousand_cases_take_few_statements_beyond_those_that_change_them(DatabaseKind kind)
    {
        await using var bench = await BulkBench.CreateAsync(kind);
        await bench.FillAsync(1_000, i => i % 73 == 0);
        var (each, most) = kind == DatabaseKind.Sqlite ? (1_000, 100) : (0, 140);
        var preview = await CountedAsync("preview", each + (most / 3), () => bench.PrepareAsync(BulkAction.Finish));
        await CountedAsync("run", (2 * each) + most, () => bench.RunAsync(preview.Id));
        await CountedAsync("undo", (2 * each) + most, () => bench.UndoAsync(preview.Id));

        async Task<BulkView> CountedAsync(string what, int atMost, Func<Task<BulkView>> work)
        {
            using var log = new StatementLog(bench.Database.Connection);
            var view = await work();
            Assert.True(log.Statements.Count <= atMost, $"{what}: {log.Statements.Count} statements, at most {atMost}");
            return view;
        }
    }

    [Theory, OnEveryDatabase]
    public async Task A_case_that_somebody_changed_is_left_alone_by_the_run_and_by_undo(DatabaseKind kind)
    {
        await using var bench = await BulkBench.CreateAsync(kind);
        await bench.FillAsync(30, _ => false);
        var numbers = await bench.Database.ReadAsync(async db => (await db.Cases.OrderBy(c => c.Id).Select(c => c.Id).ToListAsync()).ConvertAll(CaseNumber.Of));
        var cases = bench.Database.Get<CaseDesk>();
        var preview = await bench.PrepareAsync(BulkAction.Priority, new() { Priority = "high" }, numbers: numbers);
        await cases.NoteAsync(numbers[3], "entretanto", bench.Head, None);
        var done = await bench.RunAsync(preview.Id);
        Assert.Equal((29, 0, 1), (done.Done, done.Refused, done.Changed));
        await cases.NoteAsync(numbers[7], "después", bench.Head, None);
        var undone = await bench.UndoAsync(preview.Id);
        Assert.Equal((28, 1), (undone.Restored, undone.Kept));
        Assert.Equal([(numbers[3], BulkResult.Changed), (numbers[7], BulkResult.Kept)], (await bench.Database.Get<BulkQueries>().LeftAsync(preview.Id, 10, bench.Head, None)).Select(l => (l.Number, l.Result)));
        Assert.Equal([CasePriority.High], await bench.Database.ReadAsync(db => db.Cases.Where(c => c.Priority != CasePriority.Normal).Select(c => c.Priority).ToListAsync()));
    }

    [Theory, OnEveryDatabase]
    public async Task A_run_that_is_interrupted_goes_on_where_it_stood_and_changes_no_case_twice(DatabaseKind kind)
    {
        await using var bench = await BulkBench.CreateAsync(kind);
        await bench.FillAsync(300, _ => false);
        var preview = await bench.PrepareAsync(BulkAction.Priority, new() { Priority = "low" });
        Assert.IsAssignableFrom<Outcome.Done>(await bench.Desk.RunAsync(preview.Id, bench.Head, None));
        using var stop = new CancellationTokenSource();
        var progress = new JobProgress();
        var first = Task.Run(() => bench.Database.Get<BulkRunDesk>().RunAsync(preview.Id, progress, bench.Head, stop.Token));
        while (progress.Rows == 0)
            await Task.Yield();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        var half = await bench.FindAsync(preview.Id);
        Assert.InRange(half.Done, BulkRunDesk.Batch, 299);
        var done = await bench.WorkAsync(preview.Id);
        Assert.Equal((300, 0, 0), (done.Done, done.Refused, done.Changed));
        Assert.Equal(300, await bench.Database.ReadAsync(db => db.CaseEvents.Where(e => e.Data.Contains("\"priority\"")).CountAsync()));
    }

    [Theory, OnEveryDatabase]
    public async Task Undo_is_for_its_owner_and_for_a_day(DatabaseKind kind)
    {
        await using var bench = await BulkBench.CreateAsync(kind);
        await bench.FillAsync(5, _ => false);
        var preview = await bench.PrepareAsync(BulkAction.Priority, new() { Priority = "high" });
        Assert.Equal("undo.nothing", Refused(await bench.Desk.UndoAsync(preview.Id, bench.Head, None)));
        await bench.RunAsync(preview.Id);
        Assert.Equal("bulk.started", Refused(await bench.Desk.RunAsync(preview.Id, bench.Head, None)));
        Assert.Equal("job.over", Refused(await bench.Desk.CancelAsync(preview.Id, bench.Head, None)));
        Assert.IsType<Outcome.Missing>(await bench.Desk.UndoAsync(preview.Id, await bench.Organisation.ActorAsync(Role.ExperienceAnalyst), None));
        bench.Database.Clock.Advance(TimeSpan.FromHours(24) + TimeSpan.FromSeconds(1));
        Assert.False((await bench.FindAsync(preview.Id)).CanUndo);
        Assert.Equal("undo.expired", Refused(await bench.Desk.UndoAsync(preview.Id, bench.Head, None)));
    }

    [Theory, OnEveryDatabase]
    public async Task An_agent_changes_at_most_fifty_and_nobody_beyond_the_own_reach(DatabaseKind kind)
    {
        await using var bench = await BulkBench.CreateAsync(kind);
        await bench.FillAsync(51, _ => false);
        var agent = await bench.Organisation.ActorAsync(Role.Agent);
        var args = new BulkArgs { Priority = "high" };
        Assert.IsType<Outcome.Forbidden>(await bench.Desk.PrepareAsync(new("operaciones", BulkAction.Priority, args, id => new(id), null), agent, None));
        var numbers = await bench.Database.ReadAsync(async db => (await db.Cases.OrderBy(c => c.Id).Select(c => c.Id).ToListAsync()).ConvertAll(CaseNumber.Of));
        Assert.Equal(50, (await bench.PrepareAsync(BulkAction.Priority, args, agent, [.. numbers.Take(50)])).WillDo);
        Assert.Equal(("finish.role", 2), (await bench.PrepareAsync(BulkAction.Finish, null, agent, [.. numbers.Take(2)])).WillRefuse.Select(r => (r.Key, r.Value)).Single());
        Assert.IsType<Outcome.Forbidden>(await bench.Desk.PrepareAsync(new("operaciones", BulkAction.Transfer, new(), null, numbers), agent, None));
        Assert.IsType<Outcome.Forbidden>(await bench.Desk.PrepareAsync(new("operaciones", BulkAction.Priority, args, null, numbers), await bench.Organisation.ActorAsync(Role.Administrator), None));
        var far = await bench.Organisation.ActorAsync(Role.BranchHead, Organisation.Far);
        Assert.Equal(("not_found", 51), (await bench.PrepareAsync(BulkAction.Priority, args, far, numbers)).WillRefuse.Select(r => (r.Key, r.Value)).Single());
    }

    [Fact]
    public async Task What_an_action_needs_is_asked_for_by_name()
    {
        await using var bench = await BulkBench.CreateAsync(DatabaseKind.Sqlite);
        await bench.FillAsync(1, _ => false);
        foreach (var (action, args, errors) in new (string?, BulkArgs, string[])[]
        {
            (null, new(), ["action required"]),
            ("cerrar", new(), ["action unknown"]),
            (BulkAction.Assign, new(), ["args.user required", "args.reason required"]),
            (BulkAction.Assign, new() { User = "nadie@example.test", Reason = "x" }, ["args.user unknown"]),
            (BulkAction.Share, new(), ["args.user required"]),
            (BulkAction.Transfer, new() { Branch = "NADA", Reason = "x" }, ["args.branch unknown"]),
            (BulkAction.Priority, new() { Priority = "mucha" }, ["args.priority unknown"]),
            (BulkAction.Tag, new() { Tags = [" ", null] }, ["args.tags required"]),
            (BulkAction.Tag, new() { Tags = [new string('x', 51)] }, ["args.tags[0] too_long"]),
            (BulkAction.NextContact, new(), ["args.nextContactAt required"]),
            (BulkAction.NextContact, new() { NextContactAt = bench.Database.Clock.UtcNow }, ["args.nextContactAt past"]),
        })
            Assert.Equal(errors, Assert.IsType<Outcome.Invalid>(await bench.Desk.PrepareAsync(new("operaciones", action, args, id => new(id), null), bench.Head, None)).Errors.Select(e => $"{e.Field} {e.Code}"));
        Assert.Equal("numbers[1] unknown", Assert.IsType<Outcome.Invalid>(await bench.Desk.PrepareAsync(new("operaciones", BulkAction.FollowUp, new(), null, ["100001", "uno"]), bench.Head, None)).Errors.Select(e => $"{e.Field} {e.Code}").Single());
        Assert.Equal("bulk.nothing", Assert.IsType<Outcome.Invalid>(await bench.Desk.PrepareAsync(new("operaciones", BulkAction.FollowUp, new(), null, null), bench.Head, None)).Errors[0].Code);
        Assert.Equal(0, await bench.Database.ReadAsync(db => db.BulkJobs.CountAsync()));
    }

    private static string Refused(Outcome outcome) => Assert.IsType<Outcome.Refused>(outcome).Reasons[0].Code;
}
