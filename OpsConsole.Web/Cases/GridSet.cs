using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Exports;
using OpsConsole.Domain.Filters;
using OpsConsole.Domain.Lists;
using OpsConsole.Web.Exports;
using OpsConsole.Web.Files;

namespace OpsConsole.Web.Cases;

/// <summary>The columns on screen, and what their cells say. Texts are those of a file with the same columns, so that both always agree.</summary>
public sealed class GridSet
{
    /// <summary>Longer texts are cut here: the rest is on the case's page.</summary>
    private const int TextMax = 140;

    /// <summary>Of a row besides its plain cells: itself, box and menu, and what marks state, deadline, score and person.</summary>
    private const int NodesOfRow = 12;

    private const int NodesOfRows = 2_600, LeastRows = 10;

    private const int BoxWidth = 44, MenuWidth = 48;

    private readonly ExportCells _texts;
    private readonly Dictionary<int, string> _regions = [];
    private readonly Cell[] _read;

    /// <param name="choices">Fields that the campaign does not have are passed over. The number is always there: it leads to the case.</param>
    /// <param name="people">The names of people, where a column can name others than the responsible.</param>
    public GridSet(Campaign campaign, IReadOnlyList<ColumnChoice> choices, GridWords words, TimeZoneInfo zone, IReadOnlyDictionary<int, string>? people = null)
    {
        var catalogue = FieldCatalog.Of(campaign);
        Choices = Whole(choices);
        IsStandard = Choices.SequenceEqual(GridStandard.Of(campaign));
        var columns = new List<GridColumn>();
        var (texts, stuck) = (0, 0);
        foreach (var choice in Choices)
        {
            if (catalogue.Find(choice.Source, choice.Field) is not { } field)
                continue;
            var (cell, css) = GridColumn.KindOf(field);
            var head = string.IsNullOrWhiteSpace(choice.Alias) ? words.Head(field) : choice.Alias;
            columns.Add(new(cell, IsStandard ? GridStandard.ClassOf(campaign, choice) ?? css : css, field, choice, head, cell == GridCell.Text ? texts++ : -1, choice.Frozen ? ++stuck : 0));
        }
        Columns = columns;
        _texts = new(campaign, [.. columns.Where(c => c.Cell == GridCell.Text).Select(c => new ExportColumn(c.Field.Source, c.Field.Name))], new(_regions, _regions, people ?? _regions), words.Labels, words.Controls, zone, default);
        _read = new Cell[texts];
        Style = StyleOf(columns, IsStandard);
    }

    public IReadOnlyList<GridColumn> Columns { get; }

    public IReadOnlyList<ColumnChoice> Choices { get; }

    /// <summary>The standard set may hide what a narrow window has no room for; what somebody chose is shown.</summary>
    public bool IsStandard { get; }

    /// <summary>Rows that a page has at most: many columns take few, so that a page stays within 4,000 nodes.</summary>
    public int MostRows => Math.Clamp(NodesOfRows / (Columns.Count + NodesOfRow), LeastRows, GridAddress.RowChoices[^1]);

    /// <summary>The table's least width, and where columns that stay in sight begin.</summary>
    public string? Style { get; }

    public string Css => (IsStandard ? "tbl grid cards std" : "tbl grid cards own") + (Columns.Any(c => c.Stuck > 0) ? " stuck" : "");

    /// <summary>Rows have to bring their numbers, or the words of a service case, along.</summary>
    public bool NeedsNumbers => _texts.Parts.Intersect([nameof(ExportRow.Numbers), nameof(ExportRow.Type), nameof(ExportRow.Description), nameof(ExportRow.Account), nameof(ExportRow.DispositionLabels), nameof(ExportRow.DispositionData), nameof(ExportRow.DisposedOn), nameof(ExportRow.DisposedById), nameof(ExportRow.Observations), nameof(ExportRow.Cause), nameof(ExportRow.Area), nameof(ExportRow.EscalationState), nameof(ExportRow.FormById), nameof(ExportRow.QualityMark), nameof(ExportRow.AnswerDueAt), nameof(ExportRow.EscalationData), nameof(ExportRow.Subject), nameof(ExportRow.RespondedAt), nameof(ExportRow.BlockedAt), nameof(ExportRow.RequirementData)]).Any();

    /// <summary>The columns as a file has them, under the heads that stand here.</summary>
    public IReadOnlyList<ExportColumn> FileColumns => [.. Columns.Select(c => new ExportColumn(c.Field.Source, c.Field.Name, c.Head))];

    public string[] TextsOf(CaseRow row)
    {
        _regions[row.BranchId] = row.Region;
        _texts.Read(Of(row), _read);
        return [.. _read.Select(cell => Cut(cell.Said))];
    }

    private static ExportRow Of(CaseRow row) => new()
    {
        Id = row.Id,
        BranchId = row.BranchId,
        ResponsibleId = row.ResponsibleId,
        Status = row.Status,
        IsAlert = row.IsAlert,
        AlertReason = row.AlertReason,
        Score = row.Score,
        Group = row.Group,
        Priority = row.Priority,
        AttemptCount = row.AttemptCount,
        IncidentType = row.IncidentType,
        ContactType = row.ContactType,
        ActionPlan = row.ActionPlan,
        RootCause = row.RootCause,
        ReceivedAt = row.ReceivedAt,
        CreatedAt = row.CreatedAt,
        StartedAt = row.StartedAt,
        CompletedAt = row.CompletedAt,
        DueAt = row.DueAt,
        NextContactAt = row.NextContactAt,
        Tags = row.Tags,
        CustomerName = row.CustomerName,
        Type = row.Subject?.Type,
        Description = row.Subject?.Description,
        Account = row.Subject?.Account,
        DispositionLabels = row.Subject?.Labels,
        DispositionData = row.Subject?.Data,
        DisposedOn = row.Subject?.Outcome?.On,
        DisposedById = row.Subject?.Outcome?.ById,
        Observations = row.Subject?.Observations,
        Cause = row.Subject?.Cause,
        Area = row.Subject?.Area,
        EscalationState = row.Subject?.EscalationState,
        FormById = row.Subject?.FormById,
        QualityMark = row.Subject?.QualityMark,
        AnswerDueAt = row.Subject?.Escalation?.Rounds is [.., var asked] ? asked.DueAt : null,
        EscalationData = row.Subject?.Cell,
        Subject = row.Subject?.SubjectCode,
        RespondedAt = row.Subject?.RespondedAt,
        BlockedAt = row.Subject?.BlockedAt,
        RequirementData = row.Subject?.Ticket,
        Data = row.Data,
        Numbers = row.Numbers,
    };

    /// <summary>Columns that stay in sight come first, and the number is always there.</summary>
    public static IReadOnlyList<ColumnChoice> Whole(IReadOnlyList<ColumnChoice> choices)
    {
        var all = choices.Any(IsNumber) ? choices : [new(CaseField.Management, FieldCatalog.Number), .. choices];
        return [.. all.Where(c => c.Frozen), .. all.Where(c => !c.Frozen)];
    }

    public static bool IsNumber(ColumnChoice choice) => choice is { Source: CaseField.Management, Field: FieldCatalog.Number };

    private static string? StyleOf(List<GridColumn> columns, bool isStandard)
    {
        if (isStandard)
            return null;
        var style = $"min-width:{GridColumn.Rem(BoxWidth + MenuWidth + columns.Sum(c => c.Width))}";
        var left = BoxWidth;
        foreach (var column in columns.Where(c => c.Stuck > 0))
        {
            style += $";--fz-{column.Stuck}:{GridColumn.Rem(left)}";
            left += column.Width;
        }
        return style;
    }

    private static string Cut(string text) => text.Length <= TextMax ? text : string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[TextMax - 1]) ? TextMax - 1 : TextMax), "…");
}
