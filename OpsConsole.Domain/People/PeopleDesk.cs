using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Live;

namespace OpsConsole.Domain.People;

/// <summary>Makes and changes people; only administrators may. Whoever loses or gains a right is signed out at once (docs/rules.md, "People").</summary>
public sealed class PeopleDesk(IDbContextFactory<OpsDbContext> contexts, ICaseLogTransport log, IPasswordHasher<OpsUser> hasher, IOptions<IdentityOptions> identity, TimeProvider clock)
{
    private readonly AdminCommand _command = new(contexts, log, clock);

    public Task<Outcome> CreateAsync(PersonForm form, string? password, Actor actor, CancellationToken ct) => _command.RunAsync(actor, async db =>
    {
        if (await ErrorsAsync(db, form, null, ct, PersonForm.CheckPassword(password, MinLength)) is { Count: > 0 } errors)
            return new Outcome.Invalid(errors);
        var user = new OpsUser { Name = form.Name!.Trim(), CreatedAt = _command.Now, SecurityStamp = Guid.NewGuid().ToString(), LockoutEnabled = true, EmailConfirmed = true };
        Take(user, form);
        user.PasswordHash = hasher.HashPassword(user, password!);
        db.Users.Add(user);
        _command.Audit(db, actor, "user.created", $"user:{user.Email}", Facts(user));
        await _command.CommitAsync(db, ct);
        return new Outcome.Done(0, user.Id.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }, ct);

    public Task<Outcome> ChangeAsync(int id, PersonForm form, Actor actor, CancellationToken ct) => ChangeAsync(id, actor, async (db, user) =>
    {
        if (await ErrorsAsync(db, form, id, ct) is { Count: > 0 } errors)
            return new Outcome.Invalid(errors);
        if (user is { Role: Role.Administrator, IsDisabled: false } && form.Role != Role.Administrator && await IsLastAsync(db, ct))
            return new Outcome.Refused([new("person.last_administrator", "role")]);
        var before = Facts(user);
        Take(user, form);
        var after = Facts(user);
        var changes = after.Where(fact => !Equals(fact.Value, before[fact.Key])).ToDictionary(fact => fact.Key, fact => new[] { before[fact.Key], fact.Value });
        if (changes.Count == 0)
            return new Outcome.Done();
        if (changes.Keys.Any(key => key is not ("name" or "email")))
            user.RightsStamp++;
        _command.Audit(db, actor, "user.changed", Target(user), new { changes });
        return new Outcome.Done();
    }, ct);

    /// <summary>Keeps the person and everything done, takes away every right.</summary>
    public Task<Outcome> DisableAsync(int id, Actor actor, CancellationToken ct) => ChangeAsync(id, actor, async (db, user) =>
    {
        if (user.IsDisabled)
            return new Outcome.Done();
        if (user.Role == Role.Administrator && await IsLastAsync(db, ct))
            return new Outcome.Refused([new("person.last_administrator")]);
        user.IsDisabled = true;
        return await EndAsync(db, user, actor, "user.disabled", ct);
    }, ct);

    public Task<Outcome> EnableAsync(int id, Actor actor, CancellationToken ct) => ChangeAsync(id, actor, (db, user) =>
    {
        if (user.IsDisabled)
        {
            (user.IsDisabled, user.AccessFailedCount, user.LockoutEnd) = (false, 0, null);
            user.RightsStamp++;
            _command.Audit(db, actor, "user.enabled", Target(user));
        }
        return Task.FromResult<Outcome>(new Outcome.Done());
    }, ct);

    public Task<Outcome> ResetPasswordAsync(int id, string? password, Actor actor, CancellationToken ct) => ChangeAsync(id, actor, async (db, user) =>
    {
        if (PersonForm.CheckPassword(password, MinLength) is { } error)
            return new Outcome.Invalid([error]);
        user.PasswordHash = hasher.HashPassword(user, password!);
        (user.AccessFailedCount, user.LockoutEnd) = (0, null);
        return await EndAsync(db, user, actor, "user.password_reset", ct);
    }, ct);

    /// <summary>Opens an account that too many wrong passwords locked.</summary>
    public Task<Outcome> UnlockAsync(int id, Actor actor, CancellationToken ct) => ChangeAsync(id, actor, (db, user) =>
    {
        if (user.LockoutEnd is not null)
        {
            (user.AccessFailedCount, user.LockoutEnd) = (0, null);
            _command.Audit(db, actor, "user.unlocked", Target(user));
        }
        return Task.FromResult<Outcome>(new Outcome.Done());
    }, ct);

    /// <summary>Signs the person out of every browser and program.</summary>
    public Task<Outcome> EndSessionsAsync(int id, Actor actor, CancellationToken ct) =>
        ChangeAsync(id, actor, (db, user) => EndAsync(db, user, actor, "user.sessions_ended", ct), ct);

    private int MinLength => identity.Value.Password.RequiredLength;

    private Task<Outcome> ChangeAsync(int id, Actor actor, Func<OpsDbContext, OpsUser, Task<Outcome>> change, CancellationToken ct) => _command.RunAsync(actor, async db =>
    {
        if (await db.Users.Include(u => u.Regions).Include(u => u.Campaigns).AsSplitQuery().SingleOrDefaultAsync(u => u.Id == id, ct) is not { } user)
            return new Outcome.Missing();
        var outcome = await change(db, user);
        if (outcome is Outcome.Done && db.ChangeTracker.HasChanges())
            user.ConcurrencyStamp = Guid.NewGuid().ToString();
        return outcome;
    }, ct);

    private async Task<Outcome> EndAsync(OpsDbContext db, OpsUser user, Actor actor, string type, CancellationToken ct)
    {
        user.RightsStamp++;
        foreach (var session in await db.Sessions.Where(s => s.UserId == user.Id && s.EndedAt == null).ToListAsync(ct))
            session.EndedAt = _command.Now;
        _command.Audit(db, actor, type, Target(user));
        return new Outcome.Done();
    }

    /// <summary>Marks every administrator as looked at: of two who disable each other at once, the second finds the first's commit.</summary>
    private static async Task<bool> IsLastAsync(OpsDbContext db, CancellationToken ct)
    {
        var all = await db.Users.Where(u => u.Role == Role.Administrator && !u.IsDisabled).ToListAsync(ct);
        all.ForEach(u => u.ConcurrencyStamp = Guid.NewGuid().ToString());
        return all.Count == 1;
    }

    private static async Task<List<Refusal>> ErrorsAsync(OpsDbContext db, PersonForm form, int? id, CancellationToken ct, params Refusal?[] further)
    {
        var errors = form.Check().Concat(further.OfType<Refusal>()).ToList();
        var email = form.Email?.Trim().ToUpperInvariant();
        if (errors.All(e => e.Field != "email") && await db.Users.AnyAsync(u => u.NormalizedEmail == email && u.Id != id, ct))
            errors.Add(new("person.email_taken", "email"));
        if (form.NeedsBranch && form.BranchId is { } branch && !await db.Branches.AnyAsync(b => b.Id == branch && (b.IsActive || db.Users.Any(u => u.Id == id && u.BranchId == branch)), ct))
            errors.Add(new("unknown", "branch"));
        if (form.NeedsRegions && await db.Regions.CountAsync(r => form.RegionIds.Contains(r.Id), ct) != form.RegionIds.Distinct().Count())
            errors.Add(new("unknown", "regions"));
        if (form.TakesCampaigns && await db.Campaigns.CountAsync(c => form.CampaignIds.Contains(c.Id), ct) != form.CampaignIds.Distinct().Count())
            errors.Add(new("unknown", "campaigns"));
        return errors;
    }

    private static void Take(OpsUser user, PersonForm form)
    {
        var email = form.Email!.Trim();
        (user.Name, user.Role, user.BranchId) = (form.Name!.Trim(), form.Role!.Value, form.NeedsBranch ? form.BranchId : null);
        (user.Email, user.UserName) = (email, email);
        user.NormalizedEmail = user.NormalizedUserName = email.ToUpperInvariant();
        var regions = form.NeedsRegions ? form.RegionIds.Distinct().ToList() : [];
        user.Regions.RemoveAll(r => !regions.Contains(r.RegionId));
        user.Regions.AddRange(regions.Where(r => user.Regions.All(own => own.RegionId != r)).Select(r => new UserRegion { UserId = user.Id, RegionId = r }));
        var campaigns = form.TakesCampaigns ? form.CampaignIds.Distinct().ToList() : [];
        user.Campaigns.RemoveAll(c => !campaigns.Contains(c.CampaignId));
        user.Campaigns.AddRange(campaigns.Where(c => user.Campaigns.All(own => own.CampaignId != c)).Select(c => new UserCampaign { UserId = user.Id, CampaignId = c }));
    }

    private static Dictionary<string, object?> Facts(OpsUser user) => new()
    {
        ["name"] = user.Name,
        ["email"] = user.Email,
        ["role"] = user.Role.ToString(),
        ["branch"] = user.BranchId,
        ["regions"] = string.Join(',', user.Regions.Select(r => r.RegionId).Order()),
        ["campaigns"] = string.Join(',', user.Campaigns.Select(c => c.CampaignId).Order()),
    };

    private static string Target(OpsUser user) => FormattableString.Invariant($"user:{user.Id}");
}
