using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using OpsConsole.Domain.Filters;
using OpsConsole.Domain.Kernel;

namespace OpsConsole.Web.Api;

/// <summary>What is sent of a filter; a member that does not belong here is refused.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record FilterBody(string? Name, JsonElement Filter, IReadOnlyList<SearchSort?>? Sort, IReadOnlyList<FilterColumnBody?>? Columns, IReadOnlyList<FilterShareBody?>? SharedWith, bool? IsDefault)
{
    public SavedFilterForm Form => new(Name, Filter)
    {
        Sort = Sort?.Select(s => s is null ? null : new FilterSort(s.Source, s.Field, s.Desc)).ToList(),
        Columns = Columns?.Select(c => c is null ? null : new FilterColumn(c.Source ?? "", c.Field ?? "", c.Alias)).ToList(),
        SharedWith = [.. (SharedWith ?? []).Select(s => s is null ? null : new FilterShare(s.Role, s.Branch))],
        IsDefault = IsDefault,
    };
}

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record FilterColumnBody(string? Source, string? Field, string? Alias);

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record FilterShareBody(string? Role, string? Branch);

public sealed record FilterOwner(int Id, string Name);

public sealed record FilterShareAnswer(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Role,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Branch);

/// <summary>A saved filter. <see cref="Problems"/>, with <see cref="Filter"/> null: what is stored cannot be used.</summary>
public sealed record FilterAnswer(string Id, string? Name, JsonNode? Filter, IReadOnlyList<FilterSort>? Sort, IReadOnlyList<FilterColumn>? Columns, FilterOwner Owner,
    IReadOnlyList<FilterShareAnswer> SharedWith, bool IsDefault,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Count,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<Refusal>? Problems)
{
    public static FilterAnswer Of(SavedFilterView view, int? count = null) => new(view.Id, view.Name, view.Tree is { } tree ? FilterJson.ToJson(tree) : null, view.Sort, view.Columns,
        new(view.OwnerId, view.Owner), [.. view.SharedWith.Select(s => new FilterShareAnswer(s.Role, s.Branch))], view.IsDefault, count, view.Problems.Count > 0 ? view.Problems : null);
}
