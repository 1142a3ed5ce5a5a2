using System.Globalization;
using System.Text.Json;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;

namespace OpsConsole.Web.Cases;

/// <summary>The form as its fields hold it in the browser, and the draft made of that: {"form":{field: text},"start":{field: text}}. Local times are the campaign's.</summary>
public static class AlertDraft
{
    private const string LocalMinute = "yyyy-MM-dd'T'HH:mm", Form = "form", Start = "start", State = "state";

    /// <summary>What stands in the fields for this form.</summary>
    public static Dictionary<string, string> Texts(AlertForm form, CampaignTime time)
    {
        var texts = AlertFields.All.ToDictionary(f => f.Name, f => f.Get(form) ?? "");
        texts[AlertFields.Next] = form.NextContactAt is { } at ? Local(at, time) : "";
        texts[State] = form.State ?? AlertForm.FollowUpState;
        return texts;
    }

    public static string Local(DateTime utc, CampaignTime time) => time.ToLocal(utc).ToString(LocalMinute, CultureInfo.InvariantCulture);

    /// <summary>Null for a text that is no local minute.</summary>
    public static DateTime? Utc(string? local, CampaignTime time) =>
        DateTime.TryParseExact(local, [LocalMinute, LocalMinute + ":ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var at) ? time.ToUtc(at) : null;

    public static string Write(AlertForm form, AlertForm start, CampaignTime time) =>
        JsonSerializer.Serialize(new Dictionary<string, object> { [Form] = Texts(form, time), [Start] = Texts(start, time) });

    /// <summary>What was typed and what it was typed over; null for what is no draft of this form.</summary>
    public static (AlertForm Form, AlertForm Start)? Read(string content, CampaignTime time)
    {
        try
        {
            var root = JsonElement.Parse(content);
            return (Read(root.GetProperty(Form), time), Read(root.GetProperty(Start), time));
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }

    private static AlertForm Read(JsonElement texts, CampaignTime time)
    {
        var form = new AlertForm { State = Text(texts, State) ?? AlertForm.FollowUpState };
        foreach (var field in AlertFields.All.Where(f => f.Name != AlertFields.Next))
            form = field.Set(form, Text(texts, field.Name));
        return form with { NextContactAt = Utc(Text(texts, AlertFields.Next), time) };
    }

    private static string? Text(JsonElement texts, string name) =>
        texts.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;
}
