using System.Buffers.Binary;
using System.Text;

namespace OpsConsole.Web.Pdf;

/// <summary>A font with the same glyph numbers, but only the outlines that are used and those they are made of (é is e and an accent).</summary>
internal static class FontSubset
{
    private const int ArgumentsAreWords = 1, HasScale = 8, MoreComponents = 0x20, HasTwoScales = 0x40, HasMatrix = 0x80;
    private static readonly string[] Kept = ["cvt ", "fpgm", "hhea", "hmtx", "maxp", "prep"];

    public static byte[] Of(TrueTypeFont font, IEnumerable<ushort> used)
    {
        var keep = WithParts(font, used);
        using var outlines = new MemoryStream();
        var places = new byte[4 * (font.GlyphCount + 1)];
        for (var g = 0; g <= font.GlyphCount; g++)
        {
            BinaryPrimitives.WriteInt32BigEndian(places.AsSpan(4 * g), (int)outlines.Length);
            if (g == font.GlyphCount || !keep.Contains(g))
                continue;
            var (at, length) = Outline(font, g);
            outlines.Write(font.Data, at, length);
            Pad(outlines);
        }

        var head = Table(font, "head");
        head[51] = 1;       // places are 32 bits wide
        List<(string Tag, byte[] Data)> parts = [("glyf", outlines.ToArray()), ("head", head), ("loca", places), .. Kept.Where(font.Tables.ContainsKey).Select(tag => (tag, Table(font, tag)))];
        parts.Sort((a, b) => string.CompareOrdinal(a.Tag, b.Tag));
        return Assemble(parts);
    }

    private static HashSet<int> WithParts(TrueTypeFont font, IEnumerable<ushort> used)
    {
        HashSet<int> keep = [0, .. used.Select(g => (int)g)];
        var todo = new Stack<int>(keep);
        while (todo.TryPop(out var glyph))
        {
            var (at, length) = Outline(font, glyph);
            if (length == 0 || font.S16(at) >= 0)
                continue;
            for (int flags = MoreComponents, next = at + 10; (flags & MoreComponents) != 0;)
            {
                flags = font.U16(next);
                if (keep.Add(font.U16(next + 2)))
                    todo.Push(font.U16(next + 2));
                next += 4 + ((flags & ArgumentsAreWords) != 0 ? 4 : 2) + ((flags & HasScale) != 0 ? 2 : (flags & HasTwoScales) != 0 ? 4 : (flags & HasMatrix) != 0 ? 8 : 0);
            }
        }

        return keep;
    }

    private static (int At, int Length) Outline(TrueTypeFont font, int glyph)
    {
        var loca = font.Tables["loca"].Offset;
        var (from, to) = font.U16(font.Tables["head"].Offset + 50) == 1
            ? ((int)font.U32(loca + 4 * glyph), (int)font.U32(loca + 4 * glyph + 4))
            : (2 * font.U16(loca + 2 * glyph), 2 * font.U16(loca + 2 * glyph + 2));
        return (font.Tables["glyf"].Offset + from, to - from);
    }

    private static byte[] Assemble(List<(string Tag, byte[] Data)> parts)
    {
        using var file = new MemoryStream();
        var log = (int)Math.Log2(parts.Count);
        W32(0x00010000);
        W16(parts.Count);
        W16(16 << log);
        W16(log);
        W16(parts.Count * 16 - (16 << log));
        var at = 12 + 16 * parts.Count;
        foreach (var (tag, data) in parts)
        {
            file.Write(Encoding.ASCII.GetBytes(tag));
            W32(Sum(data));
            W32((uint)at);
            W32((uint)data.Length);
            at += (data.Length + 3) & ~3;
        }

        foreach (var (_, data) in parts)
        {
            file.Write(data);
            Pad(file);
        }

        return file.ToArray();

        void W16(int value)
        {
            file.WriteByte((byte)(value >> 8));
            file.WriteByte((byte)value);
        }

        void W32(uint value)
        {
            W16((int)(value >> 16));
            W16((int)(value & 0xffff));
        }
    }

    private static uint Sum(byte[] data)
    {
        var sum = 0u;
        for (var i = 0; i < data.Length; i++)
            sum += (uint)data[i] << (24 - 8 * (i % 4));
        return sum;
    }

    private static void Pad(MemoryStream stream)
    {
        while (stream.Length % 4 != 0)
            stream.WriteByte(0);
    }

    private static byte[] Table(TrueTypeFont font, string tag) => font.Data.AsSpan(font.Tables[tag].Offset, font.Tables[tag].Length).ToArray();
}
