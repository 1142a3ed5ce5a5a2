using System.Data.Common;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Live;

namespace OpsConsole.Domain.Data;

/// <summary>Keeps the expression indexes in step with what campaigns mark. The log's transaction is the only writer, so nobody marks a column while its index goes.</summary>
internal static class FieldIndexing
{
    private const int Patience = 600;       // seconds: PostgreSQL would give up after 30

    public static HashSet<(string Key, bool Number)> Of(BaseSchema schema) =>
        [.. schema.Fields.Where(f => f.Indexed).Select(f => (f.Key, f.Type is FieldType.Number or FieldType.Date or FieldType.Boolean))];

    /// <summary>Before the marks are saved: a mark never stands without its index.</summary>
    public static Task BuildAsync(ICaseLogTransport log, bool sqlite, IReadOnlySet<(string Key, bool Number)> wanted, CancellationToken ct) => log.WriteAsync(transaction =>
    {
        foreach (var (key, number) in wanted)
            Run(transaction, FieldIndexes.CreateSql(key, number, sqlite));
        if (!sqlite || HasStatistics(transaction))
            Run(transaction, (sqlite ? "PRAGMA analysis_limit=1000; " : "") + "ANALYZE \"Cases\"");
        return 0;
    }, ct);

    /// <summary>After the marks were saved, or were not: what some campaign marks stays, the rest of <paramref name="touched"/> goes.</summary>
    public static Task SettleAsync(ICaseLogTransport log, bool sqlite, IReadOnlySet<(string Key, bool Number)> touched, CancellationToken ct) => log.WriteAsync(transaction =>
    {
        var marked = Schemas(transaction).SelectMany(Of).Concat(FieldIndexes.Always).ToHashSet();
        foreach (var (key, number) in touched)
            Run(transaction, marked.Contains((key, number)) ? FieldIndexes.CreateSql(key, number, sqlite) : FieldIndexes.DropSql(key, number));
        return 0;
    }, ct);

    private static List<BaseSchema> Schemas(DbTransaction transaction)
    {
        using var command = Command(transaction, """SELECT "Schema" FROM "Campaigns" """);
        using var reader = command.ExecuteReader();
        List<BaseSchema> schemas = [];
        while (reader.Read())
            schemas.Add(Json.Read<BaseSchema>(reader.GetString(0)));
        return schemas;
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
