using System.Data.Common;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Live;

namespace OpsConsole.Domain.Data;

/// <summary>Keeps the expression indexes in step with what campaigns mark. The log's transaction is the only writer, so nobody marks a column while its index goes.</summary>
public static class FieldIndexing
{
    private const int Patience = 600;       // seconds: PostgreSQL would give up after 30

    internal static HashSet<(string Key, bool Number)> Of(BaseSchema schema) =>
        [.. schema.Fields.Where(f => f.Indexed).Select(f => (f.Key, f.Type is FieldType.Number or FieldType.Date or FieldType.Boolean))];

    /// <summary>Before the marks are saved: a mark never stands without its index.</summary>
    internal static Task BuildAsync(ICaseLogTransport log, bool sqlite, IReadOnlySet<(string Key, bool Number)> wanted, CancellationToken ct) => log.WriteAsync(transaction =>
    {
        foreach (var (key, number) in wanted)
            Run(transaction, FieldIndexes.CreateSql(key, number, sqlite));
        if (!sqlite || HasStatistics(transaction))
            Run(transaction, Analyze(sqlite));
        return 0;
    }, ct);

    /// <summary>After the marks were saved, or were not: what some campaign marks stays, the rest of <paramref name="touched"/> goes.</summary>
    internal static Task SettleAsync(ICaseLogTransport log, bool sqlite, IReadOnlySet<(string Key, bool Number)> touched, CancellationToken ct) => log.WriteAsync(transaction =>
    {
        var marked = Schemas(transaction).SelectMany(Of).Concat(FieldIndexes.Always).ToHashSet();
        foreach (var (key, number) in touched)
            Run(transaction, marked.Contains((key, number)) ? FieldIndexes.CreateSql(key, number, sqlite) : FieldIndexes.DropSql(key, number));
        return 0;
    }, ct);

    /// <summary>At start: whatever made the campaigns, and whatever the indexes were like before, each mark has its index as it is now.</summary>
    public static Task EnsureAsync(ICaseLogTransport log, bool sqlite, CancellationToken ct) => log.WriteAsync(transaction =>
    {
        var marked = Schemas(transaction).SelectMany(Of).Concat(FieldIndexes.Always).ToHashSet();
        var there = Texts(transaction, sqlite ? """SELECT "sql" FROM sqlite_master WHERE "type" = 'index' AND "tbl_name" = 'Cases' AND "sql" IS NOT NULL""" : """SELECT indexname FROM pg_indexes WHERE tablename = 'Cases' AND schemaname = current_schema()""");
        var missing = marked.Where(i => !there.Contains(sqlite ? $"CREATE INDEX {FieldIndexes.Definition(i.Key, i.Number, sqlite)}" : FieldIndexes.Name(i.Key, i.Number))).ToList();
        foreach (var (key, number) in missing)
        {
            Run(transaction, FieldIndexes.DropSql(key, number));
            Run(transaction, FieldIndexes.CreateSql(key, number, sqlite));
        }
        if (missing.Count > 0 && (!sqlite || HasStatistics(transaction)))
            Run(transaction, Analyze(sqlite));
        return missing.Count;
    }, ct);

    private static string Analyze(bool sqlite) => (sqlite ? "PRAGMA analysis_limit=1000; " : "") + "ANALYZE \"Cases\"";

    private static List<BaseSchema> Schemas(DbTransaction transaction) => Texts(transaction, """SELECT "Schema" FROM "Campaigns" """).ConvertAll(Json.Read<BaseSchema>);

    private static List<string> Texts(DbTransaction transaction, string sql)
    {
        using var command = Command(transaction, sql);
        using var reader = command.ExecuteReader();
        List<string> texts = [];
        while (reader.Read())
            texts.Add(reader.GetString(0));
        return texts;
    }

    // Where SQLite was never analysed its built-in guesses hold; figures for one index alone would make it look dear.
    private static bool HasStatistics(DbTransaction transaction)
    {
        using var command = Command(transaction, "SELECT COUNT(*) FROM sqlite_master WHERE name = 'sqlite_stat1'");
        return Convert.ToInt64(command.ExecuteScalar(), null) > 0;
    }

    private static void Run(DbTransaction transaction, string sql)
    {
        using var command = Command(transaction, sql);
        command.ExecuteNonQuery();
    }

    private static DbCommand Command(DbTransaction transaction, string sql)
    {
        var command = transaction.Connection!.CreateCommand();
        (command.Transaction, command.CommandText, command.CommandTimeout) = (transaction, sql, Patience);
        return command;
    }
}
