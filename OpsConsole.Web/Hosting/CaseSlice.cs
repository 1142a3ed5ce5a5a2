using System.Data.Common;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Data;

namespace OpsConsole.Web.Hosting;

/// <summary>New cases and the events that made them; numbered and chained within the transaction that writes them.</summary>
public sealed class CaseSlice(TableRows<Case> cases, TableRows<CaseEvent> events, TableRows<ContactAttempt> attempts, IReadOnlyList<Case> made)
{
    /// <summary>Where the tables end: nobody else writes while the transaction lasts.</summary>
    public static (long CaseId, long Sequence, string Hash) Heads(DbTransaction transaction)
    {
        using var command = transaction.Connection!.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = """
            SELECT COALESCE((SELECT MAX("Id") FROM "Cases"), 0), COALESCE((SELECT MAX("Sequence") FROM "CaseEvents"), 0),
                   COALESCE((SELECT "Hash" FROM "CaseEvents" ORDER BY "Sequence" DESC LIMIT 1), '')
            """;
        using var reader = command.ExecuteReader();
        reader.Read();
        return (reader.GetInt64(0), reader.GetInt64(1), reader.GetString(2));
    }

    public IEnumerable<object?[]> CaseRows(long lastId)
    {
        var values = new object?[cases.Columns.Count];
        foreach (var one in made)
        {
            cases.Fill(values, one, ++lastId);
            yield return values;
        }
    }

    public bool HasAttempts => made.Any(one => one.Attempts.Count > 0);

    public IEnumerable<object?[]> AttemptRows(long lastId)
    {
        var values = new object?[attempts.Columns.Count];
        foreach (var one in made)
        {
            lastId++;
            foreach (var attempt in one.Attempts)
            {
                attempts.Fill(values, attempt, lastId);
                yield return values;
            }
        }
    }

    public IEnumerable<object?[]> EventRows(long lastId, long sequence, string hash)
    {
        var values = new object?[events.Columns.Count];
        foreach (var one in made)
        {
            lastId++;
            foreach (var born in one.Log)
            {
                var entry = new CaseEvent
                {
                    Sequence = ++sequence,
                    CaseId = lastId,
                    CampaignId = born.CampaignId,
                    BranchId = born.BranchId,
                    Version = born.Version,
                    CommandId = born.CommandId,
                    At = born.At,
                    ById = born.ById,
                    Type = born.Type,
                    Data = born.Data,
                    PrevHash = hash,
                };
                entry.Hash = hash = LogChain.Hash(hash, LogChain.Canonical(entry));
                events.Fill(values, entry);
                yield return values;
            }
        }
    }
}
