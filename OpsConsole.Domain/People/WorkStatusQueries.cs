using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Data;

namespace OpsConsole.Domain.People;

/// <summary>A colleague and what they are at.</summary>
/// <param name="Number">The case they have open, where the reader sees it too.</param>
public sealed record ColleagueAtWork(int UserId, string Name, Role Role, string? Branch, WorkStatus Status, string? Number, string? Reason, DateTime? Since);

/// <summary>Who is at work where, for those who run a place: a branch head the own branch's people, a supervisor those of the regions, analysts and administrators everybody; others themselves alone (docs/rules.md, "Status of a person").</summary>
public sealed class WorkStatusQueries(IDbContextFactory<OpsDbContext> contexts)
{
    public async Task<IReadOnlyList<ColleagueAtWork>> ListAsync(Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (!await db.IsCurrentAsync(actor, ct))
            return [];
        var visible = db.Cases.VisibleTo(actor);
        var rows = await In(db, actor).Select(u => new { u.Id, u.Name, u.Role, Branch = u.Branch!.Code, State = db.WorkStates.FirstOrDefault(s => s.UserId == u.Id), Case = db.WorkStates.Where(s => s.UserId == u.Id).SelectMany(s => visible.Where(c => c.Id == s.CaseId)).Select(c => (long?)c.Id).FirstOrDefault() })
            .ToListAsync(ct);
        return [.. rows.OrderBy(r => r.Name, StringComparer.Ordinal).Select(r => new ColleagueAtWork(r.Id, r.Name, r.Role, r.Branch, r.State?.Status ?? WorkStatus.Disconnected, r.Case is { } id ? CaseNumber.Of(id) : null, r.State?.Reason, r.State?.Since))];
    }

    private static IQueryable<OpsUser> In(OpsDbContext db, Actor actor)
    {
        var working = db.Users.AsNoTracking().Where(u => !u.IsDisabled && u.Role != Role.Administrator);
        return actor.Role switch
        {
            Role.ExperienceAnalyst or Role.Administrator => working,
            Role.RegionalSupervisor or Role.BranchHead => working.Where(u => u.Id == actor.Id || (u.BranchId != null && actor.BranchIds.Contains(u.BranchId.Value))),
            Role.Agent or Role.BackOffice => working.Where(u => u.Id == actor.Id),
        };
    }
}
