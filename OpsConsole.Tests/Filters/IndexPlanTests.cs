using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Filters;
using OpsConsole.Tests.Support;
using Xunit;

namespace OpsConsole.Tests.Filters;

/// <summary>Both planners take the expression index of a field, for equality and for order (data-access.md, "Storage").</summary>
public sealed class IndexPlanTests
{
    [Theory, OnEveryDatabase]
    public async Task Equality_and_order_of_an_indexed_column_use_its_index(DatabaseKind kind)
    {
        await using var table = await FilterTable.CreateAsync(kind, RandomTable.Columns, Enumerable.Range(0, 400).Select(i => ($"k{i:D4}", (IReadOnlyDictionary<string, string?>)new Dictionary<string, string?> { ["texto"] = $"v{i % 200}", ["numero"] = $"{i % 200}" })));
        var (text, number) = (Key("texto"), Key("numero"));
        await table.Database.Log.WriteAsync(transaction =>
        {
            using var command = transaction.Connection!.CreateCommand();
            command.Transaction = transaction;
            command.CommandText = $"{FieldIndexes.CreateSql(text, false, kind == DatabaseKind.Sqlite)}; {FieldIndexes.CreateSql(number, true, kind == DatabaseKind.Sqlite)}; ANALYZE \"Cases\";";
            return command.ExecuteNonQuery();
        }, CancellationToken.None);
        Assert.Contains(FieldIndexes.Name(text, false), await PlanAsync(FilterTable.Where("texto", "eq", "v7"), null));
        Assert.Contains(FieldIndexes.Name(number, true), await PlanAsync(FilterTable.Where("numero", "between", new[] { 7, 8 }), null));
        Assert.Contains(FieldIndexes.Name(text, false), await PlanAsync(FilterNode.Everything, "texto"));
        Assert.Contains(FieldIndexes.Name(number, true), await PlanAsync(FilterNode.Everything, "numero"));

        string Key(string name) => table.Campaign.Schema.Find(SchemaField.Base, name)!.Key;

        Task<string> PlanAsync(FilterNode filter, string? sort) => table.PlanAsync(
            new(table.Campaign.Id) { Filter = filter, Limit = 5, Sorts = sort is null ? [new(null, FieldCatalog.Number)] : [new(SchemaField.Base, sort)] });
    }

    [Fact]
    public async Task On_SQLite_the_newest_of_a_branch_come_in_order_from_its_index_without_statistics()
    {
        await using var table = await FilterTable.CreateAsync(DatabaseKind.Sqlite, RandomTable.Columns, Rows(400), branch: i => i % 4 == 0 ? Organisation.Home : Organisation.Sister);
        var plan = await table.PlanAsync(new(table.Campaign.Id) { Filter = FilterTable.Where(FieldCatalog.Branch, "eq", Organisation.Home, CaseField.Management) });
        Assert.Contains("IX_Cases_CampaignId_BranchId_ReceivedAt_Id", plan);
        Assert.DoesNotContain("TEMP B-TREE", plan);
    }

    [Theory, OnEveryDatabase]
    public async Task At_start_every_marked_column_has_its_index_as_it_is_now(DatabaseKind kind)
    {
        await using var table = await FilterTable.CreateAsync(kind, RandomTable.Columns, Rows(20));
        var sqlite = kind == DatabaseKind.Sqlite;
        var key = table.Campaign.Schema.Find(SchemaField.Base, table.Campaign.Settings.BranchColumn)!.Key;
        await table.Database.Log.WriteAsync(transaction =>
        {
            using var command = transaction.Connection!.CreateCommand();
            command.Transaction = transaction;
            command.CommandText = $"""{FieldIndexes.DropSql(CaseFields.Score, true)}; CREATE INDEX "{FieldIndexes.Name(CaseFields.Score, true)}" ON "Cases" ("CampaignId")""";
            return command.ExecuteNonQuery();
        }, CancellationToken.None);
        await FieldIndexing.EnsureAsync(table.Database.Log, sqlite, CancellationToken.None);
        Assert.Contains(FieldIndexes.Name(key, false), await table.PlanAsync(new(table.Campaign.Id) { Filter = FilterTable.Where(table.Campaign.Settings.BranchColumn, "eq", "HOME"), Sorts = [new(null, FieldCatalog.Number)] }));
        if (sqlite)     // made anew, since it was another one
            Assert.Contains("<expr>", await table.PlanAsync(new(table.Campaign.Id) { Filter = FilterTable.Where(FieldCatalog.Score, "eq", 3, CaseField.Management), Sorts = [new(null, FieldCatalog.Number)] }));
    }

    [Fact]
    public async Task On_SQLite_a_count_and_the_question_whether_to_walk_are_answered_from_the_index_alone()
    {
        await using var table = await FilterTable.CreateAsync(DatabaseKind.Sqlite, RandomTable.Columns, Rows(200));
        await FieldIndexing.EnsureAsync(table.Database.Log, true, CancellationToken.None);
        var query = new CaseQuery(table.Campaign.Id) { Filter = FilterTable.Where(FieldCatalog.Score, "lte", 6, CaseField.Management) };
        Assert.Contains($"USING COVERING INDEX {FieldIndexes.Name(CaseFields.Score, true)}", await table.PlanAsync(() => table.Queries.CountAsync(query, table.Analyst, CancellationToken.None)));
        Assert.Contains($"USING COVERING INDEX {FieldIndexes.Name(CaseFields.Score, true)}", await table.PlanAsync(() => table.Queries.LegendAsync(query, table.Analyst, CancellationToken.None)));
        Assert.Contains($"USING COVERING INDEX {FieldIndexes.Name(CaseFields.Score, true)}", await table.PlanAsync(() => table.Queries.PageAsync(query, table.Analyst, CancellationToken.None), last: 1));
    }

    private static IEnumerable<(string, IReadOnlyDictionary<string, string?>)> Rows(int count) =>
        Enumerable.Range(0, count).Select(i => ($"k{i:D4}", (IReadOnlyDictionary<string, string?>)new Dictionary<string, string?> { ["texto"] = $"v{i % 200}", ["numero"] = $"{i % 200}" }));
}

/// <summary>How a database means to answer what a list asks.</summary>
internal static class Plans
{
    public static Task<string> PlanAsync(this FilterTable table, CaseQuery query) => table.PlanAsync(() => table.Queries.PageAsync(query, table.Analyst, CancellationToken.None));

    /// <param name="last">Which statement, counted from the last one.</param>
    public static async Task<string> PlanAsync(this FilterTable table, Func<Task> asked, int last = 0)
    {
        (string Text, List<(string Name, object? Value)> Values) statement;
        using (var log = new StatementLog(table.Database.Connection))
        {
            await asked();
            statement = log.All[^(last + 1)];
        }
        return await ExplainAsync(table.Database, statement);
    }

    public static async Task<string> ExplainAsync(TestDatabase database, (string Text, List<(string Name, object? Value)> Values) statement)
    {
        await using var db = await database.Contexts.CreateDbContextAsync();
        var connection = db.Database.GetDbConnection();
        await connection.OpenAsync();
        await using var explain = connection.CreateCommand();
        explain.CommandText = database.Kind == DatabaseKind.Sqlite ? "EXPLAIN QUERY PLAN " + statement.Text : "SET enable_seqscan = off; EXPLAIN " + statement.Text;
        foreach (var (name, value) in statement.Values)
        {
            var parameter = explain.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            explain.Parameters.Add(parameter);
        }
        await using var plan = await explain.ExecuteReaderAsync();
        var lines = new List<string>();
        while (await plan.ReadAsync())
            lines.Add(plan.GetValue(plan.FieldCount - 1).ToString()!);
        return string.Join('\n', lines);
    }
}
