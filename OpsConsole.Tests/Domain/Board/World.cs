using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;
using OpsConsole.Tests.Support;

namespace OpsConsole.Tests.Domain.Board;

/// <summary>People who change cases of two campaigns in three branches, at random, while time passes.</summary>
public sealed class World
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly string[] Places = [Organisation.Home, Organisation.Sister, Organisation.Far];

    private readonly TestDatabase _database;
    private readonly Organisation _organisation;
    private readonly List<string> _numbers = [];
    private readonly List<OpsUser> _people = [];

    private World(TestDatabase database, Organisation organisation) => (_database, _organisation) = (database, organisation);

    public List<Actor> Readers { get; } = [];

    public static async Task<World> CreateAsync(TestDatabase database, Organisation organisation)
    {
        var world = new World(database, organisation);
        await organisation.ServiceAsync();
        foreach (var place in Places)
            world._people.AddRange([await organisation.PersonAsync(Role.BranchHead, place), await organisation.PersonAsync(Role.Agent, place)]);
        world._people.Add(await organisation.PersonAsync(Role.ExperienceAnalyst));
        world._people.Add(await organisation.PersonAsync(Role.RegionalSupervisor));
        await world.ReadersAsync();
        return world;
    }

    public async Task<Outcome> ChangeAsync(IServiceProvider node, Random random)
    {
        _database.Clock.Advance(TimeSpan.FromMinutes(random.Next(0, 90)));
        var actor = await _database.ActorAsync(_people[random.Next(_people.Count)]);
        var desk = node.GetRequiredService<CaseDesk>();
        if (_numbers.Count < 10 || random.Next(8) == 0)
        {
            if (random.Next(2) == 0)
            {
                _numbers.Add(await _organisation.AlertAsync(Places[random.Next(3)], _database.Clock.UtcNow.AddHours(-random.Next(0, 80))));
                return new Outcome.Done();
            }
            var made = await desk.CreateAsync(_organisation.Service!.Code, null, new() { Type = "Reclamo", Priority = random.Next(2) == 0 ? "urgent" : "low" }, null, null, await _database.ActorAsync(_people[1 + (2 * random.Next(3))]), None);
            if (made is Outcome.Done { Id: { } number })
                _numbers.Add(number);
            return made;
        }
        var about = _numbers[random.Next(_numbers.Count)];
        var row = await _database.ReadAsync(db => db.Cases.Where(c => c.Id == CaseNumber.IdOf(about)).Select(c => new { c.Version, c.IsAlert, Branch = c.Branch!.Code }).SingleAsync());
        var version = row.Version;
        if (random.Next(3) > 0)     // mostly whoever may
            actor = await _organisation.ActorAsync(random.Next(2) == 0 ? Role.ExperienceAnalyst : Role.BranchHead, row.Branch);
        var colleague = _people[random.Next(_people.Count)].Email;
        var outcome = (random.Next(10), row.IsAlert) switch
        {
            (0, _) => await desk.OpenAsync(about, actor, None),
            (1, _) => await desk.RecordAttemptAsync(about, Forms.Attempt(), actor, None),
            (2 or 3, true) => await FinishAsync(desk, about, actor),
            (2 or 3, false) => await CloseAsync(desk, about, version, actor),
            (4, true) => await desk.SaveAsync(about, version, Forms.FollowUp(), actor, None),
            (4, false) => await desk.DescribeAsync(about, version, new() { Type = "Falla", Priority = random.Next(2) == 0 ? "high" : "normal" }, actor, None),
            (5, _) => await desk.TransferAsync(about, Places[random.Next(3)], "por cercanía", actor, None),
            (6, _) => await desk.ReassignAsync(about, colleague, "por turno", actor, None),
            (7, _) => await desk.ShareAsync(about, colleague, actor, None),
            (8, true) => await desk.ReopenAsync(about, "quedó pendiente", actor, None),
            _ => await desk.MergeAsync(about, _numbers[random.Next(_numbers.Count)], true, actor, None),
        };
        if (outcome is Outcome.Done && random.Next(3) == 0 && await desk.UndoAsync(about, actor, None) is Outcome.Done)
            _database.Clock.Advance(TimeSpan.FromSeconds(1));
        await ReadersAsync();
        return outcome;
    }

    private static async Task<Outcome> FinishAsync(CaseDesk desk, string about, Actor actor)
    {
        var version = await desk.RecordAttemptAsync(about, Forms.Attempt(), actor, None) is CaseDone tried ? tried.Version : 1;
        return await desk.SaveAsync(about, version, Forms.Finished(), actor, None);
    }

    private static async Task<Outcome> CloseAsync(CaseDesk desk, string about, long version, Actor actor)
    {
        await desk.DisposeAsync(about, version, new(["contacto_efectivo", "resuelto"], "Se explicó el cobro", null), actor, None);
        return await desk.CloseAsync(about, actor, None);
    }

    private async Task ReadersAsync()
    {
        Readers.Clear();
        foreach (var person in _people.Where(p => p.Role is Role.ExperienceAnalyst or Role.RegionalSupervisor).Append(_people[0]))
            Readers.Add(await _database.ActorAsync(person));
    }
}
