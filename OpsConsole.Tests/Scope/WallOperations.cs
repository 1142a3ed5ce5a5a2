using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;
using OpsConsole.Domain.Walls;

namespace OpsConsole.Tests.Scope;

/// <summary>Screens on walls: made and revoked by supervisors for their regions, by administrators for all.</summary>
internal static class WallOperations
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly Role[] Makers = [Role.RegionalSupervisor, Role.Administrator];

    public static readonly IReadOnlyList<Operation> All =
    [
        Operation.Console("WallDesk.MakeAsync", Makers, async q => await q.Get<WallDesk>().MakeAsync("Sala", null, 0, q.Actor, None)),
        Operation.Console("WallDesk.RevokeAsync", Makers, async q => await q.Get<WallDesk>().RevokeAsync(await WallAsync(q), q.Actor, None)),
        Operation.Console("WallQueries.ListAsync", Makers, async q =>
        {
            await WallAsync(q);
            return await q.Get<WallQueries>().ListAsync(q.Actor, None) is { Count: > 0 } found ? found : new Outcome.Forbidden();
        }),
        Operation.Console("WallQueries.RegionsAsync", Makers, async q => await q.Get<WallQueries>().RegionsAsync(q.Actor, None) is { Count: > 0 } found ? found : new Outcome.Forbidden()),
    ];

    private static async Task<int> WallAsync(Question q)
    {
        var made = new WallboardToken { Name = "Sala", Hash = Guid.NewGuid().ToString("N"), RegionId = q.Organisation.Regions["NORTH"].Id, CreatedAt = q.Database.Clock.UtcNow, EndsAt = q.Database.Clock.UtcNow.AddDays(1) };
        await q.Database.CommitAsync(db => db.WallboardTokens.Add(made));
        return made.Id;
    }
}
