using Microsoft.AspNetCore.Components;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Filters;
using OpsConsole.Web.Controls;

namespace OpsConsole.Web.Cases;

/// <summary>One condition: table, field, operator, value.</summary>
public sealed partial class FilterConditionEditor
{
    private static readonly string[] Order = [SchemaField.Base, SchemaField.Survey, CaseField.Management, SchemaField.Meta];

    private string? _source;

    [Parameter, EditorRequired]
    public required FilterBench Bench { get; set; }

    [Parameter, EditorRequired]
    public required DraftCondition Node { get; set; }

    /// <summary>What joins it to the part before it.</summary>
    [Parameter]
    public string Joint { get; set; } = "";

    [Inject]
    private RefusalWords Refused { get; set; } = null!;

    private CaseField? Field => Bench.FieldOf(Node);

    /// <summary>Tables that have columns at all.</summary>
    private IEnumerable<string> Sources => Order.Where(s => Bench.Catalogue.Fields.Any(f => f.Source == s));

    private string Source => _source ?? (Node.Condition.Source.Length > 0 ? Node.Condition.Source : Sources.First());

    private string Name => Field is { } known ? Bench.Words.Label(known) : Node.IsChosen ? Node.Condition.Field : L["ConditionNew"];

    private string? HeldCss => Bench.Holds(Node) switch { true => "holds", false => "fails", null => null };

    private string ErrorId => $"fb-err-{Node.Id}";

    private bool HasProblem => Problem is not null;

    /// <summary>What is wrong, in the order it is read; what is only missing waits until somebody applies.</summary>
    private string? Problem
    {
        get
        {
            var path = DraftFilter.PathOf(Node);
            var found = Bench.Problems.Where(p => p.Key == path || p.Key.StartsWith(path + ".", StringComparison.Ordinal)).SelectMany(p => p.Value).FirstOrDefault();
            return found is null || (Node.IsUnfinished && !Bench.ShowsMissing) ? null : Node.IsUnfinished ? L[Node.IsChosen ? "MissingValue" : "MissingField"] : Refused[found];
        }
    }

    private string Operator => FilterBench.IsParameter(Node.Condition.Value) ? $"{Node.Condition.Op}:{Node.Condition.Value.GetProperty("param").GetString()}" : Node.Condition.Op;

    /// <summary>The operators of the field's type, and "is my branch" and the like where they mean something; what the condition has is always there.</summary>
    private IEnumerable<string> Operators(CaseField field)
    {
        var own = FilterOp.For(field.Type).Select(o => o.Code).Where(code => field.Type != FieldType.Boolean || code is not ("in" or "not_in"));
        string[] parameters = field switch
        {
            { Type: not FieldType.Text } => [],
            { Source: CaseField.Management, Name: FieldCatalog.Branch } => ["my_branch"],
            { Source: CaseField.Management, Name: FieldCatalog.Region } => ["my_region"],
            { Source: CaseField.Management, Name: FieldCatalog.Responsible } => ["me"],
            { Source: SchemaField.Base } => ["my_branch", "my_region"],
            _ => [],
        };
        return own.Concat(parameters.SelectMany(p => new[] { $"eq:{p}", $"ne:{p}" })).Append(Operator).Distinct();
    }

    private string NameOf(string op, CaseField field)
    {
        if (op.Split(':', 2) is [var head, var param])
            return $"{L["Short." + head]} {L["param." + param]}";
        return field.Type == FieldType.Date && L["Short.date." + op] is { ResourceNotFound: false } dated ? dated : L["Short." + op];
    }

    private void ChangeSource(ChangeEventArgs change)
    {
        _source = (string)change.Value!;
        Bench.Choose(Node, null);
    }

    private void ChangeField(ChangeEventArgs change)
    {
        var source = Source;
        _source = null;
        Bench.Choose(Node, Bench.Catalogue.Find(source, (string)change.Value!));
    }

    private void ChangeOperator(ChangeEventArgs change) => Bench.ChooseOperator(Node, (string)change.Value!);
}
