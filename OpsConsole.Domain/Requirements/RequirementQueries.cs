using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.People;

namespace OpsConsole.Domain.Requirements;

/// <summary>What the panel of a case shows: where its requirement stands, with every insistence and answer (docs/rules.md, "Assistant of requirements").</summary>
/// <param name="Asked">The case that was asked for: the requirement itself, or one of its insistences.</param>
public sealed record RequirementView(RequirementTicket Asked, RequirementStand Stand, Campaign Campaign)
{
    public bool IsBlocked => Stand.Initial.Data.Block is not null;
}

/// <summary>Reads requirements with what stands on them. Nothing of it is stored: the clock alone changes it.</summary>
public sealed class RequirementQueries(IDbContextFactory<OpsDbContext> contexts, TimeProvider clock)
{
    /// <summary>Of a requirement, or of the one that an insistence stands on; null: not to be seen, or no requirement.</summary>
    public async Task<RequirementView?> FindAsync(string number, Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var id = CaseNumber.IdOf(number);
        var found = await db.Cases.AsNoTracking().VisibleTo(actor).Where(c => c.Id == id && c.Subject != null).Select(c => new { c.CampaignId, c.InitialId }).SingleOrDefaultAsync(ct);
        if (found is null)
            return null;
        var asked = (await RequirementReader.TicketsAsync(db.Cases.AsNoTracking().Where(c => c.Id == id), ct))[0];
        var initial = found.InitialId is { } of ? await StandingAsync(db, of, ct) ?? asked : asked;
        var campaign = await db.Campaigns.AsNoTracking().SingleAsync(c => c.Id == found.CampaignId, ct);
        var insistences = await RequirementReader.InsistencesAsync(db, initial.Id, ct);
        var seen = await SeenAsync(db, [initial.Id, .. insistences.Select(i => i.Id)], actor, ct);
        return new(asked, new(Of(initial, seen), [.. insistences.Select(i => Of(i, seen))], campaign.Settings.Requirements, CampaignTime.Of(campaign, clock)), campaign);
    }

    private static async Task<HashSet<long>> SeenAsync(OpsDbContext db, List<long> ids, Actor actor, CancellationToken ct) =>
        [.. await db.Cases.VisibleTo(actor).Where(c => EF.Parameter(ids).Contains(c.Id)).Select(c => c.Id).ToListAsync(ct)];

    private static RequirementTicket Of(RequirementTicket ticket, HashSet<long> seen) => seen.Contains(ticket.Id) ? ticket : ticket.Hidden();

    /// <summary>The requirement itself, or the one that it lives on in.</summary>
    private static async Task<RequirementTicket?> StandingAsync(OpsDbContext db, long id, CancellationToken ct)
    {
        for (long? next = id; next is { } at;)
        {
            var into = await db.Cases.Where(c => c.Id == at).Select(c => c.MergedIntoId).SingleOrDefaultAsync(ct);
            if (into is null)
                return (await RequirementReader.TicketsAsync(db.Cases.AsNoTracking().Where(c => c.Id == at), ct)).FirstOrDefault();
            next = into;
        }
        return null;
    }
}
