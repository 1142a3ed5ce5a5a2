using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.People;

namespace OpsConsole.Domain.Cases;

/// <summary>A way by which somebody sees a case (docs/rules.md, "Who sees a case and why").</summary>
public enum CasePath
{
    /// <summary>The role sees everything.</summary>
    Everything,

    /// <summary>The case's branch belongs to a region of the person.</summary>
    Region,
    Branch,

    /// <summary>The person's branch, and its campaign.</summary>
    BranchAndCampaign,
    Campaign,
    Shared,

    /// <summary>The person is of the area that was asked.</summary>
    Area,
}

/// <summary>Somebody who sees a case, and by which ways.</summary>
public sealed record CaseViewer(int Id, string Name, Role Role, IReadOnlyList<CasePath> Paths);

/// <summary>Everybody who sees a case, and the places that the ways lead over (docs/rules.md, "Who sees a case and why").</summary>
/// <param name="Area">The one that was asked; null: none was.</param>
public sealed record CaseViewers(string Number, string Region, string Branch, string Campaign, string? Area, IReadOnlyList<CaseViewer> People);

/// <summary>Answers "¿Quién ve este caso y por qué?" by the rules that lists go by (docs/rules.md, "Who sees a case and why").</summary>
public sealed class CaseViewerQueries(IDbContextFactory<OpsDbContext> contexts)
{
    /// <summary>Null where the case is not visible; nobody for those who may not ask.</summary>
    public async Task<CaseViewers?> OfAsync(string number, Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var id = CaseNumber.IdOf(number);
        var found = await db.Cases.AsNoTracking().VisibleTo(actor).Where(c => c.Id == id).Select(c => new
        {
            c.CampaignId,
            c.BranchId,
            Branch = c.Branch!.Name,
            Region = c.Branch.Region!.Name,
            Shares = c.Shares.Select(s => new { s.UserId, s.Area }).ToList(),
        }).SingleOrDefaultAsync(ct);
        if (found is null)
            return null;
        var campaign = await db.Campaigns.AsNoTracking().SingleAsync(c => c.Id == found.CampaignId, ct);
        var place = new CasePlace(found.CampaignId, found.BranchId, [.. found.Shares.Where(s => s.Area is null).Select(s => s.UserId)], [.. found.Shares.Where(s => s.Area is not null).Select(s => s.UserId)]);
        List<CaseViewer> people = [];
        if (actor.MayAudit)
        {
            var users = await db.Users.AsNoTracking().Where(u => !u.IsDisabled).OrderBy(u => u.Name).ThenBy(u => u.Id)
                .Select(u => new { u.Id, u.Name, u.Role, u.BranchId, Regions = u.Regions.Select(r => r.RegionId).ToList(), HasCampaign = u.Campaigns.Any(c => c.CampaignId == found.CampaignId) }).ToListAsync(ct);
            var branches = (await db.Branches.AsNoTracking().Select(b => new { b.Id, b.RegionId }).ToListAsync(ct)).ToLookup(b => b.RegionId, b => b.Id);
            foreach (var user in users)
            {
                IReadOnlyList<int> own = user.BranchId is { } branch ? [branch] : [];
                var one = new Actor(user.Id, user.Name, "", user.Role, 0)
                {
                    BranchId = user.BranchId,
                    RegionIds = user.Regions,
                    BranchIds = user.Role is not Role.RegionalSupervisor ? own : [.. user.Regions.SelectMany(r => branches[r])],
                    CampaignIds = user.HasCampaign ? [found.CampaignId] : [],
                };
                if (campaign.Settings.Access.Admits(one) && CaseScope.PathsOf(one, place) is { Count: > 0 } paths)
                    people.Add(new(user.Id, user.Name, user.Role, paths));
            }
        }
        return new(number, found.Region, found.Branch, campaign.Name, found.Shares.Find(s => s.Area is not null)?.Area is { } area ? campaign.Settings.AreaLabel(area) ?? area : null, people);
    }
}
