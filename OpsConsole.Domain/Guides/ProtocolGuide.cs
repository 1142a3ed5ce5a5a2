using System.Globalization;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;
using OpsConsole.Domain.Protocols;
using OpsConsole.Domain.Requirements;

namespace OpsConsole.Domain.Guides;

/// <summary>The assistant's table of a requirements desk (docs/rules.md, "Protocols"). Which facts there are is the kind's; the rows are the people's.</summary>
public sealed record ProtocolGuide(ProtocolTable Table) : Guide
{
    /// <summary>Before the role in the line that says who approves from now on: its words are the page's.</summary>
    public const string ApproverMark = "approver.";

    protected override bool IsWhole => Table is { Facts: not null, Rows: not null } && Table.Facts.All(f => f is { Code: not null, Label: not null, Values: not null } && f.Values.All(v => v is { Code: not null, Label: not null }))
        && Table.Rows.All(r => r is { Action: not null, Text: not null, When: not null } && r.When.Values.All(values => values is not null && values.All(value => value is not null)));

    public override IEnumerable<Refusal> Check(Campaign campaign) =>
        Json.Write(Table.Facts) == Json.Write(campaign.Settings.Requirements.Assistant.Facts) ? Table.Check(ProtocolActions.All, RequirementAdvisor.Marks) : [new("protocol.facts", "facts")];

    public override CampaignSettings In(CampaignSettings settings) => settings with { Requirements = settings.Requirements with { Assistant = Table } };

    public override Guide Completed() => new ProtocolGuide(Table.InOrder());

    /// <summary>Somebody of the role that the table in force names; where a draft names another, an analyst.</summary>
    public override bool MayPublish(Actor actor, Guide running) =>
        actor.Role == (((ProtocolGuide)running).Table.Approver == Table.Approver ? Table.Approver : Role.ExperienceAnalyst);

    public override GuideDiff Against(Guide running)
    {
        var (before, now) = (((ProtocolGuide)running).Table, Table);
        var (old, own) = (ByResult(before), ByResult(now));
        List<string> changed = [.. own.Where(row => old.TryGetValue(row.Key, out var was) && was != row.Value).Select(row => row.Value.Line)];
        if (before.Approver != now.Approver)
            changed.Add(ApproverMark + now.Approver);
        return new([.. own.Where(row => !old.ContainsKey(row.Key)).Select(row => row.Value.Line)], [], [.. old.Where(row => !own.ContainsKey(row.Key)).Select(row => row.Value.Line)], changed);
    }

    /// <summary>Each row by its number: as one line, and all that makes it another.</summary>
    private static Dictionary<int, (string Line, string Action, bool IsAdded)> ByResult(ProtocolTable table)
    {
        var rows = new Dictionary<int, (string, string, bool)>();
        foreach (var row in table.InOrder().Rows)
        {
            var when = table.Facts.Where(fact => row.When.ContainsKey(fact.Code)).Select(fact => Said(fact, row.When[fact.Code]));
            rows.TryAdd(row.Result, ($"{string.Join(" · ", when.Prepend(row.Result.ToString(CultureInfo.InvariantCulture)))} → {row.Text}", row.Action, row.IsAdded));
        }
        return rows;
    }

    private static string Said(ProtocolFact fact, IReadOnlyList<string> values) => $"{fact.Label}: {string.Join(" / ", fact.Values.Where(v => values.Contains(v.Code)).Select(v => v.Label))}";
}
