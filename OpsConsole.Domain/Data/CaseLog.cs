using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Cases;

namespace OpsConsole.Domain.Data;

/// <summary>The log of a case as people read it: its own entries and those of the cases that live on in it (docs/rules.md, "Merging").</summary>
internal static class CaseLog
{
    private const int CustomerCases = 200;

    /// <summary>The id of a case and of all that were merged into it, over any number of merges; none where the case is not among those given.</summary>
    public static IQueryable<long> PartsOf(this OpsDbContext db, long id, IQueryable<Case> visible)
    {
        var parts = db.Database.SqlQuery<long>($"""
            WITH RECURSIVE parts("Value") AS (SELECT {id} UNION SELECT c."Id" FROM "Cases" c JOIN parts p ON c."MergedIntoId" = p."Value")
            SELECT "Value" FROM parts
            """);
        return visible.Where(c => c.Id == id).SelectMany(_ => parts);
    }

    /// <summary>The visible cases of one customer, the newest of them: what is older is found by its number.</summary>
    public static IQueryable<long> CasesOfCustomer(this IQueryable<Case> visible, long id)
    {
        var customer = visible.Where(c => c.Id == id).Select(c => c.CustomerId);
        return visible.Where(c => c.CustomerId != null && customer.Contains(c.CustomerId)).OrderByDescending(c => c.Id).Select(c => c.Id).Take(CustomerCases);
    }

    public static IQueryable<CaseEvent> Of(this IQueryable<CaseEvent> log, List<long> cases)
    {
        var one = cases[0];
        return cases.Count == 1 ? log.Where(e => e.CaseId == one) : log.Where(e => EF.Parameter(cases).Contains(e.CaseId));
    }

    public static async Task<List<HistoryEntry>> ReadAsync(this IQueryable<CaseEvent> events, OpsDbContext db, CancellationToken ct)
    {
        var rows = await events.AsNoTracking().Select(e => new { e.Sequence, e.CaseId, e.At, e.ById, Name = db.Users.Where(u => u.Id == e.ById).Select(u => u.Name).FirstOrDefault(), e.Type, e.Version, e.Data }).ToListAsync(ct);
        return rows.ConvertAll(e => new HistoryEntry(e.Sequence, e.At, e.ById, e.Name, e.Type, e.Version, JsonElement.Parse(e.Data), CaseNumber.Of(e.CaseId)));
    }
}
