using System.Buffers.Text;
using System.Text.Json;

namespace OpsConsole.Domain.Data;

/// <summary>A row's place in an order. Opaque to callers, and good for that order only.</summary>
internal sealed record CaseCursor(long Id, IReadOnlyList<object> Keys)
{
    private const int LongestText = 8_000;

    public static string Write(string shape, long id, object[] keys) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(new object[] { shape, id, keys }));

    public static CaseCursor? Read(string text, string shape, IReadOnlyList<Type> types)
    {
        if (text.Length > LongestText || !Base64Url.IsValid(text))
            return null;
        try
        {
            using var json = JsonDocument.Parse(Base64Url.DecodeFromChars(text));
            var root = json.RootElement;
            if (root.ValueKind != JsonValueKind.Array || root.GetArrayLength() != 3 || root[0].GetString() != shape || root[2].GetArrayLength() != types.Count)
                return null;
            var keys = root[2].EnumerateArray().Zip(types, (value, type) => value.Deserialize(type)).OfType<object>().ToList();
            return keys.Count == types.Count ? new(root[1].GetInt64(), keys) : null;
        }
        catch (Exception e) when (e is FormatException or JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
