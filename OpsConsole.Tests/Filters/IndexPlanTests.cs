using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Campaigns;
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

        async Task<string> PlanAsync(FilterNode filter, string? sort)
        {
            string statement;
            List<(string Name, object? Value)> values;
            using (var log = new StatementLog(table.Database.Connection))
            {
                await table.Queries.PageAsync(new(table.Campaign.Id) { Filter = filter, Limit = 5, Sorts = sort is null ? [new(null, FieldCatalog.Number)] : [new(SchemaField.Base, sort)] }, table.Analyst, CancellationToken.None);
                (statement, values) = log.Last;
            }
            await using var db = await table.Database.Contexts.CreateDbContextAsync();
            var connection = db.Database.GetDbConnection();
            await connection.OpenAsync();
            await using var explain = connection.CreateCommand();
            explain.CommandText = kind == DatabaseKind.Sqlite ? "EXPLAIN QUERY PLAN " + statement : "SET enable_seqscan = off; EXPLAIN " + statement;
            foreach (var (name, value) in values)
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
}
