using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;
using OpsConsole.Domain.Requirements;
using OpsConsole.Domain.Sla;

namespace OpsConsole.Domain.Campaigns;

/// <summary>Changes of a requirements desk.</summary>
public sealed partial class CampaignDesk
{
    /// <summary>Areas and their people, and the days of each subject. Who joins an area sees its open requirements at once, who leaves it sees them no more; other days move the maximum dates of what is open, as a job that the answer names.</summary>
    public Task<Outcome> ChangeRequirementsAsync(string code, long version, RequirementChange change, Actor actor, CancellationToken ct) => WorkAsync(code, actor, async (db, campaign) =>
    {
        if (campaign.Kind != CampaignKind.Requirement)
            return new Outcome.Refused([new("case.other_kind")]);
        var before = campaign.Settings.Requirements;
        var people = await WorkersAsync(db, change.Areas, before.Areas, ct);
        var asked = (await db.Cases.Where(c => c.CampaignId == campaign.Id && c.IsOpen && !c.IsRemoved && c.Area != null).Select(c => c.Area!).Distinct().ToListAsync(ct)).ToHashSet();
        if (change.Check(before, people, asked).ToList() is { Count: > 0 } errors)
            return new Outcome.Invalid(errors);
        var after = change.In(before);
        if (campaign.Version != version)
            return await ConflictAsync(db, campaign, new Dictionary<string, object?> { ["areas"] = before.Areas, ["slaDays"] = Days(before) }, ct);
        var (areas, days) = (Json.Write(before.Areas) != Json.Write(after.Areas), Json.Write(Days(before)) != Json.Write(Days(after)));
        if (!areas && !days)
            return new Outcome.Done(version);
        campaign.Settings = campaign.Settings with { Requirements = after };
        var changes = new Dictionary<string, object?[]>();
        if (areas)
            changes["areas"] = [before.Areas, after.Areas];
        if (days)
            changes["slaDays"] = [Days(before), Days(after)];
        Write(db, campaign, "campaign.requirements", changes, actor);
        var job = days ? await SlaDesk.JobAsync(db, campaign, DeadlineJob.Policy, actor, campaign.ModifiedAt, clock, ct) : null;
        await log.CommitAsync(db, ct);
        if (job is not null)
            moves.Bell.Ring();
        if (AreaRules.ChangesPeople(before.Areas, after.Areas))
            await follower.FollowAsync(campaign.Id, CancellationToken.None);
        return new Outcome.Done(campaign.Version, job?.Id);
    }, ct);

    private static Dictionary<string, int> Days(RequirementCatalogue catalogue) => catalogue.Subjects.ToDictionary(s => s.Code, s => s.SlaDays);
}
