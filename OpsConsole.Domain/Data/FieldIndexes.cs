using System.Globalization;
using OpsConsole.Domain.Cases;

namespace OpsConsole.Domain.Data;

/// <summary>An expression index per key that some campaign marks indexed; campaigns that use the same key share it.
/// It leads with the campaign and is not partial: without STAT4, SQLite takes a partial index for the larger one and sorts instead.</summary>
public static class FieldIndexes
{
    /// <summary>Those that every installation starts with and keeps: deadline, score, and the reference of a close-the-loop campaign.</summary>
    public static readonly IReadOnlyList<(string Key, bool Number)> Always = [(CaseFields.Due, true), (CaseFields.Score, true), ("t10", false)];

    private const string Counted = ", \"BranchId\", \"Status\", \"IsAlert\", \"IsRemoved\"";

    /// <summary>Numbers and texts of one key are two indexes: one campaign may hold numbers where another holds texts.</summary>
    public static string Name(string key, bool number) => $"IX_Cases_{(number ? "Number" : "Key")}_{CaseJson.Checked(key)}";

    /// <summary>The very expressions that CaseJson puts into queries, without alias. A text is ordered by its folded value, then as it came.</summary>
    private static string Expressions(string key, bool number, bool sqlite)
    {
        CaseJson.Checked(key);
        var missing = CaseJson.Missing.ToString("R", CultureInfo.InvariantCulture);
        string Text(string column) => sqlite
            ? $"""COALESCE(substr(json_extract("{column}", '$.{key}'), 1, {CaseJson.KeyLength}), '')"""
            : $"""(COALESCE(left(jsonb_object_field_text("{column}", '{key}'), {CaseJson.KeyLength}), '') COLLATE "C")""";
        return (number, sqlite) switch
        {
            (true, true) => $"""COALESCE(json_extract("Numbers", '$.{key}'), {missing})""",
            (true, false) => $"""(COALESCE(CAST(jsonb_object_field_text("Numbers", '{key}') AS double precision), {missing}))""",
            (false, _) => $"{Text("Folded")}, {Text("Data")}",
        };
    }

    /// <summary>Runs within ICaseLogTransport.WriteAsync, where PostgreSQL cannot build CONCURRENTLY: cases wait for it, 1.5–2.7 s over a million rows.</summary>
    public static string CreateSql(string key, bool number, bool sqlite) => $"CREATE INDEX IF NOT EXISTS {Definition(key, number, sqlite)}";

    /// <summary>The definition as SQLite keeps it. There, totals and legend are counted from the index alone: without scope and state in it each entry costs a row somewhere in the table.
    /// PostgreSQL never answers from an expression's index alone.</summary>
    public static string Definition(string key, bool number, bool sqlite) =>
        $"\"{Name(key, number)}\" ON \"Cases\" (\"CampaignId\", {Expressions(key, number, sqlite)}, \"Id\"{(sqlite ? Counted : "")})";

    public static string DropSql(string key, bool number) => $"""DROP INDEX IF EXISTS "{Name(key, number)}" """;
}
