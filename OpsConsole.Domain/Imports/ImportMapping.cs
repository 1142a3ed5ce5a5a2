using System.Text.Json;
using System.Text.Json.Serialization;
using OpsConsole.Domain.Campaigns;

namespace OpsConsole.Domain.Imports;

/// <summary>What each column of a file is; columns that it does not name are left out (docs/rules.md, "Imports").</summary>
public sealed record ImportMapping
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    public string? Encoding { get; init; }

    public string? Delimiter { get; init; }

    /// <summary>Line of the file that holds the names, counted from 1.</summary>
    public int? HeaderRow { get; init; }

    /// <summary>Zone of times without offset; the campaign's where absent.</summary>
    public string? TimeZone { get; init; }

    /// <summary>Null: the headers count as they are.</summary>
    public IReadOnlyList<ColumnMapping>? Columns { get; init; }

    public static ImportMapping Parse(string? json) =>
        string.IsNullOrWhiteSpace(json) ? new() : JsonSerializer.Deserialize<ImportMapping>(json, Json) ?? new();

    public string ToJson() => JsonSerializer.Serialize(this, Json);
}

/// <summary>One field of the campaign and where it comes from: a column of the file or a constant.</summary>
public sealed record ColumnMapping
{
    public string? Column { get; init; }

    public string? Constant { get; init; }

    /// <summary>meta, base or survey.</summary>
    public required string Source { get; init; }

    public required string Field { get; init; }

    public FieldType? Type { get; init; }

    public string? DateFormat { get; init; }

    /// <summary>Replacement of values, such as stars by scores; a new value may be a number or a text.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Values { get; init; }
}
