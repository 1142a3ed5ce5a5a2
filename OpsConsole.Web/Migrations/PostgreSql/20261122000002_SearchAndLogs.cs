using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using OpsConsole.Web.Hosting;

namespace OpsConsole.Web.Migrations.PostgreSql;

/// <inheritdoc cref="Sqlite.SearchAndLogs"/>
[DbContext(typeof(PgOps))]
[Migration("20261122000002_SearchAndLogs")]
public sealed class SearchAndLogs : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("""
            CREATE EXTENSION IF NOT EXISTS pg_trgm;
            CREATE INDEX "IX_Cases_Search" ON "Cases" USING gin ("SearchText" gin_trgm_ops);
            """);
        foreach (var sql in FieldIndexSql.Defaults(sqlite: false))
            migrationBuilder.Sql(sql);
        migrationBuilder.Sql("""
            CREATE FUNCTION ops_log_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'this log only grows'; END $$;
            """);
        foreach (var table in AppendOnly.Tables)
            migrationBuilder.Sql($"""
                CREATE TRIGGER "{table}_only_grows" BEFORE UPDATE OR DELETE OR TRUNCATE ON "{table}" FOR EACH STATEMENT EXECUTE FUNCTION ops_log_only_grows();
                """);
    }
}
