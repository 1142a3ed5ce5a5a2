using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Live;
using OpsConsole.Domain.People;

namespace OpsConsole.Domain.Campaigns;

/// <summary>Makes and changes campaigns (docs/rules.md, "Campaign settings").</summary>
public sealed partial class CampaignDesk(IDbContextFactory<OpsDbContext> contexts, ICaseLogTransport log, AreaFollower follower, DeadlineQueue moves, TimeProvider clock)
{
    public const int CodeMax = 40, NameMax = 120;
    private const int Tries = 4;

    /// <summary>From the template of its kind. The code is part of addresses and never changes.</summary>
    public async Task<Outcome> CreateAsync(string? code, string? name, CampaignKind? kind, Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (!await db.IsCurrentAsync(actor, ct))
            return new Outcome.SignedOut();
        if (!actor.MayManageCampaigns)
            return new Outcome.Forbidden();
        if (Errors(code, name, kind) is { Count: > 0 } errors)
            return new Outcome.Invalid(errors);
        if (await db.Campaigns.AnyAsync(c => c.Code == code, ct))
            return Taken();
        var made = CampaignTemplate.Create(kind!.Value, code!, name!.Trim(), Now());
        if (made.Settings.Sla.Calendar is { Code: var calendar } && await db.Calendars.AsNoTracking().SingleOrDefaultAsync(c => c.Code == calendar, ct) is { } kept)
            made.Settings = made.Settings with { Sla = made.Settings.Sla with { Calendar = kept.AsOfNow() } };       // with the days that administrators added since
        var marked = FieldIndexing.Of(made.Schema);
        marked.ExceptWith(FieldIndexes.Always);
        if (marked.Count > 0)       // a mark never stands without its index
            await FieldIndexing.BuildAsync(log, db.IsSqlite, marked, ct);
        db.Campaigns.Add(made);
        db.Audit.Add(new() { At = made.CreatedAt, ById = actor.Id, Type = "campaign.created", Target = Target(made.Code), Data = JsonSerializer.Serialize(new { name = made.Name, kind }) });
        try
        {
            await log.CommitAsync(db, ct);
        }
        catch (DbUpdateException)   // two people, one code, the same moment
        {
            return Taken();
        }
        return new Outcome.Done(made.Version, made.Code);
    }

    /// <summary>A changed rule, deadline or kind of values holds for the imports to come: no case is judged again.</summary>
    public Task<Outcome> ChangeAsync(string code, long version, CampaignChange change, Actor actor, CancellationToken ct) => WorkAsync(code, actor, async (db, campaign) =>
    {
        if (change.Check(campaign) is { Count: > 0 } errors)
            return new Outcome.Invalid(errors);
        var changes = change.Against(CampaignChange.Of(campaign), campaign.Kind);
        if (campaign.Version != version)
            return await ConflictAsync(db, campaign, changes.ToDictionary(c => c.Key, c => c.Value.There), ct);
        if (changes.Count == 0)
            return new Outcome.Done(version);
        var before = FieldIndexing.Of(campaign.Schema);
        change.ApplyTo(campaign);
        var after = FieldIndexing.Of(campaign.Schema);
        Write(db, campaign, "campaign.changed", changes.ToDictionary(c => c.Key, c => new[] { Plain(c.Value.There), Plain(c.Value.Here) }), actor);
        if (before.SetEquals(after))
            await log.CommitAsync(db, ct);
        else
            await CommitWithIndexesAsync(db, before, after, ct);
        return new Outcome.Done(campaign.Version);
    }, ct);

    /// <summary>Who may see and work the campaign within their scope. Whoever loses it has to sign in again.</summary>
    public Task<Outcome> ShareAsync(string code, long version, CampaignAccess access, Actor actor, CancellationToken ct) => WorkAsync(code, actor, async (db, campaign) =>
    {
        var before = campaign.Settings.Access;
        access = new() { Roles = [.. access.Roles.Distinct().Order(StringComparer.Ordinal)], BranchIds = [.. access.BranchIds.Distinct().Order()], UserIds = [.. access.UserIds.Distinct().Order()] };
        if (await AccessErrorsAsync(db, before, access, ct) is { Count: > 0 } errors)
            return new Outcome.Invalid(errors);
        var changes = new (string Field, object Old, object New, bool Same)[]
        {
            ("roles", before.Roles, access.Roles, before.Roles.ToHashSet().SetEquals(access.Roles)),
            ("branches", before.BranchIds, access.BranchIds, before.BranchIds.ToHashSet().SetEquals(access.BranchIds)),
            ("people", before.UserIds, access.UserIds, before.UserIds.ToHashSet().SetEquals(access.UserIds)),
        }.Where(c => !c.Same).ToList();
        if (campaign.Version != version)
            return await ConflictAsync(db, campaign, changes.ToDictionary(c => c.Field, c => (object?)c.Old), ct);
        if (changes.Count == 0)
            return new Outcome.Done(version);
        campaign.Settings = campaign.Settings with { Access = access };
        await AccessLoss.EndAsync(db, campaign, before, access, ct);
        Write(db, campaign, "campaign.shared", changes.ToDictionary(c => c.Field, c => new object?[] { c.Old, c.New }), actor);
        await log.CommitAsync(db, ct);
        return new Outcome.Done(campaign.Version);
    }, ct);

    private async Task<Outcome> WorkAsync(string code, Actor actor, Func<OpsDbContext, Campaign, Task<Outcome>> work, CancellationToken ct)
    {
        for (var left = Tries; ; left--)
        {
            try
            {
                await using var db = await contexts.CreateDbContextAsync(ct);
                if (!await db.IsCurrentAsync(actor, ct))
                    return new Outcome.SignedOut();
                if (await db.Campaigns.VisibleTo(actor).SingleOrDefaultAsync(c => c.Code == code, ct) is not { } campaign)
                    return new Outcome.Missing();
                return actor.MayManageCampaigns ? await work(db, campaign) : new Outcome.Forbidden();
            }
            catch (DbUpdateConcurrencyException) when (left > 1)        // another's commit came between: looked at again, it is a conflict
            {
            }
        }
    }

    private void Write(OpsDbContext db, Campaign campaign, string type, IReadOnlyDictionary<string, object?[]> changes, Actor actor)
    {
        campaign.ModifiedAt = Now();
        campaign.Version++;
        db.Audit.Add(new() { At = campaign.ModifiedAt, ById = actor.Id, Type = type, Target = Target(campaign.Code), Data = Json.Write(new { changes }) });
    }

    private async Task CommitWithIndexesAsync(OpsDbContext db, HashSet<(string Key, bool Number)> before, HashSet<(string Key, bool Number)> after, CancellationToken ct)
    {
        await FieldIndexing.BuildAsync(log, db.IsSqlite, after, ct);
        try
        {
            await log.CommitAsync(db, ct);
        }
        finally
        {
            await FieldIndexing.SettleAsync(log, db.IsSqlite, before.Union(after).ToHashSet(), CancellationToken.None);
        }
    }

    private static async Task<Outcome> ConflictAsync(OpsDbContext db, Campaign campaign, IReadOnlyDictionary<string, object?> theirs, CancellationToken ct)
    {
        var target = Target(campaign.Code);
        var last = await db.Audit.AsNoTracking().Where(a => a.Target == target).OrderByDescending(a => a.Sequence)
            .Select(a => new { a.At, By = db.Users.Where(u => u.Id == a.ById).Select(u => u.Name).FirstOrDefault() }).FirstOrDefaultAsync(ct);
        return new Outcome.Conflict(campaign.Version, last?.By, last?.At, theirs);
    }

    // Roles that always see it cannot be named; somebody who was disabled since may stay named.
    private static async Task<List<Refusal>> AccessErrorsAsync(OpsDbContext db, CampaignAccess before, CampaignAccess access, CancellationToken ct)
    {
        var errors = new List<Refusal>();
        if (access.Roles.Except(CampaignAccess.Nameable.Select(r => r.ToString())).Any())
            errors.Add(new("unknown", "roles"));
        if (await db.Branches.CountAsync(b => access.BranchIds.Contains(b.Id), ct) < access.BranchIds.Count)
            errors.Add(new("unknown", "branches"));
        if (await db.Users.CountAsync(u => access.UserIds.Contains(u.Id) && (!u.IsDisabled || before.UserIds.Contains(u.Id)), ct) < access.UserIds.Count)
            errors.Add(new("unknown", "people"));
        return errors;
    }

    private static string Target(string code) => $"campaign:{code}";

    private static object? Plain(object? value) => value is ColumnChange column ? new { column.Type, column.Indexed } : value;

    private static List<Refusal> Errors(string? code, string? name, CampaignKind? kind)
    {
        var badCode = TextRules.Check(code, "code", CodeMax) ?? (CodeShape().IsMatch(code!) ? null : new("campaign.code_shape", "code"));
        var badKind = kind is null ? new Refusal("required", "kind") : null;
        return [.. new[] { TextRules.Check(name, "name", NameMax), badCode, badKind }.OfType<Refusal>()];
    }

    private static Outcome.Refused Taken() => new([new("campaign.code_taken", "code")]);

    private DateTime Now() => clock.Now();

    [GeneratedRegex(@"^[a-z0-9]+(-[a-z0-9]+)*\z")]
    private static partial Regex CodeShape();
}
