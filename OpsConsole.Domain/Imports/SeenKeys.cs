using System.Security.Cryptography;
using System.Text;

namespace OpsConsole.Domain.Imports;

/// <summary>The keys that a file held so far and the line of each: a second row with the same key is refused. Kept as hashes: two million rows fit in 100 MB.</summary>
internal sealed class SeenKeys
{
    private readonly Dictionary<UInt128, int> _lines = [];

    /// <summary>Null for a new key, else the line on which it stood first.</summary>
    public int? FirstLine(string key, long line)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes(key), hash);
        var known = System.Buffers.Binary.BinaryPrimitives.ReadUInt128LittleEndian(hash);
        if (_lines.TryGetValue(known, out var first))
            return first;
        _lines.Add(known, (int)line);
        return null;
    }
}
