using System.Text.Json;
using OpsConsole.Domain.Campaigns;

namespace OpsConsole.Web.Cases;

/// <summary>Which of the campaign's own columns the standard grid shows: the first question that is a text, the customer's segment, the channel.</summary>
public sealed class GridKeys
{
    private readonly string? _verbatim, _segment, _channel;

    public GridKeys(Campaign campaign)
    {
        var asked = campaign.Schema.Of(SchemaField.Survey).FirstOrDefault(f => f.Name != campaign.Settings.AlertRule.ScoreField && f.Type is null or FieldType.Text);
        var segment = campaign.Schema.Find(SchemaField.Base, WellKnownColumns.Segment);
        var channel = campaign.Schema.Find(SchemaField.Meta, WellKnownColumns.Channel);
        (_verbatim, _segment, _channel) = (asked?.Key, segment?.Key, channel?.Key);
        (VerbatimField, SegmentField, ChannelField) = (asked?.Name, segment?.Name, channel?.Name);
    }

    public string CustomerField => WellKnownColumns.CustomerName;
    public string? VerbatimField { get; }
    public string? SegmentField { get; }
    public string? ChannelField { get; }

    /// <summary>The three texts out of a row's values, each cut to what a cell can show.</summary>
    public (string Verbatim, string Segment, string Channel) Texts(string data, int max)
    {
        using var values = JsonDocument.Parse(data);
        string Of(string? key) => key is not null && values.RootElement.TryGetProperty(key, out var value) ? Cut(value.GetString() ?? "", max) : "";
        return (Of(_verbatim), Of(_segment), Of(_channel));
    }

    private static string Cut(string text, int max) => text.Length <= max ? text : string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[max - 1]) ? max - 1 : max), "…");
}
