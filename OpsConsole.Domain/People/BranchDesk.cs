using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Live;

namespace OpsConsole.Domain.People;

/// <summary>Makes, names, moves and retires branches; only administrators may (docs/rules.md, "Branches and regions").</summary>
public sealed partial class BranchDesk(IDbContextFactory<OpsDbContext> contexts, ICaseLogTransport log, TimeProvider clock)
{
    public const int CodeMax = 40, NameMax = 120;

    private readonly AdminCommand _command = new(contexts, log, clock);

    /// <param name="code">As files carry it; it never changes, since cases and files keep it.</param>
    public Task<Outcome> CreateAsync(string? code, string? name, int? regionId, Actor actor, CancellationToken ct) => _command.RunAsync(actor, async db =>
    {
        var errors = await ErrorsAsync(db, name, regionId, ct);
        if (CheckCode(code) is { } error)
            errors.Insert(0, error);
        else if ((await db.Branches.Select(b => b.Code).ToListAsync(ct)).Any(known => TextFold.Fold(known) == TextFold.Fold(code!.Trim())))
            errors.Insert(0, new("branch.code_taken", "code"));
        if (errors.Count > 0)
            return new Outcome.Invalid(errors);
        var branch = new Branch { Code = code!.Trim(), Name = name!.Trim(), RegionId = regionId!.Value };
        db.Branches.Add(branch);
        await EndSupervisorsAsync(db, [branch.RegionId], ct);
        _command.Audit(db, actor, "branch.created", $"branch:{branch.Code}", new { branch.Name, branch.RegionId });
        await _command.CommitAsync(db, ct);
        return new Outcome.Done(0, branch.Code);
    }, ct);

    public Task<Outcome> ChangeAsync(int id, string? name, int? regionId, Actor actor, CancellationToken ct) => ChangeAsync(id, actor, async (db, branch) =>
    {
        if (await ErrorsAsync(db, name, regionId, ct) is { Count: > 0 } errors)
            return new Outcome.Invalid(errors);
        var changes = new { name = new[] { branch.Name, name!.Trim() }, region = new[] { branch.RegionId, regionId!.Value } };
        if (branch.RegionId != regionId)
            await EndSupervisorsAsync(db, [branch.RegionId, regionId.Value], ct);
        (branch.Name, branch.RegionId) = (name.Trim(), regionId.Value);
        _command.Audit(db, actor, "branch.changed", $"branch:{branch.Code}", new { changes });
        return new Outcome.Done();
    }, ct);

    /// <summary>Takes no new people and no transfers; its cases keep it. Refused while active people belong to it.</summary>
    public Task<Outcome> RetireAsync(int id, Actor actor, CancellationToken ct) => ChangeAsync(id, actor, async (db, branch) =>
    {
        if (await db.Users.CountAsync(u => u.BranchId == id && !u.IsDisabled, ct) is > 0 and var people)
            return new Outcome.Refused([new("branch.has_people", null, people)]);
        branch.IsActive = false;
        _command.Audit(db, actor, "branch.retired", $"branch:{branch.Code}");
        return new Outcome.Done();
    }, ct);

    public Task<Outcome> RestoreAsync(int id, Actor actor, CancellationToken ct) => ChangeAsync(id, actor, (db, branch) =>
    {
        branch.IsActive = true;
        _command.Audit(db, actor, "branch.restored", $"branch:{branch.Code}");
        return Task.FromResult<Outcome>(new Outcome.Done());
    }, ct);

    internal static Refusal? CheckCode(string? code) =>
        TextRules.Check(code, "code", CodeMax) ?? (CodeShape().IsMatch(code!.Trim()) ? null : new("code.invalid", "code"));

    private Task<Outcome> ChangeAsync(int id, Actor actor, Func<OpsDbContext, Branch, Task<Outcome>> change, CancellationToken ct) => _command.RunAsync(actor, async db =>
        await db.Branches.SingleOrDefaultAsync(b => b.Id == id, ct) is { } branch ? await change(db, branch) : new Outcome.Missing(), ct);

    /// <summary>What a region's supervisors may see changes with its branches.</summary>
    private static async Task EndSupervisorsAsync(OpsDbContext db, int[] regionIds, CancellationToken ct)
    {
        foreach (var supervisor in await db.Users.Where(u => u.Role == Role.RegionalSupervisor && u.Regions.Any(r => regionIds.Contains(r.RegionId))).ToListAsync(ct))
        {
            supervisor.RightsStamp++;
            supervisor.ConcurrencyStamp = Guid.NewGuid().ToString();
        }
    }

    private static async Task<List<Refusal>> ErrorsAsync(OpsDbContext db, string? name, int? regionId, CancellationToken ct)
    {
        var errors = new List<Refusal>();
        if (TextRules.Check(name, "name", NameMax) is { } error)
            errors.Add(error);
        if (regionId is null)
            errors.Add(new("required", "region"));
        else if (!await db.Regions.AnyAsync(r => r.Id == regionId, ct))
            errors.Add(new("unknown", "region"));
        return errors;
    }

    [GeneratedRegex(@"^[\p{L}\p{Nd}][\p{L}\p{Nd} ._-]*$")]
    private static partial Regex CodeShape();
}
