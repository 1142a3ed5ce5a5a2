using System.Globalization;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Imports;
using OpsConsole.Domain.People;

namespace OpsConsole.Domain.Demo;

/// <summary>Survey answers with their base rows, invented from a seed: the same seed, campaign and times give the same answers.</summary>
/// <param name="prefix">Starts every external id, so that two series never meet.</param>
public sealed class InventedSurveys(Campaign campaign, CampaignTime time, Random random, string prefix)
{
    public const string Product = "Producto";

    private static readonly string[] Dates = ["Fecha_Operacion", "Fec_Nac"], Numbers = ["Edad", "N° Tabulaciones"];
    private readonly InventedContent _words = InventedContent.Instance;
    private readonly Dictionary<string, SchemaField> _fields = campaign.Schema.Fields.ToDictionary(f => f.Name);

    /// <summary>The columns that invented answers fill, with their types.</summary>
    public static BaseSchema Prepare(BaseSchema schema)
    {
        schema = schema.With(SchemaField.Base, Product);
        foreach (var field in schema.Fields.Where(f => f.Type is null))
            schema = schema.Replace(field, field with { Type = Dates.Contains(field.Name) ? FieldType.Date : Numbers.Contains(field.Name) ? FieldType.Number : FieldType.Text });
        return schema;
    }

    /// <summary>About two in five are detractors.</summary>
    public int AnyScore() => random.Next(10) switch
    {
        < 4 => random.Next(0, 7),
        < 7 => random.Next(7, 9),
        _ => random.Next(9, 11),
    };

    public InventedTopic AnyTopic() => Of(_words.Topics);

    /// <param name="number">Tells this answer from all others of the series.</param>
    public CaseContent Make(int number, Branch branch, DateTime surveyedAt, int score, InventedTopic topic)
    {
        var values = new Dictionary<string, FieldValue>();
        var woman = random.Next(2) == 0;
        var (first, last) = (Of(woman ? _words.Women : _words.Men), $"{Of(_words.Surnames)} {Of(_words.Surnames)}");
        var reference = string.Create(CultureInfo.InvariantCulture, $"{prefix}{4_000_000 + number}");
        var local = time.ToLocal(surveyedAt);
        var born = DateOnly.FromDateTime(local).AddDays(-random.Next(20 * 365, 75 * 365));
        var low = score <= campaign.Settings.AlertRule.DetractorMax;
        Text(values, "Id CCX", string.Create(CultureInfo.InvariantCulture, $"{prefix}{number:D7}"));
        Text(values, "Canal", Of(_words.Channels));
        Text(values, "Sistema operativo", Of(_words.Systems));
        Text(values, "IP", string.Create(CultureInfo.InvariantCulture, $"203.0.113.{random.Next(1, 255)}"));
        Text(values, "Navegador", Of(_words.Browsers));
        Moment(values, "Fecha encuesta", local);
        Text(values, "FirstName", first);
        Text(values, "LastName", last);
        Text(values, "Email", string.Create(CultureInfo.InvariantCulture, $"cliente.{prefix.ToLowerInvariant()}{number}@correo.example"));
        Text(values, "ExternalDataReference", reference);
        Moment(values, "Fecha_Operacion", local.AddMinutes(-random.Next(60, 2 * 24 * 60)));
        Text(values, "Nombre_Cliente", $"{first} {last}");
        Text(values, "Tipo_Cliente", Of(_words.CustomerTypes));
        Text(values, "Actividad", Of(_words.Activities));
        Text(values, "Segmento", Of(_words.Segments));
        Text(values, "Genero", woman ? "F" : "M");
        Day(values, "Fec_Nac", born);
        Number(values, "Edad", (local - born.ToDateTime(TimeOnly.MinValue)).Days / 365);
        Text(values, "Celular1", Mobile());
        Text(values, "Celular2", random.Next(3) == 0 ? Mobile() : null);
        Text(values, "Celular3", random.Next(9) == 0 ? Mobile() : null);
        Text(values, "Cod_Ag", string.Create(CultureInfo.InvariantCulture, $"{branch.Id:D3}"));
        Text(values, campaign.Settings.BranchColumn, branch.Code);
        Text(values, "Representante", Of(_words.Staff));
        Text(values, Product, Of(_words.Products));
        Number(values, campaign.Settings.AlertRule.ScoreField, score);
        Text(values, "¿Qué tendría que mejorar?", low ? Complaint(topic) : Of(score <= campaign.Settings.AlertRule.PassiveMax ? _words.Passive : _words.Promoter));
        Number(values, "N° Tabulaciones", low ? 1 : 0);
        Text(values, "Atributo", low ? topic.Attribute : null);
        Text(values, "Descripción", low ? topic.Description : null);
        var verdict = campaign.Settings.AlertRule.Judge(score, null);
        return new(values[_fields["Id CCX"].Key].Raw, RowHash.Of(surveyedAt, score, null, values), branch.Id, surveyedAt, values)
        {
            CustomerRef = reference,
            CustomerName = $"{first} {last}",
            Score = score,
            Group = verdict.Group,
            IsAlert = verdict.IsAlert,
            AlertReason = verdict.Reason,
        };
    }

    public T Of<T>(IReadOnlyList<T> choices) => choices[random.Next(choices.Count)];

    private string Complaint(InventedTopic topic)
    {
        var (opener, said) = (Of(_words.Openers), Of(topic.Said));
        var text = opener.Length > 0 ? opener + said : char.ToUpperInvariant(said[0]) + said[1..];
        return text + Of(_words.Endings);
    }

    private string Mobile() => string.Create(CultureInfo.InvariantCulture, $"9{random.Next(100_000_000):D8}");

    private void Text(Dictionary<string, FieldValue> values, string name, string? text)
    {
        if (!string.IsNullOrEmpty(text) && _fields.TryGetValue(name, out var field))
            values[field.Key] = new(text);
    }

    private void Number(Dictionary<string, FieldValue> values, string name, int number)
    {
        if (_fields.TryGetValue(name, out var field))
            values[field.Key] = new(number.ToString(CultureInfo.InvariantCulture), field.Type is FieldType.Number ? number : null);
    }

    private void Moment(Dictionary<string, FieldValue> values, string name, DateTime local) => Date(values, name, local.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), local);

    private void Day(Dictionary<string, FieldValue> values, string name, DateOnly day) => Date(values, name, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), day.ToDateTime(TimeOnly.MinValue));

    private void Date(Dictionary<string, FieldValue> values, string name, string raw, DateTime local)
    {
        if (_fields.TryGetValue(name, out var field))
            values[field.Key] = new(raw, field.Type is FieldType.Date ? CaseFields.Milliseconds(time.ToUtc(local)) : null);
    }
}
