using System.Text.Json;
using System.Text.Json.Serialization;

namespace OpsConsole.Domain.Retention;

/// <summary>What a disposition of a withdrawal request says besides state, motive and observation; which of it is needed, the motive decides (docs/rules.md, "Retention disposition"). Days are local.</summary>
public sealed record RetentionForm
{
    public const int TextMax = 100;
    public const string BenefitKey = "benefit";

    /// <summary>As the agent reads it in the transactional system: compared with the case's own.</summary>
    [JsonConverter(typeof(LooseText))]
    public string? ServiceNumber { get; init; }

    [JsonConverter(typeof(LooseText))]
    public string? ComplaintNumber { get; init; }

    [JsonConverter(typeof(LooseText))]
    public string? ComplaintType { get; init; }

    /// <summary>Until when the customer will pay.</summary>
    [JsonPropertyName("fecha_compromiso")]
    public DateOnly? PromisedOn { get; init; }

    /// <summary>When the customer is called again.</summary>
    [JsonPropertyName("fecha_proxima")]
    public DateOnly? NextOn { get; init; }

    [JsonPropertyName("fecha_inicio")]
    public DateOnly? From { get; init; }

    [JsonPropertyName("fecha_fin")]
    public DateOnly? To { get; init; }

    /// <summary>When the agent makes sure that what was promised happened.</summary>
    [JsonPropertyName("fecha_seguimiento")]
    public DateOnly? FollowUpOn { get; init; }

    /// <summary>The motive's own; given only to be compared. US dollars.</summary>
    [JsonPropertyName("costo"), JsonNumberHandling(JsonNumberHandling.AllowReadingFromString)]
    public decimal? Cost { get; init; }

    [JsonPropertyName("numero_virtual"), JsonConverter(typeof(LooseText))]
    public string? VirtualNumber { get; init; }

    /// <summary>The case's own where none is given.</summary>
    [JsonPropertyName("contrato"), JsonConverter(typeof(LooseText))]
    public string? Contract { get; init; }

    [JsonPropertyName("plan")]
    public string? Plan { get; init; }

    [JsonPropertyName("servicio"), JsonConverter(typeof(LooseText))]
    public string? Service { get; init; }

    [JsonPropertyName("anipagador"), JsonConverter(typeof(LooseText))]
    public string? PayerNumber { get; init; }

    [JsonPropertyName("n_dias"), JsonNumberHandling(JsonNumberHandling.AllowReadingFromString)]
    public int? Days { get; init; }

    [JsonPropertyName("n_meses"), JsonNumberHandling(JsonNumberHandling.AllowReadingFromString)]
    public int? Months { get; init; }

    /// <summary>The phone of the customer that was reached, for the text; one of the case's, the first where none is given.</summary>
    [JsonPropertyName("telefono"), JsonConverter(typeof(LooseText))]
    public string? Phone { get; init; }

    /// <summary>Which of the motive's texts.</summary>
    public string? Variant { get; init; }
    public BenefitForm? Benefit { get; init; }

    /// <summary>Why a phone or a name stays in the observation all the same; logged.</summary>
    public string? Override { get; init; }
}

/// <summary>A benefit as the agent fills it in.</summary>
/// <param name="Type">What was granted, in words; the motive's label where nothing is given.</param>
/// <param name="Percentage">Per cent, whole.</param>
/// <param name="StartMonth">Billing period, 1 is the current one.</param>
/// <param name="Skip">"consecutive" or "skipped".</param>
/// <param name="Months">Billing periods picked one by one.</param>
/// <param name="Count">How many months, where they are not picked.</param>
/// <param name="CrossSale">The payer account of a cross-sale.</param>
public sealed record BenefitForm(string? Type = null, decimal? Percentage = null, int? StartMonth = null, string? Skip = null, IReadOnlyList<int>? Months = null,
    [property: JsonPropertyName("n_meses")] int? Count = null, string? CrossSale = null);

/// <summary>A number that somebody pastes may come as a JSON number: it is a text all the same.</summary>
internal sealed class LooseText : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.String => reader.GetString(),
        JsonTokenType.Number => System.Text.Encoding.UTF8.GetString(reader.ValueSpan),
        _ => throw new JsonException(),
    };

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}
