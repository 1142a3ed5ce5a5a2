using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.People;

namespace OpsConsole.Domain.Notifications;

/// <summary>When the branch heads in reach were last reminded by somebody: what stands beside "Recordar al JP" (docs/rules.md, "Reminders").</summary>
public sealed class ReminderQueries(IDbContextFactory<OpsDbContext> contexts)
{
    /// <summary>By branch; those of whom nobody was reminded in the last ninety days are none of them.</summary>
    public async Task<IReadOnlyDictionary<int, DateTime>> LastAsync(Actor actor, CancellationToken ct)
    {
        if (!actor.MayRemind)
            return new Dictionary<int, DateTime>();
        await using var db = await contexts.CreateDbContextAsync(ct);
        var heads = db.Users.Where(u => u.Role == Role.BranchHead && u.BranchId != null);
        if (actor.IsBoundToBranches)
            heads = heads.Where(u => actor.BranchIds.Contains(u.BranchId!.Value));
        return await heads.Join(db.Notifications.Where(n => n.Kind == NotificationKind.Reminder), u => u.Id, n => n.UserId, (u, n) => new { Branch = u.BranchId!.Value, n.At })
            .GroupBy(r => r.Branch).Select(g => new { g.Key, At = g.Max(r => r.At) }).ToDictionaryAsync(g => g.Key, g => g.At, ct);
    }
}
