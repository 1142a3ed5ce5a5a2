using System.Text.Json;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Retention;
using OpsConsole.Domain.Sla;

namespace OpsConsole.Domain.Campaigns;

/// <summary>The kind's catalogue, from which a new campaign starts.</summary>
public static class CampaignTemplate
{
    public static Campaign Create(CampaignKind kind, string code, string name, DateTime now)
    {
        using var stream = typeof(CampaignTemplate).Assembly.GetManifestResourceStream(FileOf(kind))!;
        var root = JsonElement.Parse(new StreamReader(stream).ReadToEnd());
        var settings = root.Deserialize<CampaignSettings>(Json.Stored)!;
        var schema = BaseSchema.Empty;
        foreach (var column in settings.MetadataColumns)
            schema = schema.With(SchemaField.Meta, column, column == "Fecha encuesta" ? FieldType.Date : FieldType.Text);
        foreach (var column in settings.BaseColumns)
            schema = schema.With(SchemaField.Base, column, kind == CampaignKind.Retention ? RetentionColumns.TypeOf(column) : column == settings.BranchColumn ? FieldType.Text : null);
        foreach (var question in settings.Questions)
            schema = schema.With(SchemaField.Survey, question, question == settings.AlertRule.ScoreField ? FieldType.Number : null);
        if (root.TryGetProperty("country", out var country))
            settings = settings with { Sla = settings.Sla with { Calendar = BusinessCalendar.Of(CountryCalendar.Of(country.GetString()!)) } };
        foreach (var indexed in new[] { "ExternalDataReference", settings.BranchColumn, settings.AlertRule.ScoreField, RetentionColumns.Service, RetentionColumns.Complaint })
            if (schema.Fields.FirstOrDefault(f => f.Name == indexed) is { } field)
                schema = schema.Replace(field, field with { Indexed = true });
        return new()
        {
            Code = code,
            Name = name,
            Kind = kind,
            Status = CampaignStatus.Published,
            CreatedAt = now,
            ModifiedAt = now,
            TimeZone = root.GetProperty("timeZone").GetString()!,
            Settings = settings,
            Schema = schema,
        };
    }

    private static string FileOf(CampaignKind kind) => kind switch
    {
        CampaignKind.CloseTheLoop => "close-the-loop.json",
        CampaignKind.ServiceCase => "service-case.json",
        CampaignKind.Retention => "retention.json",
        CampaignKind.RepeatContact => "repeat-contact.json",
        CampaignKind.Requirement => "requirement.json",
    };
}
