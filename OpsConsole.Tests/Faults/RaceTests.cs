using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;
using OpsConsole.Tests.Support;
using Xunit;
using Xunit.Abstractions;

namespace OpsConsole.Tests.Faults;

/// <summary>Promise F7: two people at one case. Exactly one wins, the other learns who and what.</summary>
public sealed class RaceTests(ITestOutputHelper log)
{
    [Theory, OnEveryDatabase]
    public async Task Of_two_people_finishing_at_once_exactly_one_wins(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var organisation = await Organisation.CreateAsync(database);
        var desk = database.Get<CaseDesk>();
        Actor[] people = [await organisation.ActorAsync(Role.BranchHead), await organisation.ActorAsync(Role.ExperienceAnalyst)];
        var wins = new int[people.Length];
        for (var round = 0; round < Counts.Of(200); round++)
        {
            var number = await organisation.AlertAsync();
            var attempted = Assert.IsAssignableFrom<Outcome.Done>(await desk.RecordAttemptAsync(number, Forms.Attempt(), people[0], CancellationToken.None));
            var outcomes = await AtOnceAsync(people, actor => desk.SaveAsync(number, attempted.Version, Forms.Finished(), actor, CancellationToken.None));

            var winner = Array.FindIndex(outcomes, outcome => outcome is Outcome.Done);
            wins[winner]++;
            var conflict = Assert.IsType<Outcome.Conflict>(outcomes[1 - winner]);
            Assert.Equal(people[winner].Name, conflict.ChangedBy);
            Assert.Equal(CaseStatus.Completed, conflict.Theirs["status"]);
            var stored = await StoredAsync(database, number);
            Assert.Equal([(CaseEventType.Completed, people[winner].Id)], stored.Log.Where(e => e.Type == CaseEventType.Completed).Select(e => (e.Type, e.ById!.Value)));
            Assert.Equal(stored.Log.Max(e => e.Version), stored.Version);
        }
        log.WriteLine($"{kind}: won {wins[0]} and {wins[1]}");
    }

    [Theory, OnEveryDatabase]
    public async Task Of_twenty_saves_of_one_version_exactly_one_is_kept(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var organisation = await Organisation.CreateAsync(database);
        var desk = database.Get<CaseDesk>();
        var head = await organisation.ActorAsync(Role.BranchHead);
        var number = await organisation.AlertAsync();
        var outcomes = await AtOnceAsync(Enumerable.Range(0, 20), i => desk.SaveAsync(number, 1, Forms.FollowUp($"plan del intento {i} de veinte"), head, CancellationToken.None));
        Assert.Single(outcomes, outcome => outcome is Outcome.Done);
        Assert.Equal(19, outcomes.Count(outcome => outcome is Outcome.Conflict));
    }

    [Theory, OnEveryDatabase]
    public async Task Attempts_and_notes_of_several_people_at_once_are_all_kept(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var organisation = await Organisation.CreateAsync(database);
        var desk = database.Get<CaseDesk>();
        var head = await organisation.ActorAsync(Role.BranchHead);
        var number = await organisation.AlertAsync();
        var outcomes = await AtOnceAsync(Enumerable.Range(0, 6), i => i % 2 == 0
            ? desk.RecordAttemptAsync(number, Forms.Attempt("no_answer"), head, CancellationToken.None)
            : desk.NoteAsync(number, $"nota {i}", head, CancellationToken.None));
        Assert.All(outcomes, outcome => Assert.IsAssignableFrom<Outcome.Done>(outcome));
        var stored = await StoredAsync(database, number);
        Assert.Equal(7, stored.Version);
        Assert.Equal(3, stored.Attempts);
    }

    // A barrier lets all of them start in the same instant, each on a thread of its own.
    private static async Task<Outcome[]> AtOnceAsync<T>(IEnumerable<T> all, Func<T, Task<Outcome>> act)
    {
        var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var acting = all.Select(one => Task.Run(async () =>
        {
            await start.Task;
            return await act(one);
        })).ToList();
        start.SetResult();
        return await Task.WhenAll(acting);
    }

    private static Task<(long Version, int Attempts, List<CaseEvent> Log)> StoredAsync(TestDatabase database, string number) => database.ReadAsync(async db =>
    {
        var id = CaseNumber.IdOf(number);
        var version = await db.Cases.Where(c => c.Id == id).Select(c => c.Version).SingleAsync();
        return (version, await db.Attempts.CountAsync(a => a.CaseId == id), await db.CaseEvents.AsNoTracking().Where(e => e.CaseId == id).ToListAsync());
    });
}
