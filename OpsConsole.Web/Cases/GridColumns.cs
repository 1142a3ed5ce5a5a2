using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Filters;

namespace OpsConsole.Web.Cases;

/// <summary>A column of the standard grid: its class, the field it sorts by, and the resource key of its head (null: the campaign's own name).</summary>
public sealed record GridColumn(string Class, string Source, string Field, string? TextKey)
{
    /// <summary>The standard set: one look at who, what, how urgent, whose.</summary>
    public static IReadOnlyList<GridColumn> Standard(GridKeys keys)
    {
        List<GridColumn> columns =
        [
            new("c-id", CaseField.Management, FieldCatalog.Number, "ColumnNumber"),
            new("c-st", CaseField.Management, FieldCatalog.State, "ColumnStatus"),
            new("c-sla", CaseField.Management, FieldCatalog.Due, "ColumnDue"),
            new("c-cus", SchemaField.Base, keys.CustomerField, "ColumnCustomer"),
            new("c-br", CaseField.Management, FieldCatalog.Branch, "ColumnBranch"),
            new("c-sc", CaseField.Management, FieldCatalog.Score, "ColumnScore"),
        ];
        if (keys.VerbatimField is { } verbatim)
            columns.Add(new("c-verb", SchemaField.Survey, verbatim, null));
        if (keys.SegmentField is { } segment)
            columns.Add(new("c-seg", SchemaField.Base, segment, null));
        columns.Add(new("c-resp", CaseField.Management, FieldCatalog.Responsible, "ColumnResponsible"));
        if (keys.ChannelField is { } channel)
            columns.Add(new("c-ch", SchemaField.Meta, channel, null));
        columns.Add(new("c-date", SchemaField.Meta, FieldCatalog.SurveyTime, "ColumnSurveyed"));
        return columns;
    }
}
