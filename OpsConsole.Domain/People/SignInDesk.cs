using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Live;

namespace OpsConsole.Domain.People;

/// <summary>Opens and closes sessions. Wrong passwords are counted where nobody can outrun the count; every attempt is in the audit log without the address that was typed (docs/rules.md, "Sign-in").</summary>
public sealed class SignInDesk(IDbContextFactory<OpsDbContext> contexts, ICaseLogTransport log, IPasswordHasher<OpsUser> hasher, IOptions<IdentityOptions> identity, TimeProvider clock)
{
    private const int Tries = 8;

    // Compared where there is nobody, so that the time of the answer does not tell who exists.
    private readonly Lazy<string> _nobody = new(() => hasher.HashPassword(new() { Name = "" }, Guid.NewGuid().ToString()));

    /// <param name="origin">The network address that it is tried from.</param>
    public async Task<SignInOutcome> SignInAsync(string? email, string? password, CancellationToken ct, string? origin = null)
    {
        for (var left = Tries; ; left--)
        {
            try
            {
                return await TryAsync(email?.Trim().ToUpperInvariant(), password ?? "", origin, ct);
            }
            catch (DbUpdateConcurrencyException) when (left > 1)
            {
            }
        }
    }

    /// <summary>Goes on with a program's session: refused when the person was locked, disabled or given other rights or another password since.</summary>
    public async Task<SignInOutcome> GoOnAsync(string sessionId, int userId, int stamp, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var session = await db.Sessions.AsNoTracking().SingleOrDefaultAsync(s => s.Id == sessionId && s.UserId == userId && s.EndedAt == null, ct);
        var user = await db.Users.AsNoTracking().SingleOrDefaultAsync(u => u.Id == userId && !u.IsDisabled && u.RightsStamp == stamp, ct);
        if (session is null || user is null)
            return new SignInOutcome.Failed();
        return user.LockoutEnd is { } until && until > Now() ? new SignInOutcome.Locked(until.UtcDateTime) : Granted(user, session);
    }

    /// <summary>Signs out: the session ends everywhere it is used.</summary>
    public async Task EndAsync(string sessionId, CancellationToken ct, string? origin = null)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.Sessions.SingleOrDefaultAsync(s => s.Id == sessionId && s.EndedAt == null, ct) is not { } session)
            return;
        session.EndedAt = Now();
        db.Audit.Add(Entry("sign_in.ended", session.UserId, origin));
        await log.CommitAsync(db, ct);
    }

    /// <summary>The person did something; written down at most once a minute.</summary>
    public async Task TouchAsync(string sessionId, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var since = Now() - SessionLimits.TouchEvery;
        if (await db.Sessions.SingleOrDefaultAsync(s => s.Id == sessionId && s.EndedAt == null && s.LastActivity <= since, ct) is not { } session)
            return;
        session.LastActivity = Now();
        await log.CommitAsync(db, ct);
    }

    private async Task<SignInOutcome> TryAsync(string? email, string password, string? origin, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var user = await db.Users.SingleOrDefaultAsync(u => u.NormalizedEmail == email && !u.IsDisabled, ct);
        if (user is null)
        {
            hasher.VerifyHashedPassword(new() { Name = "" }, _nobody.Value, password);
            db.Audit.Add(Entry("sign_in.failed", null, origin));
            await log.CommitAsync(db, ct);
            return new SignInOutcome.Failed();
        }
        var now = Now();
        if (user.LockoutEnd is { } until && until > now)
            return new SignInOutcome.Locked(until.UtcDateTime);
        user.ConcurrencyStamp = Guid.NewGuid().ToString();      // two attempts at once: the second counts again from what the first left
        if (hasher.VerifyHashedPassword(user, user.PasswordHash ?? "", password) == PasswordVerificationResult.Failed)
            return await FailAsync(db, user, now, origin, ct);
        (user.AccessFailedCount, user.LockoutEnd) = (0, null);
        var session = new UserSession { Id = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16)), UserId = user.Id, CreatedAt = now, LastActivity = now };
        db.Sessions.Add(session);
        db.Audit.Add(Entry("sign_in.done", user.Id, origin));
        await log.CommitAsync(db, ct);
        return Granted(user, session);
    }

    private static SignInOutcome.Granted Granted(OpsUser user, UserSession session) =>
        new(new(user.Id, user.Name, user.Role, user.RightsStamp, session.Id, session.CreatedAt, user.Culture, user.Theme, user.Density));

    private async Task<SignInOutcome> FailAsync(OpsDbContext db, OpsUser user, DateTime now, string? origin, CancellationToken ct)
    {
        var lockout = identity.Value.Lockout;
        var locks = WrongPasswords.Count(user, lockout, now);
        db.Audit.Add(Entry(locks ? "sign_in.locked" : "sign_in.failed", user.Id, origin));
        await log.CommitAsync(db, ct);
        return locks ? new SignInOutcome.Locked(now + lockout.DefaultLockoutTimeSpan) : new SignInOutcome.Failed();
    }

    private AuditEntry Entry(string type, int? userId, string? origin) => new() { At = Now(), ById = userId, Type = type, Target = userId is { } id ? $"user:{id}" : null, Data = "{}", Origin = origin };

    private DateTime Now() => clock.Now();
}
