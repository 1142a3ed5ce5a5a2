using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using OpsConsole.Web.Hosting;

namespace OpsConsole.Web.Migrations.Sqlite;

/// <summary>What the model cannot say: the search index, the expression indexes of the default columns, and logs that only grow.</summary>
[DbContext(typeof(SqliteOps))]
[Migration("20261122000002_SearchAndLogs")]
public sealed class SearchAndLogs : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(SqliteSearchIndex.CreateSql);
        foreach (var sql in FieldIndexSql.Defaults(sqlite: true))
            migrationBuilder.Sql(sql);
        foreach (var table in AppendOnly.Tables)
            foreach (var verb in AppendOnly.Verbs)
                migrationBuilder.Sql($"""
                    CREATE TRIGGER "{table}_{verb}" BEFORE {verb} ON "{table}" BEGIN SELECT RAISE(ABORT, 'this log only grows'); END;
                    """);
    }
}
