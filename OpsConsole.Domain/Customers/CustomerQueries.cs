using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Live;
using OpsConsole.Domain.People;

namespace OpsConsole.Domain.Customers;

/// <summary>Reads customers one by one; the list of them all is never given (docs/rules.md, "Customers").</summary>
public sealed class CustomerQueries(IDbContextFactory<OpsDbContext> contexts, AccessLog accesses)
{
    public const int MostMatches = 10;

    /// <param name="id">As the contract names it.</param>
    public async Task<CustomerView?> FindAsync(string id, Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var found = await db.CustomersOf(actor).AsNoTracking().Include(c => c.ContactPoints).Include(c => c.Accounts).SingleOrDefaultAsync(c => c.PublicId == id, ct);
        if (found is not null)
            await accesses.CustomerAsync(actor, AccessType.Customer, found.PublicId, ct);
        return found is null ? null : CustomerView.Of(found);
    }

    /// <summary>The customer of a case; null where the case is not visible or has none.</summary>
    public async Task<CustomerView?> OfCaseAsync(string number, Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var id = CaseNumber.IdOf(number);
        var owner = db.Cases.VisibleTo(actor).Where(c => c.Id == id).Select(c => c.CustomerId);
        var found = await db.Customers.AsNoTracking().Include(c => c.ContactPoints).Include(c => c.Accounts).SingleOrDefaultAsync(c => owner.Contains(c.PublicId), ct);
        if (found is not null)
            await accesses.CaseAsync(actor, AccessType.View, id, ct);
        return found is null ? null : CustomerView.Of(found);
    }

    /// <summary>"Buscar coincidencias": who may be meant, best first; nobody where nothing was asked.</summary>
    public async Task<IReadOnlyList<CustomerMatch>> MatchAsync(MatchRequest asked, Actor actor, CancellationToken ct)
    {
        var keys = CustomerKeys.Of(asked);
        if (keys.Count == 0)
            return [];
        await using var db = await contexts.CreateDbContextAsync(ct);
        var ids = CandidateRanking.Rank(keys, await db.HitsAsync(keys, ct));
        var candidates = await db.Customers.AsNoTracking().Include(c => c.ContactPoints).Where(c => EF.Parameter(ids).Contains(c.Id)).ToListAsync(ct);
        var best = CandidateRanking.Best(asked, candidates.Select(MatchCandidate.Of), MostMatches);
        foreach (var term in new[] { asked.Document }.Concat(asked.Phones).Concat(asked.Emails).OfType<string>())
            await accesses.SearchAsync(actor, AccessType.Match, null, term, ct);
        foreach (var match in best)
            await accesses.CustomerAsync(actor, AccessType.Match, match.Customer.Id, ct);
        return best;
    }
}
