using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Customers;
using OpsConsole.Domain.Live;
using OpsConsole.Domain.People;

namespace OpsConsole.Domain.Data;

/// <summary>Everything by which the logs know a customer: its ids, its cases, the keyed hashes of its document and contact points (docs/rules.md, "Bitácora").</summary>
internal sealed class CustomerTrace
{
    private const int MostCases = 1_000;

    public required List<string> Ids { get; init; }
    public required List<long> CaseIds { get; init; }
    public required List<string> Terms { get; init; }
    public required List<int> CampaignIds { get; init; }

    /// <summary>Exports before it cannot hold the customer.</summary>
    public required DateTime Since { get; init; }

    public List<string> Targets => Ids.ConvertAll(id => "customer:" + id);

    /// <param name="asked">The customer's id or document. One of whom nothing is known may have been searched for all the same.</param>
    public static async Task<CustomerTrace> ReadAsync(OpsDbContext db, SearchedTerms terms, string asked, Actor actor, CancellationToken ct)
    {
        var key = DocumentRules.Compact(asked);
        var keys = CustomerKeys.Of(new MatchRequest(asked, [], [], []));
        var hits = keys.Count == 0 ? [] : (await db.HitsAsync(keys, ct)).Select(h => h.CustomerId).Distinct().ToList();
        var customers = await db.CustomersOf(actor).AsNoTracking().Include(c => c.ContactPoints)
            .Where(c => c.PublicId == asked || (EF.Parameter(hits).Contains(c.Id) && c.DocumentKey == key)).Take(CandidateRanking.MostCandidates).ToListAsync(ct);
        var ids = customers.ConvertAll(c => c.PublicId);
        var references = customers.Select(c => c.DocumentNumber).OfType<string>().Append(asked).Distinct().ToList();
        var campaigns = await db.Campaigns.Select(c => c.Id).ToListAsync(ct);
        var reach = actor.IsBoundToBranches ? db.Cases.VisibleTo(actor) : db.Cases.Where(c => !actor.HiddenCampaignIds.Contains(c.CampaignId));
        var cases = await reach.Where(c => ids.Contains(c.CustomerId!)).Select(c => new { c.Id, c.CampaignId, c.CreatedAt })
            .Union(reach.Where(c => campaigns.Contains(c.CampaignId) && references.Contains(c.CustomerRef!)).Select(c => new { c.Id, c.CampaignId, c.CreatedAt })).OrderByDescending(c => c.Id).Take(MostCases).ToListAsync(ct);
        var words = customers.SelectMany(c => c.ContactPoints).SelectMany(p => new[] { p.Value, p.Normalised, PhoneReader.Tail(p.Normalised), PhoneReader.Tail(p.Value) })
            .Concat(customers.Select(c => c.DocumentKey)).Append(asked).OfType<string>().Select(SearchedTerms.Normal).OfType<string>().Distinct();
        var hashes = new List<string>();
        foreach (var word in words)
            hashes.Add(await terms.HashAsync(word, ct));
        return new()
        {
            Ids = ids,
            CaseIds = [.. cases.Select(c => c.Id)],
            Terms = hashes,
            CampaignIds = [.. cases.Select(c => c.CampaignId).Distinct()],
            Since = cases.Count == 0 ? DateTime.MaxValue : cases.Min(c => c.CreatedAt),
        };
    }
}
