using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Filters;
using OpsConsole.Domain.Lists;
using OpsConsole.Domain.Retention;

namespace OpsConsole.Web.Cases;

/// <summary>The columns of who never chose any: one look at who, what, how urgent, whose.</summary>
public static class GridStandard
{
    public static IReadOnlyList<ColumnChoice> Of(Campaign campaign)
    {
        if (campaign.Kind == CampaignKind.RepeatContact)
            return [.. new[] { FieldCatalog.Number, FieldCatalog.State, FieldCatalog.Due, FieldCatalog.Account, FieldCatalog.CellCause, FieldCatalog.Area, FieldCatalog.AreaState, FieldCatalog.AnswerDue, FieldCatalog.Quality, FieldCatalog.Branch, FieldCatalog.FormBy, FieldCatalog.Responsible, FieldCatalog.FormAt }.Select(name => Managed(name) with { Width = name is FieldCatalog.CellCause or FieldCatalog.AreaState ? 184 : null })];
        if (campaign.Kind == CampaignKind.Requirement)
            return [.. new[] { FieldCatalog.Number, FieldCatalog.State, FieldCatalog.Due, FieldCatalog.Customer, FieldCatalog.Subject, FieldCatalog.DocumentState, FieldCatalog.ResponsibleArea, FieldCatalog.Priority, FieldCatalog.ProductLine, FieldCatalog.Branch, FieldCatalog.Responsible, FieldCatalog.IsBlocked, FieldCatalog.Created }.Select(name => Managed(name) with { Width = name is FieldCatalog.Subject or FieldCatalog.ResponsibleArea ? 184 : null })];
        if (campaign.Kind.IsServiceWork() && campaign.Kind != CampaignKind.Retention)
            return [.. new[] { FieldCatalog.Number, FieldCatalog.State, FieldCatalog.Due, FieldCatalog.Customer, FieldCatalog.CaseType, FieldCatalog.Priority, FieldCatalog.Branch, FieldCatalog.Responsible, FieldCatalog.Disposition, FieldCatalog.Next, FieldCatalog.Created }.Select(Managed)];
        if (campaign.Kind == CampaignKind.Retention)
            return
            [
                .. new[] { FieldCatalog.Number, FieldCatalog.State, FieldCatalog.Due }.Select(Managed),
                .. new[] { RetentionColumns.Complaint, RetentionColumns.Service, RetentionColumns.Product, RetentionColumns.Customer }.Select(name => Own(campaign, SchemaField.Base, name)).OfType<ColumnChoice>(),
                .. new[] { FieldCatalog.Disposition, FieldCatalog.Next, FieldCatalog.Responsible, FieldCatalog.Branch, FieldCatalog.Closure }.Select(Managed),
            ];
        ColumnChoice?[] wanted =
        [
            Managed(FieldCatalog.Number), Managed(FieldCatalog.State), Managed(FieldCatalog.Due), Own(campaign, SchemaField.Base, WellKnownColumns.CustomerName),
            Managed(FieldCatalog.Branch), Managed(FieldCatalog.Score), Asked(campaign), Own(campaign, SchemaField.Base, WellKnownColumns.Segment),
            Managed(FieldCatalog.Responsible), Own(campaign, SchemaField.Meta, WellKnownColumns.Channel), Own(campaign, SchemaField.Meta, FieldCatalog.SurveyTime),
        ];
        return [.. wanted.OfType<ColumnChoice>()];
    }

    /// <summary>The class that gives a column its place in the standard card and width.</summary>
    public static string? ClassOf(Campaign campaign, ColumnChoice column) =>
        (column.Source, column.Field) == (SchemaField.Base, WellKnownColumns.Segment) ? "seg"
            : (column.Source, column.Field) == (SchemaField.Meta, WellKnownColumns.Channel) ? "ch"
            : Asked(campaign) is { } asked && (asked.Source, asked.Field) == (column.Source, column.Field) ? "verb" : null;

    private static ColumnChoice Managed(string name) => new(CaseField.Management, name);

    private static ColumnChoice? Own(Campaign campaign, string source, string name) => campaign.Schema.Find(source, name) is null ? null : new(source, name);

    /// <summary>The first question that is answered in words.</summary>
    private static ColumnChoice? Asked(Campaign campaign) =>
        campaign.Schema.Of(SchemaField.Survey).FirstOrDefault(f => f.Name != campaign.Settings.AlertRule.ScoreField && f.Type is null or FieldType.Text) is { } asked ? new(asked.Source, asked.Name) : null;
}
