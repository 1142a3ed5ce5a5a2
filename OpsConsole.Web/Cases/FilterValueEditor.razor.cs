using System.Text.Json;
using Microsoft.AspNetCore.Components;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Filters;
using OpsConsole.Domain.Kernel;
using OpsConsole.Web.Controls;

namespace OpsConsole.Web.Cases;

/// <summary>The value of a condition, edited as its field and operator ask. Boxes are drawn once and then left alone: what is typed arrives as a change, and nothing is written back into a box.</summary>
public sealed partial class FilterValueEditor
{
    private IReadOnlyList<ValueCount> _values = [];
    private string _first = "", _second = "", _others = "";

    private enum Editor
    {
        None,
        Said,
        Flag,
        Choice,
        Several,
        List,
        Dates,
        Pair,
        Number,
        Text,
    }

    [Parameter, EditorRequired]
    public required FilterBench Bench { get; set; }

    [Parameter, EditorRequired]
    public required DraftCondition Node { get; set; }

    [Parameter, EditorRequired]
    public required CaseField Field { get; set; }

    /// <summary>The id of what is wrong with it.</summary>
    [Parameter]
    public string? Described { get; set; }

    private JsonElement Value => Node.Condition.Value;

    private FilterOp? Op => FilterOp.Find(Node.Condition.Op);

    private int Sides => Op!.Comparison == Comparison.Between ? 2 : 1;

    private Editor Kind => (Op, Field.Type) switch
    {
        (null or { TakesValue: false }, _) => Editor.None,
        _ when FilterBench.IsParameter(Value) => Editor.None,
        ({ Comparison: Comparison.LastDays }, _) => Editor.Number,
        ({ Comparison: Comparison.In }, FieldType.Choice or FieldType.Text) => Editor.Several,
        ({ Comparison: Comparison.In }, _) => FilterValue.Items(Value).All(v => v.ValueKind != JsonValueKind.Object) ? Editor.List : Editor.Said,
        (_, FieldType.Boolean) => Editor.Flag,
        (_, FieldType.Choice) => Editor.Choice,
        (_, FieldType.Date) => Editor.Dates,
        ({ Comparison: Comparison.Between }, _) => Editor.Pair,
        (_, FieldType.Number) => Editor.Number,
        _ => Editor.Text,
    };

    private string Said => new FilterPhrase(Bench.Catalogue, Bench.Words).Said(Value, Field);

    private string SeveralSaid => Value.ValueKind == JsonValueKind.Undefined ? L["ValuesChoose"] : Said;

    private string Chosen => Value.ValueKind == JsonValueKind.String && Code(Value) is { } code ? code : "";

    /// <summary>What can be ticked: all choices, or the values that are most frequent and those already ticked.</summary>
    private IEnumerable<(string Code, string Label, string Count)> Offered => Field.Type == FieldType.Choice
        ? Field.Choices.Select(c => (c.Code, Bench.Words.Choice(Field, c), CountOf(c.Code).Trim(' ', '(', ')')))
        : _values.Select(v => (v.Value, v.Label, Formats.Number(v.Count)));

    protected override async Task OnInitializedAsync()
    {
        var asList = Op?.Comparison == Comparison.In;
        _first = FilterValue.Show(Field, Value, asList ? -1 : 0);
        _second = FilterValue.Show(Field, FilterValue.Side(Value, 1));
        if (Kind is Editor.Choice or Editor.Several or Editor.Text)
            _values = await Bench.ValuesAsync(Field);
        _others = string.Join("; ", FilterValue.Items(Value).Where(v => v.ValueKind == JsonValueKind.String && !_values.Any(o => Same(o.Value, v))).Select(v => v.GetString()));
    }

    private string CountOf(string code) => _values.FirstOrDefault(v => v.Value == code) is { } found ? $" ({Formats.Number(found.Count)})" : "";

    private string? Code(JsonElement value) => Field.Choices.FirstOrDefault(c => Same(c.Code, value) || Same(c.Label, value))?.Code;

    private bool Holds(string code) => FilterValue.Items(Value).Any(v => Same(code, v) || (Field.Type == FieldType.Choice && Code(v) == code));

    private static bool Same(string text, JsonElement value) => value.ValueKind == JsonValueKind.String && TextFold.Fold(value.GetString()!) == TextFold.Fold(text);

    private void Change(ChangeEventArgs change) => Bench.SetValue(Node, FilterValue.Read(Field, (string?)change.Value));

    /// <summary>A number even where the field is a date: "in the last n days".</summary>
    private void ChangeNumber(ChangeEventArgs change)
    {
        var typed = (string?)change.Value;
        Bench.SetValue(Node, Field.Type == FieldType.Number ? FilterValue.Read(Field, typed)
            : int.TryParse(typed, System.Globalization.CultureInfo.InvariantCulture, out var days) ? FilterValue.Json(days) : string.IsNullOrWhiteSpace(typed) ? FilterValue.None : FilterValue.Json(typed));
    }

    private void ChangeList(ChangeEventArgs change) => Bench.SetValue(Node, FilterValue.ReadList(Field, (string?)change.Value));

    private void ChangeSide(int side, ChangeEventArgs change) => Bench.SetValue(Node, FilterValue.Pair(Value, side, FilterValue.Read(Field, (string?)change.Value)));

    private void Tick(string code, bool on)
    {
        var items = FilterValue.Items(Value).Where(v => !Same(code, v) && !(Field.Type == FieldType.Choice && Code(v) == code)).ToList();
        if (on)
            items.Add(FilterValue.Json(code));
        Bench.SetValue(Node, FilterValue.List(items));
    }

    private void ChangeOthers(ChangeEventArgs change)
    {
        var ticked = FilterValue.Items(Value).Where(v => v.ValueKind != JsonValueKind.String || _values.Any(o => Same(o.Value, v)));
        Bench.SetValue(Node, FilterValue.List([.. ticked, .. FilterValue.Items(FilterValue.ReadList(Field, (string?)change.Value))]));
    }
}
