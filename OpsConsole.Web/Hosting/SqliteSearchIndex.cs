using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace OpsConsole.Web.Hosting;

/// <summary>The FTS5 trigram index beside the Cases table: kept by triggers, and filled by one statement where many rows come at once.</summary>
internal static class SqliteSearchIndex
{
    /// <summary>No positions (detail=none): a quarter of the size; hits are looked into again anyway. Automerge is left alone: late merges came as one stall of 14 s.</summary>
    public const string CreateSql = """
        CREATE VIRTUAL TABLE "CaseSearch" USING fts5("Text", content='', contentless_delete=1, detail=none, tokenize='trigram case_sensitive 1');
        INSERT INTO "CaseSearch" ("CaseSearch", rank) VALUES ('hashsize', 67108864);
        CREATE TABLE "SearchPause" ("Id" INTEGER PRIMARY KEY);
        CREATE TRIGGER "CaseSearchInsert" AFTER INSERT ON "Cases" WHEN NOT EXISTS (SELECT 1 FROM "SearchPause") BEGIN
          INSERT INTO "CaseSearch" (rowid, "Text") VALUES (new."Id", new."SearchText"); END;
        CREATE TRIGGER "CaseSearchUpdate" AFTER UPDATE OF "SearchText" ON "Cases" WHEN old."SearchText" <> new."SearchText" BEGIN
          UPDATE "CaseSearch" SET "Text" = new."SearchText" WHERE rowid = new."Id"; END;
        CREATE TRIGGER "CaseSearchDelete" AFTER DELETE ON "Cases" BEGIN
          DELETE FROM "CaseSearch" WHERE rowid = old."Id"; END;
        """;

    /// <summary>Indexes in one statement what was written while the triggers slept.</summary>
    public const string AddSql = """
        INSERT INTO "CaseSearch" (rowid, "Text") SELECT "Id", "SearchText" FROM "Cases" WHERE "Id" > $above;
        """;

    /// <summary>A statement with a trigger makes FTS5 flush, so many inserts go in behind its back and are indexed in one statement. Within one transaction of the gate: every id above the highest one is new.</summary>
    public static int InsertMany(DbTransaction transaction, Func<int> insert)
    {
        using var command = ((SqliteConnection)transaction.Connection!).CreateCommand();
        command.Transaction = (SqliteTransaction)transaction;
        long Run(string sql)
        {
            command.CommandText = sql;
            return command.ExecuteScalar() is long found ? found : 0;
        }
        var before = Run("""INSERT INTO "SearchPause" VALUES (1); SELECT MAX("Id") FROM "Cases";""");
        var rows = insert();
        command.Parameters.AddWithValue("$above", before);
        Run(AddSql);
        Run("""DELETE FROM "SearchPause";""");
        return rows;
    }
}
