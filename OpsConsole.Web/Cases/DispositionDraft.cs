using System.Text.Json;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;

namespace OpsConsole.Web.Cases;

/// <summary>The disposition as its fields hold it in the browser, and the draft made of that: {"form":{field: text},"start":{field: text}} (js/alert.js). Local times are the campaign's.</summary>
public sealed record DispositionDraft(IReadOnlyList<string> Path, string Observations, string Next) : IFormDraft
{
    public const string Level = "level", Said = "observations", NextContact = "next";

    public static readonly DispositionDraft Empty = new([], "", "");

    /// <summary>A choice of it is no longer in the tree.</summary>
    public bool HasLost { get; init; }

    public bool IsEmpty => Path.Count == 0 && Observations.Length == 0 && Next.Length == 0;

    /// <summary>What stands in the fields.</summary>
    public Dictionary<string, string> Texts()
    {
        var texts = Path.Index().ToDictionary(step => Level + step.Index, step => step.Item);
        (texts[Said], texts[NextContact]) = (Observations, Next);
        return texts;
    }

    public string Content() => JsonSerializer.Serialize(new Dictionary<string, object> { ["form"] = Texts(), ["start"] = Empty.Texts() });

    /// <summary>Null for what is no draft of this form. Steps that the tree does not have (any more) are left out.</summary>
    public static DispositionDraft? Read(string? content, IReadOnlyList<Disposition> tree)
    {
        try
        {
            var form = JsonElement.Parse(content ?? "").GetProperty("form");
            var steps = new List<string>();
            while (Text(form, Level + steps.Count) is { Length: > 0 } step)
                steps.Add(step);
            var path = Disposition.Along(tree, steps);
            return new([.. path.Select(d => d.Code)], Text(form, Said) ?? "", Text(form, NextContact) ?? "") { HasLost = path.Count < steps.Count };
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }

    public DispositionForm Form(CampaignTime time) => new([.. Path], string.IsNullOrWhiteSpace(Observations) ? null : Observations, AlertDraft.Utc(Next, time));

    private static string? Text(JsonElement form, string name) => form.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
