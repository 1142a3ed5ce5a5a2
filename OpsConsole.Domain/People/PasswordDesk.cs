using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Live;

namespace OpsConsole.Domain.People;

/// <summary>Changes a person's own password: whoever knew the old one is signed out of everything but the session that this was done in (docs/rules.md, "Own account").</summary>
public sealed class PasswordDesk(IDbContextFactory<OpsDbContext> contexts, ICaseLogTransport log, IPasswordHasher<OpsUser> hasher, IOptions<IdentityOptions> identity, TimeProvider clock)
{
    private const int Tries = 8;

    /// <param name="sessionId">The session that stays.</param>
    public async Task<Outcome> ChangeAsync(PasswordForm form, string sessionId, Actor actor, CancellationToken ct)
    {
        for (var left = Tries; ; left--)
        {
            try
            {
                return await TryAsync(form, sessionId, actor, ct);
            }
            catch (DbUpdateConcurrencyException) when (left > 1)       // a sign-in or another change came between: everything is asked again
            {
            }
        }
    }

    private async Task<Outcome> TryAsync(PasswordForm form, string sessionId, Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (!await db.IsCurrentAsync(actor, ct))
            return new Outcome.SignedOut();
        if (form.Check(identity.Value.Password.RequiredLength).ToList() is { Count: > 0 } errors)
            return new Outcome.Invalid(errors);
        var (user, now) = (await db.Users.SingleAsync(u => u.Id == actor.Id, ct), clock.Now());
        if (user.LockoutEnd is { } until && until > now)
            return Locked(until.UtcDateTime - now);
        user.ConcurrencyStamp = Guid.NewGuid().ToString();      // guesses at the same time are counted one after the other, and no sign-in by the old password slips through
        if (hasher.VerifyHashedPassword(user, user.PasswordHash ?? "", form.Current!) == PasswordVerificationResult.Failed)
            return await FailAsync(db, user, now, ct);
        user.PasswordHash = hasher.HashPassword(user, form.Password!);
        (user.AccessFailedCount, user.LockoutEnd) = (0, null);
        foreach (var session in await db.Sessions.Where(s => s.UserId == user.Id && s.Id != sessionId && s.EndedAt == null).ToListAsync(ct))
            session.EndedAt = now;
        Audit(db, "user.password_changed", user, now);
        await log.CommitAsync(db, ct);
        return new Outcome.Done();
    }

    private async Task<Outcome> FailAsync(OpsDbContext db, OpsUser user, DateTime now, CancellationToken ct)
    {
        var locks = WrongPasswords.Count(user, identity.Value.Lockout, now);
        Audit(db, locks ? "password.locked" : "password.failed", user, now);
        await log.CommitAsync(db, ct);
        return locks ? Locked(identity.Value.Lockout.DefaultLockoutTimeSpan) : new Outcome.Refused([new("person.password_wrong", "current")]);
    }

    private static Outcome.Refused Locked(TimeSpan wait) => new([new("person.password_locked", "current", Need: (int)Math.Ceiling(wait.TotalMinutes))]);

    private static void Audit(OpsDbContext db, string type, OpsUser user, DateTime now) =>
        db.Audit.Add(new() { At = now, ById = user.Id, Type = type, Target = FormattableString.Invariant($"user:{user.Id}"), Data = "{}" });
}
