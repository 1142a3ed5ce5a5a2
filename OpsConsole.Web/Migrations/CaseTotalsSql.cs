namespace OpsConsole.Web.Migrations;

/// <summary>Triggers that keep CaseTotals within each change, whoever makes it.</summary>
internal static class CaseTotalsSql
{
    private const string Key = """
        "CampaignId", "BranchId", "IsAlert", "Status"
        """;

    private const string Fill = $"""
        INSERT INTO "CaseTotals" ({Key}, "Count") SELECT {Key}, COUNT(*) FROM "Cases" WHERE NOT "IsRemoved" GROUP BY {Key};
        """;

    private const string Added = $"""
        INSERT INTO "CaseTotals" ({Key}, "Count") SELECT new."CampaignId", new."BranchId", new."IsAlert", new."Status", 1 WHERE NOT new."IsRemoved"
          ON CONFLICT DO UPDATE SET "Count" = "Count" + 1;
        """;

    private const string Gone = """
        UPDATE "CaseTotals" SET "Count" = "Count" - 1
          WHERE "CampaignId" = old."CampaignId" AND "BranchId" = old."BranchId" AND "IsAlert" = old."IsAlert" AND "Status" = old."Status" AND NOT old."IsRemoved";
        """;

    public const string Sqlite = $"""
        {Fill}
        CREATE TRIGGER "CaseTotalsInsert" AFTER INSERT ON "Cases" BEGIN {Added} END;
        CREATE TRIGGER "CaseTotalsUpdate" AFTER UPDATE OF {Key}, "IsRemoved" ON "Cases"
          WHEN old."CampaignId" <> new."CampaignId" OR old."BranchId" <> new."BranchId" OR old."IsAlert" <> new."IsAlert" OR old."Status" <> new."Status" OR old."IsRemoved" <> new."IsRemoved"
          BEGIN {Gone} {Added} END;
        CREATE TRIGGER "CaseTotalsDelete" AFTER DELETE ON "Cases" BEGIN {Gone} END;
        """;

    /// <summary>Counts in one statement what was written while the triggers slept.</summary>
    public const string SqliteAdd = $"""
        INSERT INTO "CaseTotals" ({Key}, "Count") SELECT {Key}, COUNT(*) FROM "Cases" WHERE "Id" > $above AND NOT "IsRemoved" GROUP BY {Key}
          ON CONFLICT DO UPDATE SET "Count" = "Count" + excluded."Count";
        """;

    /// <summary>Once a statement, over its rows together: row by row, five hundred changes of one total would leave five hundred dead versions of it.</summary>
    public static string PostgreSql => $"""
        {Fill}
        {Function("insert", Source("came", 1))}
        {Function("update", $"{Source("came", 1)} UNION ALL {Source("went", -1)}")}
        {Function("delete", Source("went", -1))}
        CREATE TRIGGER "CaseTotalsInsert" AFTER INSERT ON "Cases" REFERENCING NEW TABLE AS came FOR EACH STATEMENT EXECUTE FUNCTION ops_total_insert();
        CREATE TRIGGER "CaseTotalsUpdate" AFTER UPDATE ON "Cases" REFERENCING NEW TABLE AS came OLD TABLE AS went FOR EACH STATEMENT EXECUTE FUNCTION ops_total_update();
        CREATE TRIGGER "CaseTotalsDelete" AFTER DELETE ON "Cases" REFERENCING OLD TABLE AS went FOR EACH STATEMENT EXECUTE FUNCTION ops_total_delete();
        """;

    private static string Source(string rows, int n) => $"""SELECT {Key}, {n} AS n FROM {rows} WHERE NOT "IsRemoved" """;

    private static string Function(string verb, string source) => $"""
        CREATE FUNCTION ops_total_{verb}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
          INSERT INTO "CaseTotals" AS t ({Key}, "Count") SELECT {Key}, SUM(n)::int FROM ({source}) changed GROUP BY {Key} HAVING SUM(n) <> 0 ORDER BY {Key}
            ON CONFLICT ({Key}) DO UPDATE SET "Count" = t."Count" + EXCLUDED."Count";
          RETURN NULL; END $$;
        """;
}
