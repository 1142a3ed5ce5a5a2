using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Customers;

namespace OpsConsole.Domain.Data;

/// <summary>Reads the index of matching: all keys in one statement, of each key no more than a bounded number of entries.</summary>
internal static class CustomerCandidates
{
    // As few shapes of the statement as there are steps: what is missing to the next is filled up with a key that nobody has.
    private const int Step = 16;

    private static readonly ConcurrentDictionary<int, string> Statements = new();

    public sealed record Hit(long Key, long CustomerId);

    public static async Task<List<(long Key, long CustomerId)>> HitsAsync(this OpsDbContext db, IReadOnlyList<CustomerKeys.Weighed> asked, CancellationToken ct)
    {
        var keys = asked.Select(k => k.Key).Concat(Enumerable.Repeat(0L, (Step - asked.Count % Step) % Step)).ToArray();
        var hits = db.IsSqlite
            ? db.Database.SqlQueryRaw<Hit>(Statements.GetOrAdd(keys.Length, EachOf), [.. keys.Cast<object>()])
            : db.Database.SqlQuery<Hit>($"""
                SELECT asked.key AS "Key", found."CustomerId" FROM unnest({keys}) AS asked(key)
                CROSS JOIN LATERAL (SELECT "CustomerId" FROM "CustomerKeys" WHERE "Key" = asked.key LIMIT {CandidateRanking.MostOfAKey}) AS found
                """);
        return [.. (await hits.ToListAsync(ct)).Select(h => (h.Key, h.CustomerId))];
    }

    /// <summary>SQLite knows no LATERAL: one bounded look-up after the other.</summary>
    private static string EachOf(int count) => string.Join("\nUNION ALL\n", Enumerable.Range(0, count).Select(i =>
        $$"""SELECT * FROM (SELECT "Key", "CustomerId" FROM "CustomerKeys" WHERE "Key" = {{{i}}} LIMIT {{CandidateRanking.MostOfAKey}})"""));
}
