using System.Globalization;
using Microsoft.AspNetCore.Components;
using OpsConsole.Domain.Retention;

namespace OpsConsole.Web.Retention;

/// <summary>The further data of a motive: days, amounts, numbers, which of its texts, and the phone that the text names.</summary>
public sealed partial class RetentionData
{
    /// <summary>In the order in which they are asked.</summary>
    public static readonly IReadOnlyList<string> All = ["fecha_compromiso", "n_meses", "fecha_inicio", "fecha_fin", "n_dias", "plan", "servicio", "anipagador", "numero_virtual", "contrato", "fecha_seguimiento"];

    [Parameter, EditorRequired]
    public required RetentionAssistant Of { get; set; }

    [Parameter, EditorRequired]
    public required Motive Motive { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<string> Needs { get; set; }

    private DateOnly Today => Of.Of.Time.Today;

    private bool NamesPhone => Motive.Texts.Any(t => t.Text.Contains("{telefono}", StringComparison.Ordinal));

    private IReadOnlyList<string> Phones => Of.Request.Phones;

    private static bool IsText(string name) => TypeOf(name) == "text";

    private static string TypeOf(string name) => name.StartsWith("fecha_", StringComparison.Ordinal) ? "date" : name.StartsWith("n_", StringComparison.Ordinal) ? "number" : "text";

    private string? HintOf(string name) => name switch
    {
        "n_meses" => A["AtMost", Of.Of.Settings.Benefits.Limits.SuspensionMaxMonths].Value,
        "n_dias" => A["AtMost", Of.Of.Settings.Benefits.Limits.CompensationMaxDays].Value,
        _ => null,
    };

    private IEnumerable<(string Label, string Value)> Presets(string name) => name switch
    {
        "fecha_compromiso" => InDays(1, 3, Motive.Days),
        "fecha_seguimiento" => InDays(7, 15, 30),
        "fecha_inicio" => [(A["Today"], Written(Today)), (A["FirstOfNext"], Written(new DateOnly(Today.Year, Today.Month, 1).AddMonths(1)))],
        "fecha_fin" when End is { } end => [(A["ByMonths"], Written(end))],
        _ => [],
    };

    /// <summary>The last day of as many months as were said.</summary>
    private DateOnly? End => DateOnly.TryParseExact(Of.Now["fecha_inicio"], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var from)
        && int.TryParse(Of.Now["n_meses"], CultureInfo.InvariantCulture, out var months) && months is >= 1 and <= BenefitMonths.Horizon ? from.AddMonths(months).AddDays(-1) : null;

    private IEnumerable<(string, string)> InDays(params IEnumerable<int> days) => days.Distinct().Select(n => (n == 1 ? A["Tomorrow"].Value : A["InDays", n].Value, Written(Today.AddDays(n))));

    private static string Written(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
