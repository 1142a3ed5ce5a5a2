using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using OpsConsole.Domain.Cases;

namespace OpsConsole.Domain.Imports;

/// <summary>Tells whether a row says what it said before, whatever the order of columns, the format of the file or its name.</summary>
internal static class RowHash
{
    public static string Of(DateTime? at, int? score, int? satisfaction, IReadOnlyDictionary<string, FieldValue> values)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{at:O}\n{score}\n{satisfaction}\n");
        foreach (var (key, value) in values.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            text.Append(CultureInfo.InvariantCulture, $"{key}:{value.Raw.Length}:{value.Raw}\n");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())).AsSpan(0, 16));
    }
}
