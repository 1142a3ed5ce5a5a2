using OpsConsole.Domain.Filters;
using OpsConsole.Domain.People;

namespace OpsConsole.Domain.Data;

/// <summary>Who knows of which named filter: its owner, those it is shared with, and the analysts, who answer for what is shared (docs/rules.md, "Saved filters").</summary>
internal static class SavedFilterScope
{
    public static IQueryable<SavedFilter> VisibleTo(this IQueryable<SavedFilter> filters, Actor actor)
    {
        var named = filters.Where(f => f.Name != null && f.RemovedAt == null);
        return actor.Role switch
        {
            Role.ExperienceAnalyst => named.Where(f => f.OwnerId == actor.Id || f.Shares.Any()),
            Role.Agent or Role.BranchHead or Role.RegionalSupervisor or Role.BackOffice or Role.Administrator =>
                named.Where(f => f.OwnerId == actor.Id || f.Shares.Any(s => s.Role == actor.Role || (s.BranchId != null && actor.BranchIds.Contains(s.BranchId.Value)))),
        };
    }
}
