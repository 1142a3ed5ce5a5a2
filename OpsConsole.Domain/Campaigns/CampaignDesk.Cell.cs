using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;
using OpsConsole.Domain.RepeatContacts;

namespace OpsConsole.Domain.Campaigns;

/// <summary>Changes of a repeat-contacts cell.</summary>
public sealed partial class CampaignDesk
{
    /// <summary>Areas, their people and deadlines, and who gets the client's report. Who joins an area sees at once what was escalated to it and is open, who leaves it sees that no more.</summary>
    public Task<Outcome> ChangeCellAsync(string code, long version, CellChange change, Actor actor, CancellationToken ct) => WorkAsync(code, actor, async (db, campaign) =>
    {
        if (campaign.Kind != CampaignKind.RepeatContact)
            return new Outcome.Refused([new("case.other_kind")]);
        var before = campaign.Settings.Cell;
        var people = await WorkersAsync(db, change.Areas, before.Areas, ct);
        var open = db.Cases.Where(c => c.CampaignId == campaign.Id && c.IsOpen && !c.IsRemoved && c.EscalationState == EscalationState.Open);
        var asked = (await open.Select(c => c.Area!).Distinct().ToListAsync(ct)).ToHashSet();
        if (change.Check(before, people, asked).ToList() is { Count: > 0 } errors)
            return new Outcome.Invalid(errors);
        var after = change.In(before);
        var changes = new (string Field, object Old, object New, bool Same)[]
        {
            ("areas", before.Areas, after.Areas, Json.Write(before.Areas) == Json.Write(after.Areas)),
            ("recipients", before.ClientRecipients, after.ClientRecipients, before.ClientRecipients.SequenceEqual(after.ClientRecipients)),
            ("rankedFrom", before.RankedFrom, after.RankedFrom, before.RankedFrom == after.RankedFrom),
        }.Where(c => !c.Same).ToList();
        if (campaign.Version != version)
            return await ConflictAsync(db, campaign, changes.ToDictionary(c => c.Field, c => (object?)c.Old), ct);
        if (changes.Count == 0)
            return new Outcome.Done(version);
        campaign.Settings = campaign.Settings with { Cell = after };
        Write(db, campaign, "campaign.cell", changes.ToDictionary(c => c.Field, c => new object?[] { c.Old, c.New }), actor);
        await log.CommitAsync(db, ct);
        if (AreaRules.ChangesPeople(before.Areas, after.Areas))
            await follower.FollowAsync(campaign.Id, CancellationToken.None);
        return new Outcome.Done(campaign.Version);
    }, ct);

    /// <summary>Who may be of an area: whoever works cases, and whoever is of one already, who may have been disabled since.</summary>
    private static async Task<HashSet<int>> WorkersAsync(OpsDbContext db, IEnumerable<IArea> areas, IEnumerable<IArea> before, CancellationToken ct)
    {
        var named = areas.SelectMany(a => a.People).Distinct().ToList();
        var people = (await db.Users.Where(u => EF.Parameter(named).Contains(u.Id) && !u.IsDisabled && u.Role != Role.Administrator).Select(u => u.Id).ToListAsync(ct)).ToHashSet();
        people.UnionWith(before.SelectMany(a => a.People));
        return people;
    }
}
