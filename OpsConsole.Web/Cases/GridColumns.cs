using OpsConsole.Domain.Campaigns;

namespace OpsConsole.Web.Cases;

/// <summary>A column of the standard grid: the resource key of its head (or the campaign's own name), its class, and the field it sorts by.</summary>
public sealed record GridColumn(string Class, string? TextKey, string? Name, string Source, string Field)
{
    /// <summary>The standard set: one look at who, what, how urgent, whose.</summary>
    public static IReadOnlyList<GridColumn> Standard(GridKeys keys)
    {
        List<GridColumn> columns =
        [
            new("c-id", "ColumnNumber", null, "management", "Número"),
            new("c-st", "ColumnStatus", null, "management", "Estado gestión"),
            new("c-sla", "ColumnDue", null, "management", "Vence"),
            new("c-cus", "ColumnCustomer", null, SchemaField.Base, "Nombre_Cliente"),
            new("c-br", "ColumnBranch", null, "management", "Agencia"),
            new("c-sc", "ColumnScore", null, "management", "Puntaje"),
        ];
        if (keys.VerbatimField is { } verbatim)
            columns.Add(new("c-verb", null, verbatim, SchemaField.Survey, verbatim));
        if (keys.SegmentField is { } segment)
            columns.Add(new("c-seg", null, segment, SchemaField.Base, segment));
        columns.Add(new("c-resp", "ColumnResponsible", null, "management", "Responsable"));
        if (keys.ChannelField is { } channel)
            columns.Add(new("c-ch", null, channel, SchemaField.Meta, channel));
        columns.Add(new("c-date", "ColumnSurveyed", null, SchemaField.Meta, DateField));
        return columns;
    }

    /// <summary>What the grid is sorted by unless somebody chose: newest survey first.</summary>
    public const string DateField = "Fecha encuesta";
}
