using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Live;
using OpsConsole.Domain.People;

namespace OpsConsole.Domain.Data;

/// <summary>How the desks of a person's own things in a campaign (filters, lists) run a command: rights and campaign first, then the change in one transaction; a race lost to the same person's other window is looked at again.</summary>
internal sealed class CampaignCommand(IDbContextFactory<OpsDbContext> contexts, CampaignQueries campaigns, ICaseLogTransport log)
{
    public async Task<Outcome> RunAsync(string campaign, Actor actor, Func<OpsDbContext, Campaign, Task<Outcome>> change, CancellationToken ct)
    {
        for (var again = true; ; again = false)
        {
            await using var db = await contexts.CreateDbContextAsync(ct);
            if (!await db.IsCurrentAsync(actor, ct))
                return new Outcome.SignedOut();
            if (await campaigns.FindAsync(campaign, actor, ct) is not { } found)
                return new Outcome.Missing();
            var outcome = await change(db, found);
            if (outcome is not Outcome.Done || !db.ChangeTracker.HasChanges())
                return outcome;
            try
            {
                await log.CommitAsync(db, ct);
                return outcome;
            }
            catch (DbUpdateException) when (again)
            {
            }
        }
    }
}
