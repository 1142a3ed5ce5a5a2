using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Components;
using OpsConsole.Domain.Filters;

namespace OpsConsole.Web.Cases;

/// <summary>A day of the calendar, or one said relative to today: "3 business days before today".</summary>
public sealed partial class FilterDateEditor
{
    private const string Now = "now";

    private static readonly string[] Kinds = ["today", "start_of_week", "start_of_month", "start_of_year", Now], Units = ["day", "business_day", "month"];

    private string _kind = "", _typed = "", _plus = "", _drawn = "", _unit = "day";

    [Parameter, EditorRequired]
    public required FilterBench Bench { get; set; }

    [Parameter]
    public JsonElement Value { get; set; }

    [Parameter, EditorRequired]
    public required string Label { get; set; }

    [Parameter]
    public string? Described { get; set; }

    [Parameter]
    public EventCallback<JsonElement> OnChange { get; set; }

    /// <summary>Read once; from then on the boxes hold it.</summary>
    protected override void OnInitialized()
    {
        if (Value.ValueKind == JsonValueKind.String)
            _typed = TypedDate.Show(Value.GetString()!);
        if (Value.ValueKind != JsonValueKind.Object)
            return;
        _kind = Value.TryGetProperty("date", out var date) ? date.GetString() ?? "" : "";
        _plus = _drawn = Value.TryGetProperty("plus", out var plus) ? plus.GetRawText() : "";
        _unit = Value.TryGetProperty("unit", out var unit) ? unit.GetString() ?? "day" : "day";
    }

    private Task ChangeKind(ChangeEventArgs change)
    {
        (_kind, _plus, _drawn, _typed) = ((string)change.Value!, "", "", "");
        return SayAsync();
    }

    private Task ChangeDate(string typed) => OnChange.InvokeAsync(string.IsNullOrWhiteSpace(typed) ? default : FilterValue.Json(TypedDate.Read(typed) ?? typed));

    private Task ChangePlus(ChangeEventArgs change)
    {
        _plus = (string?)change.Value ?? "";
        return SayAsync();
    }

    private Task ChangeUnit(ChangeEventArgs change)
    {
        _unit = (string)change.Value!;
        return SayAsync();
    }

    private Task SayAsync()
    {
        if (_kind.Length == 0)
            return OnChange.InvokeAsync(default);
        if (string.IsNullOrWhiteSpace(_plus) || _kind == Now)
            return OnChange.InvokeAsync(FilterValue.Json(new { date = _kind }));
        return OnChange.InvokeAsync(int.TryParse(_plus, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var plus)
            ? FilterValue.Json(new { date = _kind, plus, unit = _unit }) : FilterValue.Json(_plus));
    }
}
