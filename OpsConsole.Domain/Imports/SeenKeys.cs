using System.Runtime.InteropServices;
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
        var known = Hash(key);
        if (_lines.TryGetValue(known, out var first))
            return first;
        _lines.Add(known, (int)line);
        return null;
    }

    /// <summary>How many times it stood in the file so far, this one included; for keys that may stand there more than once.</summary>
    public int Nth(string key) => CollectionsMarshal.GetValueRefOrAddDefault(_lines, Hash(key), out _) += 1;

    private static UInt128 Hash(string key)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes(key), hash);
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt128LittleEndian(hash);
    }
}
