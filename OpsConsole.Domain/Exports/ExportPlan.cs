using System.Text.Json;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Filters;

namespace OpsConsole.Domain.Exports;

/// <summary>One column of a file; the alias stands in its head.</summary>
public sealed record ExportColumn(string Source, string Field, string? Alias = null);

/// <summary>Which cases, in which order, with which columns: the same as the list that was looked at (docs/rules.md, "Exports").</summary>
public sealed record ExportPlan(JsonElement Filter, string? Search, IReadOnlyList<CaseStatus> Statuses, IReadOnlyList<CaseSort> Sorts, IReadOnlyList<ExportColumn> Columns)
{
    public const int MaxColumns = 500, AliasMax = 200;

    public static ExportPlan Of(CaseQuery query, IReadOnlyList<ExportColumn> columns) =>
        new(JsonSerializer.SerializeToElement(FilterJson.ToJson(query.Filter)), query.Search, query.Statuses, query.Sorts, columns);

    public static ExportPlan Read(string json) => Json.Read<ExportPlan>(json);

    public CaseQuery Query(int campaignId) => new(campaignId) { Filter = FilterJson.Read(Filter).Tree!, Search = Search, Statuses = Statuses, Sorts = Sorts };
}
