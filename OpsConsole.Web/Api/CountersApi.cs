using Microsoft.Extensions.Options;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.People;
using OpsConsole.Web.Hosting;

namespace OpsConsole.Web.Api;

/// <summary>`/api/v1/counters`: where the caller's cases stand, by branch, region, agent or state.</summary>
public static class CountersApi
{
    public static void MapCounters(this RouteGroupBuilder api) =>
        api.MapGet("/counters", ReadAsync).WithTags("counters").Produces<Counter[]>().ProducesProblem(400).ProducesProblem(404);

    private static async Task<ApiAnswer> ReadAsync(string? campaign, string? by, Actor actor, CampaignQueries campaigns, CounterQueries counters, IOptions<OrganisationOptions> organisation, ApiResults results, CancellationToken ct)
    {
        var found = string.IsNullOrEmpty(campaign) ? null : await campaigns.FindAsync(campaign, actor, ct);
        if (found is null && !string.IsNullOrEmpty(campaign))
            return results.Missing;
        return Codes.Parse<CounterGroup>(by) is { } group
            ? ApiResults.Ok(await counters.ReadAsync(found?.Id, group, organisation.Value.Zone, actor, ct))
            : results.Invalid([new(string.IsNullOrEmpty(by) ? "required" : "unknown", "by")]);
    }
}
