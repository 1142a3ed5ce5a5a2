using System.Globalization;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Kernel;

namespace OpsConsole.Web.Cases;

/// <summary>Takes the customer, the survey and the verbatim out of a case's columns, whatever the campaign calls them.</summary>
public static class AlertReading
{
    private const string Representative = "Representante";
    private const int LongAnswer = 25;

    private static readonly string[] PhoneWords = ["celular", "telefono", "fono", "movil", "phone"];
    private static readonly string[] DateOnlyShapes = ["yyyy-MM-dd", "yyyy-MM-dd 00:00:00", "yyyy-MM-dd'T'00:00:00"];
    private static readonly string[] MomentShapes = ["yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd HH:mm", "yyyy-MM-dd'T'HH:mm"];
    private static readonly string[] People = ["FirstName", "LastName", "Email", "ExternalDataReference"];

    /// <summary>Columns that hold phone numbers, in order, with the number as it came and as it is dialled.</summary>
    public static IReadOnlyList<(string Column, string Shown, string Dialled)> Phones(AlertCase alert) =>
        [.. Filled(alert, SchemaField.Base).Where(c => IsPhone(c.Column.Name)).Select(c => (c.Column.Name, c.Value, Dialled(c.Value))).Where(p => p.Item3.Count(char.IsAsciiDigit) >= 6)];

    public static string? Email(AlertCase alert) => Meta(alert, "Email");

    public static string Customer(AlertCase alert) =>
        alert.Row.CustomerName is { Length: > 0 } name ? name
        : string.Join(' ', new[] { Meta(alert, "FirstName"), Meta(alert, "LastName") }.Where(n => !string.IsNullOrWhiteSpace(n)));

    /// <summary>The base columns that are not phones, and not the name that stands above them.</summary>
    public static IEnumerable<(SchemaField Column, string Value)> Base(AlertCase alert) =>
        Filled(alert, SchemaField.Base).Where(c => !IsPhone(c.Column.Name) && c.Value != alert.Row.CustomerName && c.Column.Name != alert.Settings.BranchColumn)
            .Select(c => (c.Column, Shown(c.Column, c.Value)));

    public static IEnumerable<(SchemaField Column, string Value)> Metadata(AlertCase alert) =>
        Filled(alert, SchemaField.Meta).Where(c => c.Column.Name is not ("FirstName" or "LastName")).Select(c => (c.Column, Shown(c.Column, c.Value)));

    public static string? RepresentativeOf(AlertCase alert) => Filled(alert, SchemaField.Base).Where(c => c.Column.Name == Representative).Select(c => c.Value).FirstOrDefault();

    /// <summary>The answers but for the customer's own words, which are set apart.</summary>
    public static IEnumerable<(SchemaField Question, string Answer)> Answers(AlertCase alert)
    {
        var apart = Verbatims(alert).Select(v => v.Question.Key).ToHashSet();
        return alert.Detail.Campaign.Schema.Of(SchemaField.Survey).Where(q => !apart.Contains(q.Key)).Select(q => (q, Value(alert, q) ?? Placeholders.Nothing));
    }

    /// <summary>What the customer wrote: the answer to the only open question, else every answer that is longer than a choice would be.</summary>
    public static IReadOnlyList<(SchemaField Question, string Answer)> Verbatims(AlertCase alert)
    {
        var texts = Filled(alert, SchemaField.Survey).Where(q => q.Column.Type is FieldType.Text or null).ToList();
        var open = texts.Where(q => q.Column.Name.Contains('?')).ToList();
        return open.Count == 1 ? open : [.. texts.Where(q => q.Value.Length >= LongAnswer)];
    }

    public static bool IsScore(AlertCase alert, SchemaField question) => question.Name == alert.Settings.AlertRule.ScoreField;

    /// <summary>First and last step of the scale a question is answered on; null where it has none.</summary>
    public static (int From, int To)? Scale(AlertCase alert, SchemaField question) =>
        IsScore(alert, question) ? (0, 10)
        : question.Name == alert.Settings.AlertRule.SatisfactionField ? (1, alert.Settings.AlertRule.SatisfactionScale) : null;

    /// <summary>A date as people here write it; one that came in another shape stays as it came.</summary>
    public static string Shown(SchemaField column, string value) => column.Type != FieldType.Date ? value
        : DateTime.TryParseExact(value, DateOnlyShapes, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture)
        : DateTime.TryParseExact(value, MomentShapes, CultureInfo.InvariantCulture, DateTimeStyles.None, out var at) ? at.ToString("dd/MM/yyyy HH:mm", CultureInfo.InvariantCulture)
        : value;

    private static bool IsPhone(string column) => TextFold.Fold(column) is var name && PhoneWords.Any(name.Contains);

    public static string Dialled(string value) => string.Concat(value.Where((c, i) => char.IsAsciiDigit(c) || (c == '+' && i == 0)));

    private static string? Meta(AlertCase alert, string name) =>
        People.Contains(name) && alert.Detail.Campaign.Schema.Find(SchemaField.Meta, name) is { } column ? Value(alert, column) : null;

    private static IEnumerable<(SchemaField Column, string Value)> Filled(AlertCase alert, string source) =>
        from column in alert.Detail.Campaign.Schema.Of(source)
        let value = Value(alert, column)
        where value is not null
        select (column, value);

    private static string? Value(AlertCase alert, SchemaField column) => alert.Values.TryGetValue(column.Key, out var value) && !string.IsNullOrWhiteSpace(value) ? value : null;
}
