using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Live;

namespace OpsConsole.Domain.People;

/// <summary>Makes, names and removes regions; only administrators may (docs/rules.md, "Branches and regions").</summary>
public sealed class RegionDesk(IDbContextFactory<OpsDbContext> contexts, ICaseLogTransport log, TimeProvider clock)
{
    private readonly AdminCommand _command = new(contexts, log, clock);

    public Task<Outcome> CreateAsync(string? code, string? name, Actor actor, CancellationToken ct) => _command.RunAsync(actor, async db =>
    {
        var errors = new List<Refusal>();
        if (BranchDesk.CheckCode(code) is { } error)
            errors.Add(error);
        else if ((await db.Regions.Select(r => r.Code).ToListAsync(ct)).Any(known => TextFold.Fold(known) == TextFold.Fold(code!.Trim())))
            errors.Add(new("region.code_taken", "code"));
        if (TextRules.Check(name, "name", BranchDesk.NameMax) is { } bad)
            errors.Add(bad);
        if (errors.Count > 0)
            return new Outcome.Invalid(errors);
        var region = new Region { Code = code!.Trim(), Name = name!.Trim() };
        db.Regions.Add(region);
        _command.Audit(db, actor, "region.created", $"region:{region.Code}", new { region.Name });
        await _command.CommitAsync(db, ct);
        return new Outcome.Done(0, region.Code);
    }, ct);

    public Task<Outcome> RenameAsync(int id, string? name, Actor actor, CancellationToken ct) => _command.RunAsync(actor, async db =>
    {
        if (await db.Regions.SingleOrDefaultAsync(r => r.Id == id, ct) is not { } region)
            return new Outcome.Missing();
        if (TextRules.Check(name, "name", BranchDesk.NameMax) is { } bad)
            return new Outcome.Invalid([bad]);
        var changes = new { name = new[] { region.Name, name!.Trim() } };
        region.Name = name.Trim();
        _command.Audit(db, actor, "region.changed", $"region:{region.Code}", new { changes });
        return new Outcome.Done();
    }, ct);

    /// <summary>Refused while branches or supervisors belong to it.</summary>
    public Task<Outcome> RemoveAsync(int id, Actor actor, CancellationToken ct) => _command.RunAsync(actor, async db =>
    {
        if (await db.Regions.SingleOrDefaultAsync(r => r.Id == id, ct) is not { } region)
            return new Outcome.Missing();
        var uses = await db.Branches.CountAsync(b => b.RegionId == id, ct) + await db.UserRegions.CountAsync(r => r.RegionId == id, ct);
        if (uses > 0)
            return new Outcome.Refused([new("region.in_use", null, uses)]);
        db.Regions.Remove(region);
        _command.Audit(db, actor, "region.removed", $"region:{region.Code}");
        return new Outcome.Done();
    }, ct);
}
