using System.Text.Json;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Filters;
using OpsConsole.Domain.Kernel;

namespace OpsConsole.Web.Cases;

/// <summary>What the parts of an open builder share: the draft, what is wrong with it, what a case fails, and the values that fields offer.</summary>
public sealed class FilterBench(FieldCatalog catalogue, FilterWords words, Func<CaseField, Task<IReadOnlyList<ValueCount>>> values)
{
    private readonly Dictionary<CaseField, IReadOnlyList<ValueCount>> _values = [];

    public FieldCatalog Catalogue => catalogue;

    public FilterWords Words => words;

    public DraftFilter Draft { get; set; } = DraftFilter.Of(FilterNode.Everything);

    /// <summary>Refusals by path; those of values that are merely missing show once somebody tried to apply.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<Refusal>> Problems { get; set; } = new Dictionary<string, IReadOnlyList<Refusal>>();

    public bool ShowsMissing { get; set; }

    /// <summary>What holds for the case that was asked for; null while none is.</summary>
    public FilterExplanation? Explained { get; set; }

    /// <summary>The part whose tools are open.</summary>
    public int? OpenTools { get; set; }

    /// <summary>What the last key or button did, for who listens.</summary>
    public string Said { get; set; } = "";

    /// <summary>What has to have the focus after the next render.</summary>
    public string? FocusNext { get; set; }

    public event Action? Changed;

    public event Action? Redrawn;

    /// <summary>The filter is another one now.</summary>
    public void Touch()
    {
        Explained = null;
        Changed?.Invoke();
    }

    /// <summary>Only its looks changed.</summary>
    public void Redraw() => Redrawn?.Invoke();

    public IEnumerable<Refusal> ProblemsOf(DraftNode node) => Problems.TryGetValue(DraftFilter.PathOf(node), out var found) ? found : [];

    public bool? Holds(DraftNode node) => Explained is { } why && why.Parts.TryGetValue(DraftFilter.PathOf(node), out var holds) ? holds : null;

    /// <summary>The values a field offers, read once an opening; none where reading them takes too long.</summary>
    public async Task<IReadOnlyList<ValueCount>> ValuesAsync(CaseField field)
    {
        if (_values.TryGetValue(field, out var known))
            return known;
        try
        {
            return _values[field] = await values(field);
        }
        catch (RefusedException)
        {
            return _values[field] = [];
        }
    }

    public CaseField? FieldOf(DraftCondition condition) => catalogue.Find(condition.Condition.Source, condition.Condition.Field);

    /// <summary>A field is chosen: the operator stays where it fits, the value where its type does.</summary>
    public void Choose(DraftCondition condition, CaseField? field)
    {
        var before = FieldOf(condition);
        var now = condition.Condition;
        if (field is null)
            condition.Condition = new(now.Source, "", "");
        else if (before is not null && before.Type == field.Type && field.Type is FieldType.Text or FieldType.Number or FieldType.Date)
            condition.Condition = now with { Source = field.Source, Field = field.Name };
        else
            condition.Condition = new(field.Source, field.Name, field.Type == FieldType.Date ? "between" : "eq", field.Type == FieldType.Boolean ? FilterValue.Json(true) : default);
        condition.Revision++;
        Touch();
    }

    /// <param name="code">An operator, or operator and parameter: "eq:my_branch".</param>
    public void ChooseOperator(DraftCondition condition, string code)
    {
        var (op, param) = code.Split(':', 2) is [var head, var tail] ? (FilterOp.Find(head), tail) : (FilterOp.Find(code), null);
        if (op is null)
            return;
        var (now, was) = (condition.Condition, FilterOp.Find(condition.Condition.Op));
        var keeps = param is null && op.TakesValue && was is { TakesValue: true } && Shape(op) == Shape(was) && !IsParameter(now.Value);
        condition.Condition = now with { Op = op.Code, Value = param is not null ? FilterValue.Json(new { param }) : keeps ? now.Value : default };
        condition.Revision++;
        Touch();
    }

    public void SetValue(DraftCondition condition, JsonElement value)
    {
        condition.Condition = condition.Condition with { Value = value };
        Touch();
    }

    public static bool IsParameter(JsonElement value) => value.ValueKind == JsonValueKind.Object && value.TryGetProperty("param", out _);

    /// <summary>Operators of one shape take the same value.</summary>
    private static int Shape(FilterOp op) => op.Comparison switch
    {
        Comparison.Between => 2,
        Comparison.In => 3,
        Comparison.LastDays => 4,
        Comparison.Equal or Comparison.Contains or Comparison.Starts or Comparison.Ends or Comparison.Greater or Comparison.GreaterOrEqual or Comparison.Less or Comparison.LessOrEqual => 1,
        Comparison.Empty or Comparison.Today or Comparison.ThisWeek or Comparison.ThisMonth => 0,
    };
}
