using Microsoft.Extensions.Localization;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Exports;
using OpsConsole.Domain.Filters;
using OpsConsole.Domain.Imports;
using OpsConsole.Web.Controls;
using OpsConsole.Web.Files;
using OpsConsole.Web.Resources;

namespace OpsConsole.Web.Exports;

/// <summary>What each column of a file says of a case: the words of the grid, numbers and dates as such, times in the campaign's zone.</summary>
internal sealed class ExportCells
{
    private readonly List<Func<ExportRow, Cell>> _cells = [];
    private readonly IStringLocalizer<ControlTexts> _words;
    private readonly TimeZoneInfo _zone;
    private readonly DateTime _now;
    private readonly RowValues _values;

    public ExportCells(Campaign campaign, IReadOnlyList<ExportColumn> columns, FieldLabels labels, IStringLocalizer<ControlTexts> words, TimeZoneInfo zone, DateTime now)
    {
        (_words, _zone, _now) = (words, zone, now);
        var catalogue = FieldCatalog.Of(campaign);
        var known = columns.Select(c => (Column: c, Field: catalogue.Find(c.Source, c.Field))).Where(c => c.Field is not null).Select(c => (c.Column, Field: c.Field!, Own: campaign.Schema.Find(c.Column.Source, c.Column.Field))).ToList();
        _values = new(known.Where(c => c.Own is not null).Select(c => c.Own!.Key));
        NeedsNumbers = known.Any(c => c.Own?.Type is FieldType.Number or FieldType.Date);
        foreach (var (column, field, own) in known)
            _cells.Add(own is null ? OfManagement(field) : field.Name == FieldCatalog.SurveyTime && own.Source == SchemaField.Meta ? row => Moment(row.Row.ReceivedAt) : OfOwn(own, _values.SlotOf(own.Key)));
        Head = [.. known.Select(c => string.IsNullOrWhiteSpace(c.Column.Alias) ? labels[c.Field] : c.Column.Alias)];
        Widths = [.. known.Select((c, i) => Math.Clamp(Head[i].Length + 4, c.Field.Type is FieldType.Date ? 18 : 10, 40))];
    }

    public IReadOnlyList<string> Head { get; }

    public IReadOnlyList<int> Widths { get; }

    /// <summary>Whether the numbers of a case have to be read at all.</summary>
    public bool NeedsNumbers { get; }

    /// <param name="into">As many cells as there are heads.</param>
    public void Read(ExportRow row, Span<Cell> into)
    {
        _values.Read(row.Row.Data, row.Numbers);
        for (var i = 0; i < _cells.Count; i++)
            into[i] = _cells[i](row);
    }

    private Func<ExportRow, Cell> OfOwn(SchemaField field, int slot) => field.Type switch
    {
        FieldType.Number => _ => _values.Text(slot) is not { } raw ? Cell.Empty : _values.Number(slot) is { } number && NumberReading.IsQuantity(raw) ? Cell.Of(number, raw) : Cell.Of(raw),
        FieldType.Date => _ => _values.Text(slot) is not { } raw ? Cell.Empty : _values.Number(slot) is { } at ? Date(DateTime.UnixEpoch.AddMilliseconds(at), raw) : Cell.Of(raw),
        FieldType.Text or FieldType.Choice or FieldType.Boolean or null => _ => Cell.Of(_values.Text(slot)),
    };

    private Func<ExportRow, Cell> OfManagement(CaseField field) => field.Code switch
    {
        "number" => row => Cell.Of(row.Row.Number),
        "status" => Words<CaseStatus>("Status.", row => row.Status),
        "responsible" => row => Cell.Of(row.Row.ResponsibleName),
        "branch" => row => Cell.Of(row.Row.BranchName),
        "region" => row => Cell.Of(row.Row.Region),
        "incident" => Label(field, row => row.IncidentType),
        "contact" => Label(field, row => row.ContactType),
        "plan" => row => Cell.Of(row.Row.ActionPlan),
        "cause" => Label(field, row => row.RootCause),
        "attempts" => row => Cell.Of(row.Row.AttemptCount),
        "due" => row => Moment(row.Row.DueAt),
        "sla" => Words<SlaState>("Sla.", row => SlaPolicy.StateOf(row.DueAt, row.CompletedAt, _now)),
        "alert" => row => Cell.Of(_words[row.Row.IsAlert ? "Yes" : "No"]),
        "reason" => row => Cell.Of(row.Row.AlertReason),
        "score" => row => row.Row.Score is { } score ? Cell.Of(score) : Cell.Empty,
        "group" => Label(field, row => row.Group?.ToString().ToLowerInvariant()),
        "priority" => Label(field, row => row.Priority.ToString().ToLowerInvariant()),
        "tags" => row => Cell.Of(string.Join(", ", CaseTags.Read(row.Row.Tags))),
        "next" => row => Moment(row.Row.NextContactAt),
        "created" => row => Moment(row.Row.CreatedAt),
        "started" => row => Moment(row.Row.StartedAt),
        "completed" => row => Moment(row.Row.CompletedAt),
        _ => _ => Cell.Empty,       // what cases of this kind do not have
    };

    /// <summary>Resolved once, not once a row.</summary>
    private Func<ExportRow, Cell> Words<T>(string prefix, Func<CaseRow, T?> of) where T : struct, Enum
    {
        var said = Enum.GetValues<T>().ToDictionary(v => v, v => Cell.Of(_words[prefix + v].Value));
        return row => of(row.Row) is { } value ? said[value] : Cell.Empty;
    }

    private static Func<ExportRow, Cell> Label(CaseField field, Func<CaseRow, string?> code)
    {
        var said = field.Choices.DistinctBy(c => c.Code).ToDictionary(c => c.Code, c => Cell.Of(c.Label));
        return row => code(row.Row) is { } known ? said.TryGetValue(known, out var cell) ? cell : Cell.Of(known) : Cell.Empty;
    }

    private Cell Moment(DateTime? utc) => utc is { } at ? Cell.Moment(Local(at)) : Cell.Empty;

    // A day that came without a time is shown without one.
    private Cell Date(DateTime utc, string raw) => raw.AsSpan().Trim().Length <= 10 ? Cell.Day(Local(utc)) : Cell.Moment(Local(utc));

    private DateTime Local(DateTime utc) => TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), _zone);
}
