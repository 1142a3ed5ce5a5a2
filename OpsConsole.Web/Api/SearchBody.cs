using System.Text.Json;
using System.Text.Json.Serialization;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Filters;
using OpsConsole.Domain.Kernel;

namespace OpsConsole.Web.Api;

/// <summary>What POST cases/search takes. A member that does not belong here is refused: a misspelt filter must not answer with everything.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record SearchBody(string? Campaign, JsonElement Filter, string? Search, IReadOnlyList<SearchSort?>? Sort, int? Limit, string? Cursor)
{
    public const int DefaultLimit = 50;

    public (CaseQuery? Query, IReadOnlyList<Refusal> Errors) Read(Campaign campaign)
    {
        var (tree, errors) = FilterJson.Read(Filter);
        var all = errors.ToList();
        foreach (var (i, sort) in (Sort ?? []).Index())
            if (string.IsNullOrEmpty(sort?.Field))
                all.Add(new("required", $"sort[{i}].field"));
        if (all.Count > 0)
            return (null, all);
        return (new(campaign.Id)
        {
            WithNumbers = campaign.Kind.IsServiceWork(),
            Filter = tree!,
            Search = Search,
            Sorts = [.. (Sort ?? []).Select(s => new CaseSort(s!.Source, s.Field!, s.Desc))],
            Limit = Limit ?? DefaultLimit,
            Cursor = Cursor,
        }, []);
    }
}

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record SearchSort(string? Source, string? Field, bool Desc);

public sealed record SearchAnswer(int Total, IReadOnlyList<CaseAnswer> Items, string? NextCursor);
