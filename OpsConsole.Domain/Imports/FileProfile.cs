using System.Globalization;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;

namespace OpsConsole.Domain.Imports;

/// <summary>What only the whole file tells, found before anything is written: the types of new columns, the order of day and month, whether any row has a score (docs/rules.md, "Imports").</summary>
public sealed class FileProfile
{
    private readonly ColumnPlan _plan;
    private readonly Campaign _campaign;
    private readonly string _kind;
    private readonly ImportFormat? _format;
    private readonly ColumnTally[] _tallies;

    private FileProfile(ColumnPlan plan, Campaign campaign, string kind)
    {
        (_plan, _campaign, _kind, _format) = (plan, campaign, kind, ImportKind.Format(kind, campaign.Kind));
        _tallies = [.. plan.Columns.Select(column => new ColumnTally(column, TypeOf(column)))];
    }

    public long Rows { get; private set; }

    /// <summary>Columns whose dates fit both orders in every row, read as day/month: the preview says so.</summary>
    public IReadOnlyList<string> AssumedDayFirst => [.. _tallies.Where(t => t.IsDate && t.AssumedDayFirst).Select(t => t.Column.Header)];

    /// <summary>Reads the file to its end; throws its fault.</summary>
    public static async Task<FileProfile> OfAsync(IRowSource file, ColumnPlan plan, Campaign campaign, string kind, bool allowNoScore, CancellationToken ct)
    {
        var profile = new FileProfile(plan, campaign, kind);
        await foreach (var row in file.ReadAsync(ct))
            profile.Add(row);
        profile.ThrowIfUseless(allowNoScore);
        return profile;
    }

    /// <summary>The campaign's columns with those of the file, typed by its values where they had no type yet.</summary>
    public BaseSchema Extend(BaseSchema schema) => _tallies.Where(t => _format is null || t.Column.Source != SchemaField.Meta).Aggregate(schema, (extended, tally) =>
        extended.With(tally.Column.Source, tally.Column.Field, tally.Known ?? tally.Inferred));

    private void Add(RawRow row)
    {
        Rows++;
        foreach (var tally in _tallies)
            tally.Add(row);
    }

    private void ThrowIfUseless(bool allowNoScore)
    {
        if (Rows == 0)
            throw new FileFaultException("file.no_rows");
        var moment = _kind == ImportKind.Responses ? SurveyMeta.SurveyedAt : _format?.Moments is [var first, ..] ? first : null;
        if (_tallies.FirstOrDefault(t => t.Column.Field == moment && t.Column.Source == (_format?.Source ?? SchemaField.Meta) && t.OnlyMonthFirst) is { } date)
            throw new FileFaultException("date.month_first", date.Column.Header, date.MonthFirstLine.ToString(CultureInfo.InvariantCulture), date.MonthFirstValue!);
        if (_kind != ImportKind.Responses)
            return;
        var rule = _campaign.Settings.AlertRule;
        if (!allowNoScore && !_tallies.Any(t => t.Column.Source == SchemaField.Survey && t.HasValues && (t.Column.Field == rule.ScoreField || t.Column.Field == rule.SatisfactionField)))
            throw new FileFaultException("score.none", rule.ScoreField);
    }

    private FieldType? TypeOf(BoundColumn column) =>
        _campaign.Schema.Find(column.Source, column.Field)?.Type
        ?? column.Type
        ?? (_format?.IsOwn(column) != true ? (FieldType?)null : _format.Moments.Contains(column.Field) ? FieldType.Date : FieldType.Text)
        ?? (column.Source == SchemaField.Survey && column.Field == _campaign.Settings.AlertRule.ScoreField ? FieldType.Number : (FieldType?)null)
        ?? (column.Source == SchemaField.Base && column.Field == _campaign.Settings.BranchColumn ? FieldType.Text : (FieldType?)null);
}
