using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Live;

namespace OpsConsole.Domain.People;

/// <summary>The first administrator of an installation: made while there is none who may sign in (docs/rules.md, "First start").</summary>
public sealed class SetupDesk(IDbContextFactory<OpsDbContext> contexts, ICaseLogTransport log, IPasswordHasher<OpsUser> hasher, IOptions<IdentityOptions> identity, TimeProvider clock)
{
    /// <summary>Settings of the installation that setting up writes.</summary>
    public const string MadeWithDemo = "made_with_demo", OrganisationName = "organisation_name", TimeZone = "time_zone";

    private readonly SemaphoreSlim _one = new(1);

    public async Task<bool> IsNeededAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return !await db.Users.AnyAsync(u => u.Role == Role.Administrator && !u.IsDisabled, ct);
    }

    /// <summary>Null: never written.</summary>
    public async Task<string?> SettingAsync(string key, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Settings.Where(s => s.Key == key).Select(s => s.Value).SingleOrDefaultAsync(ct);
    }

    /// <param name="settings">Facts of the installation to keep with it.</param>
    public async Task<Outcome> CreateFirstAsync(string? name, string? email, string? password, IReadOnlyDictionary<string, string> settings, CancellationToken ct)
    {
        await _one.WaitAsync(ct);
        try
        {
            await using var db = await contexts.CreateDbContextAsync(ct);
            if (await db.Users.AnyAsync(u => u.Role == Role.Administrator && !u.IsDisabled, ct))
                return new Outcome.Refused([new("setup.done")]);
            var form = new PersonForm { Name = name, Email = email, Role = Role.Administrator };
            var errors = form.Check().ToList();
            if (PersonForm.CheckPassword(password, identity.Value.Password.RequiredLength) is { } bad)
                errors.Add(bad);
            if (errors.Count > 0)
                return new Outcome.Invalid(errors);
            var (address, now) = (email!.Trim(), clock.GetUtcNow().UtcDateTime);
            var user = new OpsUser
            {
                Name = name!.Trim(),
                Role = Role.Administrator,
                Email = address,
                UserName = address,
                NormalizedEmail = address.ToUpperInvariant(),
                NormalizedUserName = address.ToUpperInvariant(),
                CreatedAt = now,
                SecurityStamp = Guid.NewGuid().ToString(),
                LockoutEnabled = true,
                EmailConfirmed = true,
            };
            user.PasswordHash = hasher.HashPassword(user, password!);
            db.Users.Add(user);
            foreach (var (key, value) in settings)
                db.Settings.Add(new() { Key = key, Value = value });
            db.Audit.Add(new() { At = now, Type = "setup.done", Data = "{}" });
            await log.CommitAsync(db, ct);
            return new Outcome.Done(0, user.Id.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }
        finally
        {
            _one.Release();
        }
    }
}
