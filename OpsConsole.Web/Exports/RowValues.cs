using System.Buffers;
using System.Text;
using System.Text.Json;

namespace OpsConsole.Web.Exports;

/// <summary>The columns wanted out of a case's JSON, read in one pass: a large file reads hundreds of thousands of these.</summary>
internal sealed class RowValues
{
    private const int LongestKey = 16;

    private readonly Dictionary<string, int> _slots;
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private readonly string?[] _texts;
    private readonly double?[] _numbers;

    public RowValues(IEnumerable<string> keys)
    {
        _slots = keys.Distinct().Select((key, i) => (key, i)).ToDictionary(k => k.key, k => k.i);
        _lookup = _slots.GetAlternateLookup<ReadOnlySpan<char>>();
        (_texts, _numbers) = (new string?[_slots.Count], new double?[_slots.Count]);
    }

    public int SlotOf(string key) => _slots[key];

    public string? Text(int slot) => _texts[slot];

    public double? Number(int slot) => _numbers[slot];

    public void Read(string data, string? numbers)
    {
        Array.Clear(_texts);
        Array.Clear(_numbers);
        if (_slots.Count == 0)
            return;
        Walk(data, (ref Utf8JsonReader json, int slot) => _texts[slot] = json.TokenType == JsonTokenType.String ? json.GetString() : null);
        if (numbers is not null)
            Walk(numbers, (ref Utf8JsonReader json, int slot) => _numbers[slot] = json.TokenType == JsonTokenType.Number ? json.GetDouble() : null);
    }

    private delegate void Take(ref Utf8JsonReader json, int slot);

    private void Walk(string text, Take take)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        try
        {
            var json = new Utf8JsonReader(bytes.AsSpan(0, Encoding.UTF8.GetBytes(text, bytes)));
            Span<char> key = stackalloc char[LongestKey];
            while (json.Read())
            {
                if (json.TokenType != JsonTokenType.PropertyName)
                    continue;
                var slot = -1;
                if (json.ValueSpan.Length <= LongestKey && _lookup.TryGetValue(key[..Encoding.UTF8.GetChars(json.ValueSpan, key)], out var known))
                    slot = known;
                json.Read();
                if (slot >= 0)
                    take(ref json, slot);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }
}
