using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.People;

namespace OpsConsole.Domain.Data;

internal static class PersonLookup
{
    /// <summary>Who may still sign in, by id or e-mail, with what decides which cases they see.</summary>
    public static Task<OpsUser?> FindPersonAsync(this OpsDbContext db, string? user, CancellationToken ct)
    {
        var email = user?.Trim().ToUpperInvariant();
        var id = int.TryParse(user, out var parsed) ? parsed : 0;
        return db.Users.AsNoTracking().Include(u => u.Branch).Include(u => u.Regions).Include(u => u.Campaigns)
            .SingleOrDefaultAsync(u => (u.Id == id || u.NormalizedEmail == email) && !u.IsDisabled, ct);
    }
}
