using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using OpsConsole.Domain.Cases;

namespace OpsConsole.Domain.Imports;

/// <summary>Tells whether a row says what it said before, whatever the order of columns, the format of the file or its name.</summary>
internal static class RowHash
{
    [ThreadStatic]
    private static StringBuilder? _text;

    public static string Of(DateTime? at, int? score, int? satisfaction, IReadOnlyDictionary<string, FieldValue> values)
    {
        var text = (_text ??= new(2_048)).Clear();
        text.Append(CultureInfo.InvariantCulture, $"{at:O}\n{score}\n{satisfaction}\n");
        var keys = new string[values.Count];
        var next = 0;
        foreach (var (key, _) in values)
            keys[next++] = key;
        Array.Sort(keys, StringComparer.Ordinal);
        foreach (var key in keys)
        {
            var raw = values[key].Raw;
            text.Append(key).Append(':').Append(CultureInfo.InvariantCulture, $"{raw.Length}").Append(':').Append(raw).Append('\n');
        }
        return Hashed(text);
    }

    private static string Hashed(StringBuilder text)
    {
        var chars = ArrayPool<char>.Shared.Rent(text.Length);
        var bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        text.CopyTo(0, chars, text.Length);
        SHA256.HashData(bytes.AsSpan(0, Encoding.UTF8.GetBytes(chars.AsSpan(0, text.Length), bytes)), hash);
        ArrayPool<char>.Shared.Return(chars);
        ArrayPool<byte>.Shared.Return(bytes);
        return Convert.ToHexStringLower(hash[..16]);
    }
}
