using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace OpsConsole.Domain.Data;

/// <summary>How stored JSON is written: camelCase, enumerations by name, characters as they are.</summary>
public static class Json
{
    public static readonly JsonSerializerOptions Stored = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
    };

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Stored);
    public static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, Stored)!;
}
