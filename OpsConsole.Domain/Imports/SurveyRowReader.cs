using System.Globalization;
using OpsConsole.Domain.Campaigns;

namespace OpsConsole.Domain.Imports;

/// <summary>Reads one row as a survey answer, or says why it is none; it never throws and never writes (docs/rules.md, "Imports").</summary>
public sealed class SurveyRowReader(ColumnPlan plan, Campaign campaign, CampaignTime time)
{
    private readonly AlertRule _rule = campaign.Settings.AlertRule;

    public Parsed<SurveyRow> Read(RawRow row)
    {
        var cells = new RowCells(row, plan);
        var at = cells.Moment(SurveyMeta.SurveyedAt, time);
        var reference = cells.Text(SchemaField.Meta, SurveyMeta.Reference);
        var key = Key(cells, at);
        var score = cells.Score(_rule.ScoreField, 0, AlertJudge.HighestScore);
        var satisfaction = cells.Score(_rule.SatisfactionField, 1, _rule.SatisfactionScale);
        var values = cells.Values(campaign.Schema, time);
        if (cells.Errors.Count > 0)
            return new(null, cells.Errors, []);
        if (score is null && satisfaction is null)
            cells.Warnings.Add(new(row.Line, _rule.ScoreField, null, "score.missing"));
        return new(new SurveyRow(row.Line, key!, at!.Value, values, RowHash.Of(at.Value, score, satisfaction, values))
        {
            Branch = cells.Text(SchemaField.Base, campaign.Settings.BranchColumn),
            Reference = reference,
            CustomerName = Name(cells),
            Score = score,
            Satisfaction = satisfaction,
        }, [], cells.Warnings);
    }

    private string? Key(RowCells cells, DateTime? at)
    {
        if (plan.Find(SchemaField.Meta, SurveyMeta.Id) is not null)
            return cells.Key(SchemaField.Meta, SurveyMeta.Id);
        return cells.Key(SchemaField.Meta, SurveyMeta.Reference) is { } reference && at is { } moment
            ? string.Create(CultureInfo.InvariantCulture, $"{reference}|{moment:yyyy-MM-ddTHH:mm:ss.FFF}")
            : null;
    }

    private static string? Name(RowCells cells)
    {
        var name = string.Join(' ', new[] { SurveyMeta.FirstName, SurveyMeta.LastName }.Select(field => cells.Text(SchemaField.Meta, field)).OfType<string>());
        return name.Length > 0 ? name : null;
    }
}
