using OpsConsole.Domain.Campaigns;

namespace OpsConsole.Web.Campaigns;

/// <summary>A column while it is edited.</summary>
public sealed class ColumnRow(SchemaField field)
{
    public SchemaField Field { get; } = field;

    public FieldType? Type { get; set; } = field.Type;

    public bool Indexed { get; set; } = field.Indexed;

    /// <summary>What may be chosen: the three kinds, and what the column is now.</summary>
    public IEnumerable<FieldType?> Choices => CampaignChangeRules.Types.Select(t => (FieldType?)t).Prepend(Field.Type).Distinct();

    public ColumnChange ToChange() => new(Field.Key, Type, Indexed);
}
