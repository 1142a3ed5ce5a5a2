using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Logbook;
using OpsConsole.Domain.People;

namespace OpsConsole.Tests.Scope;

/// <summary>The Bitácora, with who may read it (docs/rules.md, "Bitácora").</summary>
public static class LogbookOperations
{
    private static readonly CancellationToken None = CancellationToken.None;

    /// <summary>To others it is empty, as if nothing had ever happened.</summary>
    public static readonly IReadOnlyList<Operation> All =
    [
        Operation.Console("LogbookDesk.NoteFileAsync", [Role.RegionalSupervisor, Role.ExperienceAnalyst, Role.Administrator], async q => await q.Get<LogbookDesk>().NoteFileAsync(new(), "csv", q.Actor, None)),
        Operation.Console("LogbookQueries.PageAsync", Operation.Everybody, async q => Said(q.Actor, (await q.Get<LogbookQueries>().PageAsync(new(), q.Actor, None)).Lines.Count > 0)),
        Operation.Console("LogbookQueries.PeopleAsync", Operation.Everybody, async q => Said(q.Actor, (await q.Get<LogbookQueries>().PeopleAsync(q.Actor, None)).Any(p => p.Id == q.Actor.Id))),
        Operation.Console("LogbookQueries.CustomerAsync", Operation.Everybody, async q => await q.Get<LogbookQueries>().CustomerAsync("nobody", q.Actor, None) is null),
        Operation.Case("CaseViewerQueries.OfAsync", Operation.Everybody, async q => await q.Get<CaseViewerQueries>().OfAsync(q.Number, q.Actor, None) is { } viewers ? Said(q.Actor, viewers.People.Any(v => v.Id == q.Actor.Id)) : null),
    ];

    private static bool Said(Actor actor, bool some) => some == (actor.Role is Role.RegionalSupervisor or Role.ExperienceAnalyst or Role.Administrator);
}
