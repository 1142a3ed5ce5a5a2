using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Kernel;

namespace OpsConsole.Domain.Imports;

/// <summary>A field and the column or constant that fills it.</summary>
public sealed record BoundColumn(int? Index, string? Constant, string Source, string Field)
{
    /// <summary>The header as the file writes it; the field's name for a constant.</summary>
    public required string Header { get; init; }

    public FieldType? Type { get; init; }

    public string? DateFormat { get; init; }

    public IReadOnlyDictionary<string, string>? Values { get; init; }

    public string? Cell(RawRow row) => Index is { } at ? at < row.Cells.Length ? row.Cells[at] : null : Constant;
}

/// <summary>Which column of a file fills which field of the campaign, by mapping or by the names of the headers (docs/rules.md, "Imports").
/// Throws <see cref="FileFaultException"/> where headers or mapping leave that open.</summary>
public sealed class ColumnPlan
{
    private ColumnPlan(IReadOnlyList<string> header, IReadOnlyList<BoundColumn> columns)
    {
        (Header, Columns) = (header, columns);
        LeftOut = [.. header.Where((name, at) => name.Length > 0 && columns.All(c => c.Index != at))];
    }

    public IReadOnlyList<string> Header { get; }

    public IReadOnlyList<BoundColumn> Columns { get; }

    /// <summary>Headers that nothing reads: the preview names them.</summary>
    public IReadOnlyList<string> LeftOut { get; }

    public BoundColumn? Find(string source, string field)
    {
        foreach (var column in Columns)     // asked some ten times for every row
            if (column.Source == source && column.Field == field)
                return column;
        return null;
    }

    public static ColumnPlan For(IRowSource file, ImportMapping mapping, Campaign campaign, string kind)
    {
        var header = HeaderCheck.Trimmed(file.Header);
        if (mapping.Columns is null)
            HeaderCheck.ThrowIfUnclear(file, header, askForRow: mapping.HeaderRow is null);
        var columns = mapping.Columns is { } mapped
            ? mapped.Select(column => MappedColumn.Bind(column, header, campaign, kind)).ToList()
            : ByHeaders(header, campaign, kind);
        var plan = new ColumnPlan(header, columns);
        plan.ThrowIfIncomplete(campaign, kind);
        return plan;
    }

    /// <summary>What the headers say by themselves: the campaign's own names first, then questions or base columns that are new.</summary>
    public static List<BoundColumn> ByHeaders(IReadOnlyList<string> names, Campaign campaign, string kind)
    {
        var header = HeaderCheck.Trimmed(names);
        return [.. header.Index().Where(h => h.Item.Length > 0 && !IsReason(h.Item, h.Index, header, campaign)).Select(h => ByName(h.Item, h.Index, campaign, kind))];
    }

    // The last column of a file of rejected rows says why each was rejected; it is no answer of the customer.
    private static bool IsReason(string name, int at, IReadOnlyList<string> header, Campaign campaign) =>
        at == header.Count - 1 && name == RejectedRows.ReasonColumn && campaign.Schema.Fields.All(f => f.Name != name);

    private static BoundColumn ByName(string name, int at, Campaign campaign, string kind)
    {
        var folded = TextFold.Fold(name);
        SchemaField? Known(string source) => campaign.Schema.Of(source).FirstOrDefault(f => TextFold.Fold(f.Name) == folded);
        var (source, field) = ImportKind.Format(kind, campaign.Kind) is { } format
            ? format.Named(name) is { } known ? (format.Source, known) : (SchemaField.Base, Known(SchemaField.Base)?.Name ?? name)
            : kind == ImportKind.Base
            ? folded == TextFold.Fold(SurveyMeta.Reference) ? (SchemaField.Meta, SurveyMeta.Reference) : (SchemaField.Base, Known(SchemaField.Base)?.Name ?? name)
            : Known(SchemaField.Meta) is { } meta ? (SchemaField.Meta, meta.Name)
            : Known(SchemaField.Base) is { } column ? (SchemaField.Base, column.Name)
            : folded == TextFold.Fold(campaign.Settings.BranchColumn) ? (SchemaField.Base, campaign.Settings.BranchColumn)
            : (SchemaField.Survey, Known(SchemaField.Survey)?.Name ?? name);
        return new(at, null, source, field) { Header = name };
    }

    private void ThrowIfIncomplete(Campaign campaign, string kind)
    {
        if (Columns.GroupBy(c => (c.Source, c.Field)).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new FileFaultException("mapping.field_twice", twice.Key.Field, string.Join(", ", twice.Select(c => c.Header)));
        List<string> missing = [];
        if (ImportKind.Format(kind, campaign.Kind) is { } format)
            missing.AddRange(format.Required.Where(field => Find(format.Source, field) is null));
        else if (kind == ImportKind.Base)
        {
            if (Find(SchemaField.Meta, SurveyMeta.Reference) is null)
                missing.Add(SurveyMeta.Reference);
        }
        else
        {
            if (Find(SchemaField.Meta, SurveyMeta.Id) is null && Find(SchemaField.Meta, SurveyMeta.Reference) is null)
                missing.Add(SurveyMeta.Id);
            if (Find(SchemaField.Meta, SurveyMeta.SurveyedAt) is null)
                missing.Add(SurveyMeta.SurveyedAt);
        }

        if (missing.Count > 0)
            throw new FileFaultException("columns.required_missing", string.Join(", ", missing), string.Join(", ", Header));
    }
}
