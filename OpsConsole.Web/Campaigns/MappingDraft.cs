using System.Globalization;
using System.Text.Json;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Imports;

namespace OpsConsole.Web.Campaigns;

/// <summary>A column of the file while a person says what it is.</summary>
public sealed class DraftColumn
{
    public required string Header { get; init; }

    /// <summary>The first different values of the column.</summary>
    public required IReadOnlyList<string> Samples { get; init; }

    /// <summary>source:field; empty: not imported.</summary>
    public string Target { get; set; } = "";

    public string DateFormat { get; set; } = "";

    /// <summary>1.0=0, 2.0=3 and so on.</summary>
    public string Values { get; set; } = "";
}

/// <summary>What each column is, as it stands on the page: proposed from the mapping of last time or from the headers, and turned into a mapping.</summary>
public sealed class MappingDraft
{
    private const int Examples = 3;

    public required IReadOnlyList<DraftColumn> Columns { get; init; }

    /// <summary>The branch of every row, where the file has no column for it.</summary>
    public string Branch { get; set; } = "";

    /// <summary>The proposal comes from an earlier file.</summary>
    public bool IsRemembered { get; private init; }

    public static string Target(string source, string field) => $"{source}:{field}";

    public static string BranchTarget(string kind, Campaign campaign) => ImportKind.Branch(kind, campaign) is var (source, field) ? Target(source, field) : "";

    public static MappingDraft Of(IRowSource file, Campaign campaign, string kind, ImportMapping remembered)
    {
        var format = ImportKind.Format(kind, campaign.Kind);
        var known = (remembered.Columns ?? []).Select(c => format?.Place(c.Source, c.Field.Trim()) is var (source, field) ? c with { Source = source, Field = field } : c).ToList();
        var fits = known.Count > 0 && known.Where(c => c.Column is not null).All(c => file.Header.Any(h => h.Trim() == c.Column!.Trim()));
        var proposed = ColumnPlan.ByHeaders(file.Header, campaign, kind).ToDictionary(c => c.Index!.Value);
        return new()
        {
            IsRemembered = fits,
            Branch = fits ? known.FirstOrDefault(c => c.Constant is not null && c.Field == ImportKind.Branch(kind, campaign).Field)?.Constant ?? "" : "",
            Columns = [.. file.Header.Index().Where(h => h.Item.Trim().Length > 0).Select(h => fits
                ? Remembered(h.Item, Samples(file, h.Index), known)
                : new DraftColumn { Header = h.Item.Trim(), Samples = Samples(file, h.Index), Target = proposed.TryGetValue(h.Index, out var c) ? Target(c.Source, c.Field) : "" })],
        };
    }

    /// <summary>Null where the values of a score cannot be read.</summary>
    public ImportMapping? ToMapping(ImportMapping how, string kind, Campaign campaign)
    {
        List<ColumnMapping> columns = [];
        foreach (var column in Columns.Where(c => c.Target.Length > 0))
        {
            if (Parse(column.Values) is not { } values)
                return null;
            var (source, field) = (column.Target[..column.Target.IndexOf(':')], column.Target[(column.Target.IndexOf(':') + 1)..]);
            columns.Add(new()
            {
                Column = column.Header,
                Source = source,
                Field = field,
                DateFormat = string.IsNullOrWhiteSpace(column.DateFormat) ? null : column.DateFormat.Trim(),
                Values = values.Count == 0 ? null : values,
            });
        }

        var (of, branch) = ImportKind.Branch(kind, campaign);
        if (!string.IsNullOrWhiteSpace(Branch) && columns.TrueForAll(c => c.Source != of || c.Field != branch))
            columns.Add(new() { Constant = Branch.Trim(), Source = of, Field = branch });
        return how with { Columns = columns };
    }

    private static DraftColumn Remembered(string header, IReadOnlyList<string> samples, IReadOnlyList<ColumnMapping> known)
    {
        var mapped = known.FirstOrDefault(c => c.Column?.Trim() == header.Trim());
        return new()
        {
            Header = header.Trim(),
            Samples = samples,
            Target = mapped is null ? "" : Target(mapped.Source, mapped.Field),
            DateFormat = mapped?.DateFormat ?? "",
            Values = mapped?.Values is { } values ? string.Join(", ", values.Select(v => $"{v.Key}={v.Value}")) : "",
        };
    }

    private static List<string> Samples(IRowSource file, int column) =>
        [.. file.Top.Where(row => row.Line > file.HeaderLine && column < row.Cells.Length).Select(row => row.Cells[column]).Where(cell => !string.IsNullOrWhiteSpace(cell)).Select(cell => cell!).Distinct().Take(Examples)];

    private static Dictionary<string, JsonElement>? Parse(string text)
    {
        var values = new Dictionary<string, JsonElement>();
        foreach (var pair in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (pair.Split('=', 2, StringSplitOptions.TrimEntries) is not [{ Length: > 0 } from, { Length: > 0 } to])
                return null;
            values[from] = int.TryParse(to, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var score) ? JsonSerializer.SerializeToElement(score) : JsonSerializer.SerializeToElement(to);
        }

        return values;
    }
}
