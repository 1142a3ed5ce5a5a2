using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;

namespace OpsConsole.Domain.Imports;

/// <summary>One row of a base file: the reference that answers join, and its values by key.</summary>
public sealed record BaseRow(long Line, string Reference, IReadOnlyDictionary<string, FieldValue> Values, string Hash);

/// <summary>Reads one row as a base row, or says why it is none (docs/rules.md, "Imports").</summary>
public sealed class BaseRowReader(ColumnPlan plan, Campaign campaign, CampaignTime time)
{
    public Parsed<BaseRow> Read(RawRow row)
    {
        var cells = new RowCells(row, plan);
        var reference = cells.Key(SchemaField.Meta, SurveyMeta.Reference);
        var values = cells.Values(campaign.Schema, time);
        if (cells.Errors.Count > 0)
            return new(null, cells.Errors, []);
        values.Remove(campaign.Schema.Find(SchemaField.Meta, SurveyMeta.Reference)!.Key);
        return new(new BaseRow(row.Line, reference!, values, RowHash.Of(null, null, null, values)), [], []);
    }
}
