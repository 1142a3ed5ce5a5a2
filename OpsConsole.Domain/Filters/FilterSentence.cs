namespace OpsConsole.Domain.Filters;

/// <summary>The filter said in one sentence, so that people see what they built (docs/rules.md, "Filters").</summary>
public static class FilterSentence
{
    public static IReadOnlyList<FilterPart> Of(FilterNode tree, FieldCatalog catalogue, FilterWords words)
    {
        var phrases = new FilterPhrase(catalogue, words);
        var root = Chosen(tree as FilterGroup ?? new FilterGroup(Connector.All, [tree]));
        var alerts = root.Connector == Connector.All ? root.Items.FirstOrDefault(IsAlertsOnly) : null;
        var items = root.Items.Where(i => !ReferenceEquals(i, alerts)).ToList();
        var subject = alerts is null ? "records" : "alerts";
        if (items.Count == 0)
            return phrases.Fill($"sentence.{subject}.everything", []);
        List<FilterPart> said = [.. phrases.Fill($"sentence.{subject}", []), .. Group(root with { Items = items }, phrases, isRoot: true)];
        if (tree.Conditions.Any(c => catalogue.Find(c.Source, c.Field)?.Type == Campaigns.FieldType.Date))
            said.AddRange(phrases.Fill("sentence.zone", [new(words.Zone)]));
        said.Add(new("."));
        return said;
    }

    /// <summary>A condition whose field is still to be chosen says nothing yet.</summary>
    private static FilterGroup Chosen(FilterGroup group) => group with
    {
        Items = [.. group.Items.Where(i => i is not FilterCondition { Field.Length: 0 }).Select(i => i is FilterGroup inner ? Chosen(inner) : i)],
    };

    /// <summary>The pieces as one text, for who only listens.</summary>
    public static string Plain(IEnumerable<FilterPart> parts) => string.Concat(parts.Select(p => p.Text));

    /// <summary>The condition that lets alerts through and nothing else.</summary>
    public static bool IsAlertsOnly(FilterNode node) =>
        node is FilterCondition { Source: CaseField.Management, Field: FieldCatalog.IsAlert, Op: "eq", Value.ValueKind: System.Text.Json.JsonValueKind.True };

    private static IEnumerable<FilterPart> Node(FilterNode node, FilterPhrase phrases) => node switch
    {
        FilterCondition condition => phrases.Of(condition),
        FilterGroup { Items.Count: 0 } => phrases.Fill("group.empty", []),
        FilterGroup { Items: [var only], Connector: Connector.All or Connector.Any } => Node(only, phrases),
        FilterGroup group => [new("("), .. Group(group, phrases, isRoot: false), new(")")],
        _ => [],
    };

    private static IEnumerable<FilterPart> Group(FilterGroup group, FilterPhrase phrases, bool isRoot)
    {
        if (group.Connector == Connector.None)
            foreach (var part in phrases.Fill(group.Items.Count == 1 ? "group.not" : "group.none", []))
                yield return part;
        var joint = phrases.Words.Text(group.Connector switch
        {
            Connector.All => "join.all",
            Connector.Any => isRoot ? "join.any.root" : "join.any",
            Connector.None => "join.none",
        });
        for (var i = 0; i < group.Items.Count; i++)
        {
            if (i > 0)
                yield return new(joint);
            var paired = group.Connector == Connector.All && i + 1 < group.Items.Count && Pair(group.Items[i], group.Items[i + 1]);
            foreach (var part in paired ? phrases.Between((FilterCondition)group.Items[i], (FilterCondition)group.Items[i + 1]) : Node(group.Items[i], phrases))
                yield return part;
            if (paired)
                i++;
        }
    }

    /// <summary>"From" and "to" of the same column, one after the other.</summary>
    private static bool Pair(FilterNode first, FilterNode second) => first is FilterCondition { Op: "gte", Value.ValueKind: not System.Text.Json.JsonValueKind.Undefined } from
        && second is FilterCondition { Op: "lte", Value.ValueKind: not System.Text.Json.JsonValueKind.Undefined } to && from.Source == to.Source && from.Field == to.Field;
}
