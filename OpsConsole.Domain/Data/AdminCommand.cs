using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Live;
using OpsConsole.Domain.People;

namespace OpsConsole.Domain.Data;

/// <summary>How the desks of people, branches and regions run a command: rights first, then the change with its audit entry in one transaction; a lost race is looked at again.</summary>
internal sealed class AdminCommand(IDbContextFactory<OpsDbContext> contexts, ICaseLogTransport log, TimeProvider clock)
{
    private const int Tries = 8;

    public async Task<Outcome> RunAsync(Actor actor, Func<OpsDbContext, Task<Outcome>> change, CancellationToken ct)
    {
        for (var left = Tries; ; left--)
        {
            try
            {
                await using var db = await contexts.CreateDbContextAsync(ct);
                if (!await db.IsCurrentAsync(actor, ct))
                    return new Outcome.SignedOut();
                if (!actor.MayAdminister)
                    return new Outcome.Forbidden();
                var outcome = await change(db);
                if (outcome is Outcome.Done && db.ChangeTracker.HasChanges())
                    await log.CommitAsync(db, ct);
                return outcome;
            }
            catch (DbUpdateException) when (left > 1)       // another's commit came between: the rules are asked again
            {
            }
        }
    }

    /// <summary>Commits what comes so far, for commands that need an id first.</summary>
    public Task CommitAsync(OpsDbContext db, CancellationToken ct) => log.CommitAsync(db, ct);

    public DateTime Now => clock.Now();

    /// <param name="changes">{field: [old, new]}, or the fields of what was made.</param>
    public void Audit(OpsDbContext db, Actor actor, string type, string target, object? changes = null) =>
        db.Audit.Add(new() { At = Now, ById = actor.Id, Type = type, Target = target, Data = Json.Write(changes ?? new { }) });
}
