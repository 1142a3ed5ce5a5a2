using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Filters;

namespace OpsConsole.Domain.Data;

/// <summary>The search box over the trigram indexes: FTS5 beside the table on SQLite, pg_trgm on PostgreSQL. What they find is looked into again.</summary>
internal static class CaseSearch
{
    /// <summary>More hits than this and it is cheaper to walk the sort order and look into each row: half a percent of a million fills a page of 50 within 10,000 rows.</summary>
    public const int Few = 5_000;

    public static async Task<IQueryable<Case>> SearchAsync(this IQueryable<Case> cases, OpsDbContext db, SearchTerms terms, string? documentKey, CancellationToken ct)
    {
        if (terms.IsEmpty)
            return cases;
        var exact = cases.Where(Terms.Predicate(terms.Test(documentKey)));
        var indexed = terms.Alternatives.Select(a => a.Where(SearchTerms.IsIndexed).ToList()).ToList();
        if (indexed.Any(words => words.Count == 0))
            return exact;
        var ids = terms.Ids;
        if (!db.IsSqlite)
        {
            var like = Terms.Predicate(Terms.Any(true, [.. indexed.Select(words => Terms.All(true, [.. words.Select(Like)])), .. ids.Count > 0 ? [QueryValues.In(Terms.Id, [.. ids])] : Array.Empty<System.Linq.Expressions.Expression>()]));
            return await db.Cases.Where(like).Select(c => c.Id).Take(Few + 1).CountAsync(ct) <= Few ? exact.Where(like) : exact;
        }
        var match = string.Join(" OR ", indexed.Select(words => $"({string.Join(" AND ", words.SelectMany(Trigrams).Distinct().Select(Quoted))})"));
        var hits = db.Database.SqlQuery<long>($"""SELECT rowid AS "Value" FROM "CaseSearch" WHERE "CaseSearch" MATCH {match}""");
        if (await hits.Take(Few + 1).CountAsync(ct) > Few)
            return exact;
        return ids.Count == 0 ? exact.Where(c => hits.Contains(c.Id)) : exact.Where(c => hits.Contains(c.Id) || EF.Parameter(ids).Contains(c.Id));
    }

    private static System.Linq.Expressions.Expression Like(string word) =>
        System.Linq.Expressions.Expression.Call(Terms.Column(nameof(Case.SearchText)), typeof(string).GetMethod(nameof(string.Contains), [typeof(string)])!, QueryValues.Value(word));

    private static IEnumerable<string> Trigrams(string word)
    {
        var runes = word.EnumerateRunes().Select(r => r.ToString()).ToList();
        return Enumerable.Range(0, runes.Count - 2).Select(i => runes[i] + runes[i + 1] + runes[i + 2]);
    }

    private static string Quoted(string trigram) => $"\"{trigram.Replace("\"", "\"\"")}\"";
}
