using System.Globalization;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Kernel;

namespace OpsConsole.Domain.Imports;

/// <summary>The cells of one row as the plan names them; collects what is wrong with each.</summary>
internal sealed class RowCells
{
    internal const int LongestKey = 200;
    private const int LongestCell = 65_536;
    private readonly RawRow _row;
    private readonly ColumnPlan _plan;
    private readonly string _source;
    private readonly List<RowError> _errors = [];

    /// <param name="source">Where the fields stand that are asked for by name alone.</param>
    public RowCells(RawRow row, ColumnPlan plan, string source = SchemaField.Meta)
    {
        (_row, _plan, _source) = (row, plan, source);
        foreach (var fault in row.Faults)
            if (fault.Column < 0 || plan.Columns.Any(c => c.Index == fault.Column))
                _errors.Add(new(row.Line, NameOf(fault.Column), fault.Value, fault.Code, fault.Args));
        foreach (var column in plan.Columns)
            CheckText(column);
    }

    public IReadOnlyList<RowError> Errors => _errors;

    public List<RowError> Warnings { get; } = [];

    /// <summary>The trimmed text of a field; null where it has no column or no value.</summary>
    public string? Text(string source, string field) => _plan.Find(source, field) is { } column ? Text(column) : null;

    public string? Key(string source, string field)
    {
        if (_plan.Find(source, field) is not { } column)
            return null;
        var text = Text(column);
        if (text is null)
            Fail(column, null, "key.missing");
        else if (text.Length > LongestKey)
            Fail(column, text[..40], "text.too_long", LongestKey.ToString(CultureInfo.InvariantCulture));
        return text;
    }

    /// <summary>A field as one of the choices there are; empty is no choice and no error.</summary>
    public string? Choice(string field, Func<string, string?> choose, string code, params string[] args)
    {
        if (_plan.Find(_source, field) is not { } column || Text(column) is not { } text)
            return null;
        if (choose(text) is { } chosen)
            return chosen;
        Fail(column, text.Length > 40 ? text[..40] : text, code, args);
        return null;
    }

    /// <summary>The text of a field, if it is not too long.</summary>
    public string? Limited(string field, int longest)
    {
        if (_plan.Find(_source, field) is not { } column || Text(column) is not { } text)
            return null;
        if (text.Length > longest)
            Fail(column, text[..Math.Min(40, text.Length)], "text.too_long", longest.ToString(CultureInfo.InvariantCulture));
        return text;
    }

    /// <summary>A field as the file writes it, whatever the mapping makes of it.</summary>
    public string? Written(string field, int longest)
    {
        if (_plan.Find(_source, field) is not { } column || Raw(column) is not { } text)
            return null;
        if (text.Length > longest)
            Fail(column, text[..Math.Min(40, text.Length)], "text.too_long", longest.ToString(CultureInfo.InvariantCulture));
        return text;
    }

    /// <summary>A moment that need not be there.</summary>
    public DateTime? OptionalMoment(string field, CampaignTime time) => Text(_source, field) is null ? null : Moment(field, time);

    public void Reject(string? column, string code) => _errors.Add(new(_row.Line, column, null, code));

    /// <summary>The row goes in all the same.</summary>
    public void Warn(string field, string? value, string code, params string[] args) =>
        Warnings.Add(new(_row.Line, _plan.Find(_source, field)?.Header ?? field, value?.Length > 40 ? value[..40] : value, code, args));

    public DateTime? Moment(string field, CampaignTime time)
    {
        if (_plan.Find(_source, field) is not { } column)
            return null;
        if (Text(column) is not { } text)
            return Fail(column, null, "date.missing");
        var (moment, code, args) = DateReading.Read(text, column.DateFormat);
        if (moment is not { } read)
            return Fail(column, text, code!, args);
        if (read.Value.Year < 1900 || read.Value > time.UtcNow.AddYears(1))
            return Fail(column, text, "date.out_of_range");
        return CellText.Utc(read, time);
    }

    /// <summary>A whole number from lowest to highest; anything else that is not empty is an error.</summary>
    public int? Score(string? field, int lowest, int highest)
    {
        if (field is null || _plan.Find(SchemaField.Survey, field) is not { } column || Raw(column) is not { } raw)
            return null;
        string[] range = [lowest.ToString(CultureInfo.InvariantCulture), highest.ToString(CultureInfo.InvariantCulture)];
        if (!CellText.IsMapped(column, raw))
            return FailScore(column, raw, "score.unmapped");
        var text = CellText.Mapped(column, raw);
        if (string.IsNullOrWhiteSpace(text))
            return null;
        if (NumberReading.Read(text) is not { } number || number != Math.Floor(number))
            return FailScore(column, raw, "score.not_whole", range);
        return number >= lowest && number <= highest ? (int)number : FailScore(column, raw, "score.out_of_range", range);
    }

    /// <summary>Every value that is there, by its key in the campaign's columns.</summary>
    public Dictionary<string, FieldValue> Values(BaseSchema schema, CampaignTime time)
    {
        var values = new Dictionary<string, FieldValue>(_plan.Columns.Count);
        foreach (var column in _plan.Columns)
            if (schema.Find(column.Source, column.Field) is { } field && column.Cell(_row) is { } cell && !string.IsNullOrWhiteSpace(cell))
                values[field.Key] = CellText.Value(CellText.Mapped(column, cell), field.Type, column.DateFormat, time);
        return values;
    }

    private string? Raw(BoundColumn column) => column.Cell(_row) is { } cell && !string.IsNullOrWhiteSpace(cell) ? cell.Trim() : null;

    private string? Text(BoundColumn column) => Raw(column) is { } raw && CellText.Mapped(column, raw).Trim() is { Length: > 0 } text ? text : null;

    private void CheckText(BoundColumn column)
    {
        var cell = column.Cell(_row);
        if (cell?.Length > LongestCell)
            Fail(column, cell[..40], "text.too_long", LongestCell.ToString(CultureInfo.InvariantCulture));
        else if (!TextRules.IsStorable(cell))
            Fail(column, null, "text.invalid");
    }

    private DateTime? Fail(BoundColumn column, string? value, string code, params string[] args)
    {
        _errors.Add(new(_row.Line, column.Header, value, code, args));
        return null;
    }

    private int? FailScore(BoundColumn column, string value, string code, params string[] args)
    {
        Fail(column, value, code, args);
        return null;
    }

    private string? NameOf(int column) =>
        column < 0 ? null : column < _plan.Header.Count ? _plan.Header[column] : (column + 1).ToString(CultureInfo.InvariantCulture);
}
