using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Attachments;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;
using OpsConsole.Tests.Domain.Cases;
using OpsConsole.Tests.Support;
using Xunit;
using Xunit.Abstractions;

namespace OpsConsole.Tests.Faults;

/// <summary>Promise F8: merges against each other and against everything else that may happen to the same two cases. One wins where only one can, nothing is lost, no case ever lives on in itself.</summary>
public sealed class MergeRaceTests(ITestOutputHelper log)
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory, OnEveryDatabase]
    public async Task Of_two_merges_into_each_other_exactly_one_wins(DatabaseKind kind)
    {
        await using var at = await MergeBench.OpenAsync(kind);
        var wins = new int[2];
        for (var round = 0; round < Counts.Of(300); round++)
        {
            var (a, b) = (await MadeAsync(at, round), await MadeAsync(at, round));
            var outcomes = await AtOnceAsync(() => at.Desk.MergeAsync(a, b, false, at.Agent, None), () => at.Desk.MergeAsync(b, a, false, at.Head, None));
            var winner = Array.FindIndex(outcomes, o => o is Outcome.Done);
            wins[winner]++;
            Assert.Equal("merge.closed_target", Assert.IsType<Outcome.Refused>(outcomes[1 - winner]).Reasons[0].Code);
            var kept = await at.FindAsync(winner == 0 ? b : a);
            Assert.Equal((true, null, 2), (kept.IsOpen, kept.MergedInto, kept.AttemptCount));
        }
        await ConservedAsync(at);
        log.WriteLine($"{kind}: won {wins[0]} and {wins[1]}");
    }

    [Theory, OnEveryDatabase]
    public async Task Against_the_closing_of_the_target_the_target_is_never_closed_by_the_merge(DatabaseKind kind)
    {
        await using var at = await MergeBench.OpenAsync(kind);
        var merged = 0;
        for (var round = 0; round < Counts.Of(300); round++)
        {
            var (a, b) = (await MadeAsync(at, round), await MadeAsync(at, round));
            MergeBench.Done(await at.Desk.DisposeAsync(b, 2, new(["contacto_efectivo", "resuelto"], null, null), at.Agent, None));
            var outcomes = await AtOnceAsync(() => at.Desk.MergeAsync(a, b, false, at.Agent, None), () => at.Desk.CloseAsync(b, at.Head, None));
            MergeBench.Done(outcomes[1]);
            var (source, target) = (await at.FindAsync(a), await at.FindAsync(b));
            var won = outcomes[0] is Outcome.Done;
            merged += won ? 1 : 0;
            if (!won)
                Assert.Equal("merge.closed_target", Assert.IsType<Outcome.Refused>(outcomes[0]).Reasons[0].Code);
            Assert.Equal((!won, won ? b : null, won ? 2 : 1), (source.IsOpen, source.MergedInto, target.AttemptCount));
            var closed = await at.Database.ReadAsync(db => db.CaseEvents.SingleAsync(e => e.CaseId == target.Id && e.Type == CaseEventType.Completed));
            Assert.Equal(at.Head.Id, closed.ById);
        }
        await ConservedAsync(at);
        log.WriteLine($"{kind}: merged before the close {merged}");
    }

    [Theory, OnEveryDatabase]
    public async Task Against_reassigning_attempts_and_notes_everything_is_kept_or_refused(DatabaseKind kind)
    {
        await using var at = await MergeBench.OpenAsync(kind);
        var to = at.Head.Id.ToString(System.Globalization.CultureInfo.InvariantCulture);
        for (var round = 0; round < Counts.Of(300); round++)
        {
            var (a, b) = (await MadeAsync(at, round), await MadeAsync(at, round));
            var outcomes = await AtOnceAsync(
                () => at.Desk.MergeAsync(a, b, false, at.Agent, None),
                () => at.Desk.ReassignAsync(a, to, "turno", at.Agent, None),
                () => at.Desk.RecordAttemptAsync(a, new("phone", $"a {round}", "no_answer"), at.Head, None),
                () => at.Desk.NoteAsync(b, $"nota {round}", at.Head, None));
            MergeBench.Done(outcomes[0]);
            MergeBench.Done(outcomes[3]);
            foreach (var late in outcomes[1..3].OfType<Outcome.Refused>())
                Assert.Equal("case.illegal_transition", late.Reasons[0].Code);
            Assert.Equal(2 + (outcomes[2] is Outcome.Done ? 1 : 0), (await at.FindAsync(b)).AttemptCount);
        }
        await ConservedAsync(at);
    }

    [Theory, OnEveryDatabase]
    public async Task However_three_are_merged_and_taken_back_at_once_no_case_lives_on_in_itself(DatabaseKind kind)
    {
        await using var at = await MergeBench.OpenAsync(kind);
        var random = Counts.Seeded(log);
        for (var round = 0; round < Counts.Of(300); round++)
        {
            string[] cases = [await MadeAsync(at, round), await MadeAsync(at, round), await MadeAsync(at, round)];
            var acts = Enumerable.Range(0, 8).Select(_ => (From: cases[random.Next(3)], To: cases[random.Next(3)], By: random.Next(2) == 0 ? at.Agent : at.Head, Undo: random.Next(3) == 0)).ToList();
            var outcomes = await AtOnceAsync([.. acts.Select(act => (Func<Task<Outcome>>)(() => act.Undo ? at.Desk.UndoAsync(act.From, act.By, None) : at.Desk.MergeAsync(act.From, act.To, false, act.By, None)))]);
            Assert.All(outcomes, outcome => Assert.True(outcome is Outcome.Done or Outcome.Refused, outcome.ToString()));
            Assert.Contains(await at.Database.ReadAsync(db => db.Cases.Where(c => cases.Select(CaseNumber.IdOf).Contains(c.Id)).Select(c => c.IsOpen).ToListAsync()), open => open);
        }
        await ConservedAsync(at);
    }

    [Theory, OnEveryDatabase]
    public async Task Taken_back_while_the_target_is_worked_on_what_came_goes_back_and_the_rest_stays(DatabaseKind kind)
    {
        await using var at = await MergeBench.OpenAsync(kind);
        for (var round = 0; round < Counts.Of(300); round++)
        {
            var (a, b) = (await MadeAsync(at, round), await MadeAsync(at, round));
            var before = await at.SnapshotAsync(a);
            await at.MergeAsync(a, b);
            var outcomes = await AtOnceAsync(
                () => at.Desk.UndoAsync(a, at.Agent, None),
                () => at.Desk.UndoAsync(b, at.Agent, None),
                () => at.Desk.RecordAttemptAsync(b, new("phone", $"b {round}", "no_answer"), at.Head, None));
            Assert.Single(outcomes[..2], outcome => outcome is MergeTakenBack);
            MergeBench.Done(outcomes[2]);
            Assert.Equal(before, await at.SnapshotAsync(a));
            Assert.Equal(2, (await at.FindAsync(b)).AttemptCount);
        }
        await ConservedAsync(at);
    }

    [Theory, OnEveryDatabase]
    public async Task Against_uploads_no_file_is_lost_and_none_is_left_behind(DatabaseKind kind)
    {
        await using var at = await MergeBench.OpenAsync(kind);
        for (var round = 0; round < Counts.Of(300); round++)
        {
            var (a, b) = (await MadeAsync(at, round), await MadeAsync(at, round));
            MergeBench.Done(await at.Desk.AttachAsync(a, File($"before {round}"), at.Agent, None));
            var outcomes = await AtOnceAsync(
                () => at.Desk.MergeAsync(a, b, false, at.Agent, None),
                () => at.Desk.AttachAsync(a, File($"source {round}"), at.Head, None),
                () => at.Desk.AttachAsync(b, File($"target {round}"), at.Head, None));
            MergeBench.Done(outcomes[0]);
            MergeBench.Done(outcomes[2]);
            Assert.True(outcomes[1] is Outcome.Done || Assert.IsType<Outcome.Refused>(outcomes[1]).Reasons[0].Code == "case.illegal_transition");
            var (left, here) = (await NamesAsync(at, a), await NamesAsync(at, b));
            Assert.Empty(left);
            Assert.Equal(outcomes[1] is Outcome.Done ? 3 : 2, here.Count);
            if (round % 2 == 0)
                continue;
            await at.UndoAsync(a);
            Assert.Equal(outcomes[1] is Outcome.Done ? [$"before {round}", $"source {round}"] : [$"before {round}"], await NamesAsync(at, a));
            Assert.Equal([$"target {round}"], await NamesAsync(at, b));
        }
        await ConservedAsync(at);
    }

    private static StoredFile File(string name) => new(name, "application/pdf", name.Length, name, Attachment.NewId());

    private static async Task<List<string>> NamesAsync(MergeBench at, string number) => [.. (await at.Database.Get<AttachmentQueries>().ListAsync(number, at.Agent, None))!.Select(a => a.FileName).Order(StringComparer.Ordinal)];

    private static async Task<string> MadeAsync(MergeBench at, int round)
    {
        var number = await at.MadeAsync();
        await at.AttemptAsync(number, $"{number} {round}");
        return number;
    }

    /// <summary>Nothing lost, nothing doubled: the attempts are those that the log tells of, by count and hash; every case agrees with its log; links lead to the end.</summary>
    private static async Task ConservedAsync(MergeBench at)
    {
        await using var db = await at.Database.Contexts.CreateDbContextAsync();
        var told = (await db.CaseEvents.Where(e => e.Type == CaseEventType.Attempt).Select(e => e.Data).ToListAsync()).ConvertAll(d => System.Text.Json.JsonElement.Parse(d).GetProperty("contactPoint").GetString()!);
        var stored = await db.Attempts.Select(a => a.ContactPoint).ToListAsync();
        Assert.Equal((told.Count, Hash(told)), (stored.Count, Hash(stored)));
        var sent = (await db.CaseEvents.Where(e => e.Type == CaseEventType.Attachment).Select(e => e.Data).ToListAsync()).ConvertAll(d => System.Text.Json.JsonElement.Parse(d).GetProperty("id").GetString()!);
        var lying = await db.Attachments.Select(a => a.Id).ToListAsync();
        Assert.Equal((sent.Count, Hash(sent)), (lying.Count, Hash(lying)));
        Assert.False(await db.Attachments.AnyAsync(a => db.Cases.Any(c => c.Id == a.CaseId && c.MergedIntoId != null)));
        var cases = await db.Cases.AsNoTracking().Include(c => c.Attempts).ToListAsync();
        var logs = (await db.CaseEvents.AsNoTracking().ToListAsync()).ToLookup(e => e.CaseId);
        foreach (var c in cases)
        {
            Assert.Equal(c.Attempts.Count, c.AttemptCount);
            Assert.Equal(Enumerable.Range(1, (int)c.Version).Select(v => (long)v), logs[c.Id].Select(e => e.Version).Order());
            Assert.Equal(c.IsOpen, c.Status != CaseStatus.Completed);
            Assert.True(c.MergedIntoId is null || (c.Attempts.Count == 0 && !c.IsOpen), c.Number);
            var last = logs[c.Id].OrderBy(e => e.Version).LastOrDefault(e => e.Type is CaseEventType.Completed or CaseEventType.MergeUndone || (e.Type == CaseEventType.Merged && MergeRules.IsOfSource(e)));
            Assert.True(c.IsOpen || last?.Type == CaseEventType.Completed || c.MergedIntoId is not null, $"{c.Number} is closed, and nobody closed it");
        }
        Assert.Empty(await db.Database.SqlQuery<long>($"""
            WITH RECURSIVE chain(start, at, steps) AS (
                SELECT c."Id", c."MergedIntoId", 1 FROM "Cases" c WHERE c."MergedIntoId" IS NOT NULL
                UNION ALL
                SELECT chain.start, c."MergedIntoId", chain.steps + 1 FROM chain JOIN "Cases" c ON c."Id" = chain.at WHERE c."MergedIntoId" IS NOT NULL AND chain.steps < 100)
            SELECT start AS "Value" FROM chain WHERE start = at OR steps >= 100
            """).ToListAsync());
    }

    private static string Hash(IEnumerable<string> texts) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', texts.Order(StringComparer.Ordinal)))));

    private static async Task<Outcome[]> AtOnceAsync(params Func<Task<Outcome>>[] acts)
    {
        var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var acting = acts.Select(act => Task.Run(async () =>
        {
            await start.Task;
            return await act();
        })).ToList();
        start.SetResult();
        return await Task.WhenAll(acting);
    }
}
