using System.Globalization;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Filters;
using OpsConsole.Domain.Kernel;

namespace OpsConsole.Domain.Imports;

/// <summary>Reads one row as an event of a case, or says why it is none (docs/rules.md, "Imported history").</summary>
internal sealed class HistoryRowReader(ColumnPlan plan, Campaign campaign, CampaignTime time)
{
    private const string Unchanged = "Unchanged", UnchangedLabel = "Sin cambio";
    private const int ActivityMax = 120;

    private static readonly Dictionary<string, string> States = FieldCatalog.StateChoices.SelectMany(c => new[] { (c.Label, c.Code), (c.Code, c.Code) })
        .Append((UnchangedLabel, Unchanged)).Append((Unchanged, Unchanged)).ToDictionary(s => TextFold.Fold(s.Item1), s => s.Item2);

    private readonly Dictionary<string, string> _types = campaign.Settings.CaseTypes.DistinctBy(TextFold.Fold).ToDictionary(TextFold.Fold);

    public Parsed<HistoryRow> Read(RawRow row)
    {
        var cells = new RowCells(row, plan);
        var key = cells.Key(SchemaField.Meta, HistoryColumns.Key);
        var at = Past(cells, HistoryColumns.At, cells.Moment(HistoryColumns.At, time));
        var state = cells.Choice(HistoryColumns.State, text => States.GetValueOrDefault(TextFold.Fold(text)), "state.unknown", string.Join(", ", FieldCatalog.StateChoices.Select(c => c.Label).Append(UnchangedLabel)));
        if (cells.Text(SchemaField.Meta, HistoryColumns.State) is null)
            cells.Reject(plan.Find(SchemaField.Meta, HistoryColumns.State)!.Header, "state.missing");
        var activity = cells.Written(HistoryColumns.Activity, ActivityMax) ?? cells.Written(HistoryColumns.State, ActivityMax);
        var priority = cells.Choice(HistoryColumns.Priority, ServiceRowReader.PriorityOf, "priority.unknown");
        var type = cells.Choice(HistoryColumns.Type, text => _types.GetValueOrDefault(TextFold.Fold(text)), "type.unknown", string.Join(", ", campaign.Settings.CaseTypes));
        var says = new HistoryContent(type, cells.Limited(HistoryColumns.Description, ServiceCaseForm.DescriptionMax), cells.Limited(HistoryColumns.Account, Customers.CustomerFormCheck.AccountMax), cells.Values(campaign.Schema, time));
        var step = new HistoryStep(at ?? default, activity ?? "", state is null or Unchanged ? null : Enum.Parse<CaseStatus>(state), 0)
        {
            Line = row.Line,
            Order = cells.Choice(HistoryColumns.Order, Whole, "order.not_whole") is { } order ? int.Parse(order, CultureInfo.InvariantCulture) : null,
            EventId = cells.Limited(HistoryColumns.EventId, RowCells.LongestKey),
            Priority = priority is null ? null : Enum.Parse<CasePriority>(priority),
            OpenedAt = Past(cells, HistoryColumns.OpenedAt, cells.OptionalMoment(HistoryColumns.OpenedAt, time)),
            ResolvedAt = Past(cells, HistoryColumns.ResolvedAt, cells.OptionalMoment(HistoryColumns.ResolvedAt, time)),
            Who = cells.Limited(HistoryColumns.Who, ActivityMax),
            Text = cells.Limited(HistoryColumns.Note, ServiceCaseForm.DescriptionMax),
            Says = says is { Type: null, Description: null, Account: null, Values.Count: 0 } ? null : says,
        };
        return cells.Errors.Count > 0 ? new(null, cells.Errors, []) : new(new(key!, cells.Text(SchemaField.Meta, HistoryColumns.Branch), step), [], cells.Warnings);
    }

    private static string? Whole(string text) =>
        NumberReading.Read(text) is { } number && number == Math.Floor(number) && Math.Abs(number) <= int.MaxValue ? ((int)number).ToString(CultureInfo.InvariantCulture) : null;

    /// <summary>To the millisecond, as logs keep it; what is still to come is no history.</summary>
    private DateTime? Past(RowCells cells, string field, DateTime? moment)
    {
        if (moment is not { } at)
            return null;
        if (at > time.UtcNow)
            cells.Reject(plan.Find(SchemaField.Meta, field)!.Header, "history.future");
        return at.AddTicks(-(at.Ticks % TimeSpan.TicksPerMillisecond));
    }
}
