using OpsConsole.Domain.Cases;
using OpsConsole.Domain.People;
using OpsConsole.Tests.Filters;
using OpsConsole.Tests.Support;
using Xunit;
using static OpsConsole.Tests.Domain.Requirements.RequirementRoom;

namespace OpsConsole.Tests.Domain.Requirements;

/// <summary>"Escalados" beside what is pending: what the supervisors alone can free (docs/rules.md, "Pending queue", "Insistences").</summary>
public sealed class EscalatedListTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory, OnEveryDatabase]
    public async Task Escalated_are_the_blocked_requirements_of_the_supervisors_region_those_that_wait_longest_first(DatabaseKind kind)
    {
        await using var at = await OpenAsync(kind);
        var (younger, older) = (await at.StandingAsync(7), await at.StandingAsync(6));
        Assert.Empty(await ListAsync(at, at.Supervisor));
        await BlockAsync(at, older);
        at.Database.Clock.Advance(TimeSpan.FromSeconds(1));
        await BlockAsync(at, younger);
        await at.FileAsync();
        Assert.Equal([older, younger], await ListAsync(at, at.Supervisor));
        Assert.Equal([older], await ListAsync(at, at.Supervisor, 1));
        Done(await at.Desk.UnblockAsync(older, "Se revisó con el área", null, at.Supervisor, None));
        Assert.Equal([younger], await ListAsync(at, at.Supervisor));
        Done(await at.Desk.TransferAsync(younger, Organisation.Far, "El cliente se mudó", at.Supervisor, None));
        Assert.Empty(await ListAsync(at, at.Supervisor));
        Assert.Equal([younger], await ListAsync(at, await at.Organisation.ActorAsync(Role.RegionalSupervisor, Organisation.Far)));
    }

    [Theory, OnEveryDatabase]
    public async Task Nobody_else_has_it_and_what_is_only_shared_with_a_supervisor_is_not_theirs_to_free(DatabaseKind kind)
    {
        await using var at = await OpenAsync(kind);
        var number = await at.StandingAsync(7);
        await BlockAsync(at, number);
        var others = new List<Actor> { at.Front, at.AreaPerson, await at.Organisation.ActorAsync(Role.BranchHead), await at.Organisation.ActorAsync(Role.BackOffice), await at.Organisation.ActorAsync(Role.ExperienceAnalyst), await at.Organisation.ActorAsync(Role.Administrator) };
        var far = await at.Organisation.PersonAsync(Role.RegionalSupervisor, Organisation.Far);
        others.Add(await at.Database.ActorAsync(far));
        Done(await at.Desk.ShareAsync(number, far.Email, at.Front, None));
        var shared = await at.Database.ActorAsync(far);
        Assert.True(shared.HasShares);
        Assert.Single(await at.Queue.ListAsync(QueueList.Shared, 10, shared, None));
        foreach (var actor in others.Append(shared))
            Assert.Empty(await ListAsync(at, actor));
        Assert.Equal([number], await ListAsync(at, at.Supervisor));
    }

    [Theory, OnEveryDatabase]
    public async Task It_is_read_along_its_index(DatabaseKind kind)
    {
        await using var at = await OpenAsync(kind);
        await BlockAsync(at, await at.StandingAsync(7));
        (string Text, List<(string Name, object? Value)> Values) statement;
        using (var log = new StatementLog(at.Database.Connection))
        {
            await at.Queue.ListAsync(QueueList.Escalated, 50, at.Supervisor, None);
            statement = log.All[0];
        }
        Assert.Contains("IX_Cases_Blocked", await Plans.ExplainAsync(at.Database, statement));
    }

    private static async Task BlockAsync(RequirementRoom at, string number) => Done(await at.Desk.HandOverAsync(number, null, at.Front, None));

    /// <summary>The list; it is counted as it is read.</summary>
    private static async Task<List<string>> ListAsync(RequirementRoom at, Actor actor, int take = QueueQueries.Most)
    {
        List<string> found = [.. (await at.Queue.ListAsync(QueueList.Escalated, take, actor, None)).Select(r => r.Number)];
        if (take == QueueQueries.Most)
            Assert.Equal(found.Count, (await at.Queue.CountsAsync(actor, None)).Escalated);
        return found;
    }
}
