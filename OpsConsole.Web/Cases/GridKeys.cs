using System.Text.Json;
using OpsConsole.Domain.Campaigns;

namespace OpsConsole.Web.Cases;

/// <summary>Which of the campaign's own columns the standard grid shows: the first question that is a text, the customer's segment, the channel.</summary>
public sealed class GridKeys
{
    public const string CustomerField = WellKnownColumns.CustomerName;

    public GridKeys(Campaign campaign)
    {
        var asked = campaign.Schema.Of(SchemaField.Survey).FirstOrDefault(f => f.Name != campaign.Settings.AlertRule.ScoreField && f.Type is null or FieldType.Text);
        var segment = campaign.Schema.Find(SchemaField.Base, WellKnownColumns.Segment);
        var channel = campaign.Schema.Find(SchemaField.Meta, WellKnownColumns.Channel);
        (string Class, SchemaField? Field)[] wanted = [("verb", asked), ("seg", segment), ("ch", channel)];
        Texts = [.. wanted.Where(w => w.Field is not null)
            .Select((w, i) => (w.Class, w.Field!.Key, new GridColumn(GridCell.Text, w.Class, w.Field.Source, w.Field.Name, null, i)))];
    }

    /// <summary>The campaign's columns that are shown, each with the key of its value in a row's values.</summary>
    public IReadOnlyList<(string Class, string Key, GridColumn Column)> Texts { get; }

    /// <summary>Their texts out of a row's values, each cut to what a cell can show.</summary>
    public string[] TextsOf(string data, int max)
    {
        using var values = JsonDocument.Parse(data);
        return [.. Texts.Select(t => values.RootElement.TryGetProperty(t.Key, out var value) ? Cut(value.GetString() ?? "", max) : "")];
    }

    private static string Cut(string text, int max) => text.Length <= max ? text : string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[max - 1]) ? max - 1 : max), "…");
}
