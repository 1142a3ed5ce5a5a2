using System.Reflection;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;
using OpsConsole.Tests.Support;
using Xunit;

namespace OpsConsole.Tests.Scope;

/// <summary>Promises A1 and A2: role × place over every operation that exists, found by reflection.</summary>
public sealed class ScopeMatrixTests
{
    private static readonly string[] Places = [Organisation.Home, Organisation.Sister, Organisation.Far];

    [Fact]
    public void Every_operation_is_listed_and_none_that_is_gone()
    {
        var listed = Operations.All.Select(operation => operation.Name).Concat(Operations.BeforeSignIn).ToList();
        Assert.Equal(listed.Count, listed.Distinct().Count());
        Assert.Empty(Existing().Except(listed).Select(name => "not listed: " + name));
        Assert.Empty(listed.Except(Existing()).Select(name => "gone: " + name));
    }

    [Fact]
    public void Every_operation_knows_who_asks_and_can_be_cancelled() =>
        Assert.Empty(from method in Methods()
                     let given = method.GetParameters().Select(parameter => parameter.ParameterType).ToList()
                     where !given.Contains(typeof(CancellationToken)) || (!given.Contains(typeof(Actor)) && !Operations.BeforeSignIn.Contains(Name(method)))
                     select Name(method));

    [Theory, OnEveryDatabase]
    public async Task Each_role_reaches_what_is_declared_and_nothing_else(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var organisation = await Organisation.CreateAsync(database);
        var wrong = new List<string>();
        foreach (var operation in Operations.All)
            foreach (var role in Operation.Everybody)
                foreach (var place in operation.OfCase ? Places : [Organisation.Home])
                {
                    var actor = await organisation.ActorAsync(role);
                    var given = Operation.Read(await operation.Ask(new(database, organisation, actor, place, await organisation.AlertAsync(place))));
                    if (given != operation.Expected(role, place))
                        wrong.Add($"{operation.Name} by {role} of {Organisation.Home} at {place}: {given} instead of {operation.Expected(role, place)}");
                }
        Assert.Empty(wrong);
    }

    [Theory, OnEveryDatabase]
    public async Task Who_lost_the_rights_can_do_nothing_with_the_ones_held_before(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var organisation = await Organisation.CreateAsync(database);
        var number = await organisation.AlertAsync();
        var disabled = await organisation.ActorAsync(Role.ExperienceAnalyst);
        var changed = await organisation.ActorAsync(Role.BranchHead);
        await database.CommitAsync(db =>
        {
            db.Users.Single(user => user.Id == disabled.Id).IsDisabled = true;
            db.Users.Single(user => user.Id == changed.Id).RightsStamp++;
        });
        var wrong = new List<string>();
        foreach (var operation in Operations.All.Where(operation => operation.Name.Contains("Desk.")))
            foreach (var actor in new[] { disabled, changed })
                if (Operation.Read(await operation.Ask(new(database, organisation, actor, Organisation.Home, number))) is var given and not Answer.SignedOut)
                    wrong.Add($"{operation.Name} by {actor.Role}: {given}");
        Assert.Empty(wrong);
        Assert.Equal(1, await database.ReadAsync(db => db.CaseEvents.CountAsync()));
    }

    [Fact]
    public void A_declaration_tells_role_place_and_answer_apart()
    {
        var reopen = Operations.All.Single(operation => operation.Name == "CaseDesk.ReopenAsync");
        Assert.Equal(Answer.Missing, reopen.Expected(Role.Agent, Organisation.Sister));
        Assert.Equal(Answer.Forbidden, reopen.Expected(Role.Agent, Organisation.Home));
        Assert.Equal(Answer.Forbidden, reopen.Expected(Role.RegionalSupervisor, Organisation.Sister));
        Assert.Equal(Answer.Missing, reopen.Expected(Role.RegionalSupervisor, Organisation.Far));
        Assert.Equal(Answer.Allowed, reopen.Expected(Role.ExperienceAnalyst, Organisation.Far));
        Assert.Equal(Answer.Allowed, Operation.Read(new Outcome.Refused([new("finish.role")])));
        Assert.Equal(Answer.Missing, Operation.Read(null));
    }

    private static HashSet<string> Existing() => [.. Methods().Select(Name)];

    private static string Name(MethodInfo method) => $"{method.DeclaringType!.Name}.{method.Name}";

    private static IEnumerable<MethodInfo> Methods() =>
        from type in typeof(Outcome).Assembly.GetTypes()
        where type is { IsClass: true, IsPublic: true } && (type.Name.EndsWith("Desk") || type.Name.EndsWith("Queries"))
        from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
        where !method.IsSpecialName && typeof(Task).IsAssignableFrom(method.ReturnType)
        select method;
}
