using System.Globalization;

namespace OpsConsole.Domain.Data;

/// <summary>An expression index per key that some campaign marks indexed; campaigns that use the same key share it.
/// It leads with the campaign and is not partial: without STAT4, SQLite takes a partial index for the larger one and sorts instead.</summary>
public static class FieldIndexes
{
    public static string Name(string key) => $"IX_Cases_Key_{CaseJson.Checked(key)}";

    /// <summary>The very expression that CaseJson puts into queries, without alias.</summary>
    private static string Expression(string key, bool number, bool sqlite)
    {
        CaseJson.Checked(key);
        var missing = CaseJson.Missing.ToString("R", CultureInfo.InvariantCulture);
        return (number, sqlite) switch
        {
            (true, true) => $"""COALESCE(json_extract("Numbers", '$.{key}'), {missing})""",
            (true, false) => $"""(COALESCE(CAST(jsonb_object_field_text("Numbers", '{key}') AS double precision), {missing}))""",
            (false, true) => $"""COALESCE(substr(json_extract("Folded", '$.{key}'), 1, {CaseJson.KeyLength}), '')""",
            (false, false) => $"""(COALESCE(left(jsonb_object_field_text("Folded", '{key}'), {CaseJson.KeyLength}), '') COLLATE "C")""",
        };
    }

    /// <summary>PostgreSQL builds it beside readers and writers (outside any transaction); SQLite inside the write gate. ANALYZE afterwards.</summary>
    public static string CreateSql(string key, bool number, bool sqlite) =>
        $"""CREATE INDEX {(sqlite ? "" : "CONCURRENTLY ")}IF NOT EXISTS "{Name(key)}" ON "Cases" ("CampaignId", {Expression(key, number, sqlite)}, "Id")""";

    public static string DropSql(string key, bool sqlite) => $"""DROP INDEX {(sqlite ? "" : "CONCURRENTLY ")}IF EXISTS "{Name(key)}" """;
}
