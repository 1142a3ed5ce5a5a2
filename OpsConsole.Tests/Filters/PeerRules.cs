using System.Text.Json;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Filters;

namespace OpsConsole.Tests.Filters;

/// <summary>Rules as react-querybuilder writes them, as trees of ours.</summary>
internal static class PeerRules
{
    private static readonly Dictionary<string, string> Operators = new()
    {
        ["="] = "eq",
        ["!="] = "ne",
        ["<"] = "lt",
        ["<="] = "lte",
        [">"] = "gt",
        [">="] = "gte",
        ["contains"] = "contains",
        ["doesNotContain"] = "not_contains",
        ["beginsWith"] = "starts",
        ["doesNotBeginWith"] = "not_starts",
        ["endsWith"] = "ends",
        ["doesNotEndWith"] = "not_ends",
        ["null"] = "empty",
        ["notNull"] = "not_empty",
        ["in"] = "in",
        ["notIn"] = "not_in",
        ["between"] = "between",
        ["notBetween"] = "not_between",
    };

    public static FilterNode Tree(JsonElement rule)
    {
        if (!rule.TryGetProperty("rules", out var rules))
        {
            var value = rule.TryGetProperty("value", out var given) ? given : default;
            return new FilterCondition(SchemaField.Base, rule.GetProperty("field").GetString()!, Operators[rule.GetProperty("operator").GetString()!], value.ValueKind == JsonValueKind.Null ? default : value);
        }
        var group = new FilterGroup(rule.GetProperty("combinator").GetString() == "and" ? Connector.All : Connector.Any, [.. rules.EnumerateArray().Select(Tree)]);
        return rule.TryGetProperty("not", out var not) && not.GetBoolean() ? new FilterGroup(Connector.None, [group]) : group;
    }
}
