using Microsoft.Extensions.Localization;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Exports;
using OpsConsole.Domain.Filters;
using OpsConsole.Domain.Imports;
using OpsConsole.Domain.RepeatContacts;
using OpsConsole.Domain.Requirements;
using OpsConsole.Domain.Retention;
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
    private readonly ExportNames _names;
    private readonly HashSet<string> _parts = [];
    private readonly RowValues _values;

    public ExportCells(Campaign campaign, IReadOnlyList<ExportColumn> columns, ExportNames names, FieldLabels labels, IStringLocalizer<ControlTexts> words, TimeZoneInfo zone, DateTime now)
    {
        (_words, _zone, _now, _names) = (words, zone, now, names);
        var catalogue = FieldCatalog.Of(campaign);
        var known = columns.Select(c => (Column: c, Field: catalogue.Find(c.Source, c.Field))).Where(c => c.Field is not null).Select(c => (c.Column, Field: c.Field!, Own: campaign.Schema.Find(c.Column.Source, c.Column.Field))).ToList();
        _values = new(known.Where(c => c.Own is not null).Select(c => c.Own!.Key));
        foreach (var (column, field, own) in known)
            _cells.Add(own is null ? OfManagement(field) : field is { Name: FieldCatalog.SurveyTime, Source: SchemaField.Meta } ? Moment(nameof(ExportRow.ReceivedAt), row => row.ReceivedAt) : OfOwn(own, _values.SlotOf(own.Key)));
        Head = [.. known.Select(c => string.IsNullOrWhiteSpace(c.Column.Alias) ? labels[c.Field] : c.Column.Alias)];
        Widths = [.. known.Select((c, i) => Math.Clamp(Head[i].Length + 4, c.Field.Type is FieldType.Date ? 18 : 10, 40))];
    }

    public IReadOnlyList<string> Head { get; }

    public IReadOnlyList<int> Widths { get; }

    /// <summary>What of a case has to be read for these columns.</summary>
    public IReadOnlyCollection<string> Parts => _parts;

    /// <param name="into">As many cells as there are heads.</param>
    public void Read(ExportRow row, Span<Cell> into)
    {
        if (row.Data is { } data)
            _values.Read(data, row.Numbers);
        for (var i = 0; i < _cells.Count; i++)
            into[i] = _cells[i](row);
    }

    private Func<ExportRow, Cell> OfOwn(SchemaField field, int slot)
    {
        _parts.Add(nameof(ExportRow.Data));
        if (field.Type is FieldType.Number or FieldType.Date)
            _parts.Add(nameof(ExportRow.Numbers));
        return field.Type switch
        {
            FieldType.Number => _ => _values.Text(slot) is not { } raw ? Cell.Empty : _values.Number(slot) is { } number && NumberReading.IsQuantity(raw) ? Cell.Of(number, raw) : Cell.Of(raw),
            FieldType.Date => _ => _values.Text(slot) is not { } raw ? Cell.Empty : _values.Number(slot) is { } at ? Date(DateTime.UnixEpoch.AddMilliseconds(at), raw) : Cell.Of(raw),
            FieldType.Text or FieldType.Choice or FieldType.Boolean or null => _ => Cell.Of(_values.Text(slot)),
        };
    }

    private Func<ExportRow, Cell> OfManagement(CaseField field) => field.Code switch
    {
        "number" => row => Cell.Of(CaseNumber.Of(row.Id)),
        "status" => Words<CaseStatus>("Status.", row => row.Status, nameof(ExportRow.Status)),
        "responsible" => Named(_names.People, row => row.ResponsibleId, nameof(ExportRow.ResponsibleId)),
        "branch" => Named(_names.Branches, row => row.BranchId, nameof(ExportRow.BranchId)),
        "region" => Named(_names.Regions, row => row.BranchId, nameof(ExportRow.BranchId)),
        "incident" => Label(field, row => row.IncidentType, nameof(ExportRow.IncidentType)),
        "contact" => Label(field, row => row.ContactType, nameof(ExportRow.ContactType)),
        "plan" => Read(nameof(ExportRow.ActionPlan), row => Cell.Of(row.ActionPlan)),
        "cause" => Label(field, row => row.RootCause, nameof(ExportRow.RootCause)),
        "attempts" => Read(nameof(ExportRow.AttemptCount), row => Cell.Of(row.AttemptCount)),
        "due" => Moment(nameof(ExportRow.DueAt), row => row.DueAt),
        "sla" => Words<SlaState>("Sla.", row => SlaPolicy.StateOf(row.DueAt, row.CompletedAt, _now), nameof(ExportRow.DueAt), nameof(ExportRow.CompletedAt)),
        "alert" => Flag(_words["Yes"], _words["No"], row => row.IsAlert, nameof(ExportRow.IsAlert)),
        "reason" => Read(nameof(ExportRow.AlertReason), row => Cell.Of(row.AlertReason)),
        "score" => Read(nameof(ExportRow.Score), row => row.Score is { } score ? Cell.Of(score) : Cell.Empty),
        "group" => Label(field, row => row.Group?.ToString().ToLowerInvariant(), nameof(ExportRow.Group)),
        "priority" => Label(field, row => row.Priority.ToString().ToLowerInvariant(), nameof(ExportRow.Priority)),
        "tags" => Read(nameof(ExportRow.Tags), row => Cell.Of(string.Join(", ", CaseTags.Read(row.Tags!)))),
        "next" => Moment(nameof(ExportRow.NextContactAt), row => row.NextContactAt),
        "created" => Moment(nameof(ExportRow.CreatedAt), row => row.CreatedAt),
        "started" => Moment(nameof(ExportRow.StartedAt), row => row.StartedAt),
        "completed" => Moment(nameof(ExportRow.CompletedAt), row => row.CompletedAt),
        "customer" => Read(nameof(ExportRow.CustomerName), row => Cell.Of(row.CustomerName)),
        "type" => Read(nameof(ExportRow.Type), row => Cell.Of(row.Type)),
        "description" => Read(nameof(ExportRow.Description), row => Cell.Of(row.Description)),
        "account" => Read(nameof(ExportRow.Account), row => Cell.Of(row.Account)),
        "disposition" => Read(nameof(ExportRow.DispositionLabels), row => Cell.Of(row.DispositionLabels is { } labels ? string.Join(" › ", Domain.Data.Json.Read<List<string>>(labels)) : null)),
        "retentionState" => Read(nameof(ExportRow.DispositionLabels), row => Cell.Of(LabelAt(row, 0))),
        "retentionMotive" => Read(nameof(ExportRow.DispositionLabels), row => Cell.Of(LabelAt(row, 1))),
        "disposedOn" => Read(nameof(ExportRow.DisposedOn), row => Day(row.DisposedOn)),
        "disposedBy" => Named(_names.People, row => row.DisposedById, nameof(ExportRow.DisposedById)),
        "closure" => Outcome(outcome => Cell.Of(outcome.Closure?.Code)),
        "closeBy" => Outcome(outcome => Day(outcome.Closure?.DueDate)),
        "benefit" => Outcome(outcome => Cell.Of(outcome.Benefit?.Words)),
        "discountMonths" => Outcome(outcome => outcome.Benefit is null ? Cell.Empty : Cell.Of(outcome.DiscountPoints / 100.0)),
        "cellCause" => Label(field, row => row.Cause, nameof(ExportRow.Cause)),
        "area" => Label(field, row => row.Area, nameof(ExportRow.Area)),
        "areaState" => Label(field, row => row.EscalationState is { } state ? Codes.Of(state) : null, nameof(ExportRow.EscalationState)),
        "formAt" => Moment(nameof(ExportRow.ReceivedAt), row => row.ReceivedAt),
        "formBy" => Named(_names.People, row => row.FormById, nameof(ExportRow.FormById)),
        "quality" => Label(field, row => row.QualityMark, nameof(ExportRow.QualityMark)),
        "petition" => Label(field, row => row.EscalationData is { } data ? Domain.Data.Json.Read<Escalation>(data).Form.Petition : null, nameof(ExportRow.EscalationData)),
        "answerDue" => Moment(nameof(ExportRow.AnswerDueAt), row => row.AnswerDueAt),
        "subject" => Label(field, row => row.Subject, nameof(ExportRow.Subject)),
        "responsibleArea" => Label(field, row => row.Area, nameof(ExportRow.Area)),
        "initial" => Requirement(r => Cell.Of(r.Initial)),
        "productLine" => Label(field, row => Of(row)?.Line, nameof(ExportRow.RequirementData)),
        "intakeChannel" => Label(field, row => Of(row)?.Channel, nameof(ExportRow.RequirementData)),
        "intakeAt" => Moment(nameof(ExportRow.ReceivedAt), row => row.ReceivedAt),
        "documentState" => DocumentState(field),
        "respondedAt" => Moment(nameof(ExportRow.RespondedAt), row => row.RespondedAt),
        "blocked" => Flag(_words["Yes"], _words["No"], row => row.BlockedAt is not null, nameof(ExportRow.BlockedAt)),
        "documentClass" => Requirement(r => Cell.Of(r.DocumentClass)),
        "category1" => Requirement(r => Cell.Of(r.Category1)),
        "category2" => Requirement(r => Cell.Of(r.Category2)),
        "category3" => Requirement(r => Cell.Of(r.Category3)),
        "observation" => Read(nameof(ExportRow.Observations), row => Cell.Of(row.Observations)),
        _ => _ => Cell.Empty,       // what cases of this kind do not have
    };

    private Func<ExportRow, Cell> Outcome(Func<RetentionOutcome, Cell> cell) =>
        Read(nameof(ExportRow.DispositionData), row => row.DispositionData is { } data ? cell(Domain.Data.Json.Read<RetentionOutcome>(data)) : Cell.Empty);

    private Func<ExportRow, Cell> Requirement(Func<Requirement, Cell> cell) => Read(nameof(ExportRow.RequirementData), row => Of(row) is { } known ? cell(known) : Cell.Empty);

    private static Requirement? Of(ExportRow row) => row.RequirementData is { } data ? Domain.Data.Json.Read<Requirement>(data) : null;

    private Func<ExportRow, Cell> DocumentState(CaseField field)
    {
        _parts.Add(nameof(ExportRow.Status));
        return Label(field, row => row.Status == CaseStatus.Completed ? "closed" : row.RespondedAt is null ? "open" : "answered", nameof(ExportRow.RespondedAt));
    }

    private static string? LabelAt(ExportRow row, int level) => row.DispositionLabels is { } labels ? Domain.Data.Json.Read<List<string>>(labels).ElementAtOrDefault(level) : null;

    private static Cell Day(DateOnly? day) => day is { } known ? Cell.Day(known.ToDateTime(default)) : Cell.Empty;

    private Func<ExportRow, Cell> Read(string part, Func<ExportRow, Cell> cell)
    {
        _parts.Add(part);
        return cell;
    }

    /// <summary>Resolved once, not once a row.</summary>
    private Func<ExportRow, Cell> Words<T>(string prefix, Func<ExportRow, T?> of, params string[] parts) where T : struct, Enum
    {
        _parts.UnionWith(parts);
        var said = Enum.GetValues<T>().ToDictionary(v => v, v => Cell.Of(_words[prefix + v].Value));
        return row => of(row) is { } value ? said[value] : Cell.Empty;
    }

    private Func<ExportRow, Cell> Named(IReadOnlyDictionary<int, string> names, Func<ExportRow, int?> id, string part) =>
        Read(part, row => id(row) is { } known && names.TryGetValue(known, out var name) ? Cell.Of(name) : Cell.Empty);

    private Func<ExportRow, Cell> Flag(string yes, string no, Func<ExportRow, bool> of, string part) => Read(part, row => Cell.Of(of(row) ? yes : no));

    private Func<ExportRow, Cell> Label(CaseField field, Func<ExportRow, string?> code, string part)
    {
        var said = field.Choices.DistinctBy(c => c.Code).ToDictionary(c => c.Code, c => Cell.Of(c.Label));
        return Read(part, row => code(row) is { } known ? said.TryGetValue(known, out var cell) ? cell : Cell.Of(known) : Cell.Empty);
    }

    private Func<ExportRow, Cell> Moment(string part, Func<ExportRow, DateTime?> of) => Read(part, row => of(row) is { } at ? Cell.Moment(Local(at)) : Cell.Empty);

    // A day that came without a time is shown without one.
    private Cell Date(DateTime utc, string raw) => raw.AsSpan().Trim().Length <= 10 ? Cell.Day(Local(utc)) : Cell.Moment(Local(utc));

    private DateTime Local(DateTime utc) => TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), _zone);
}
