using System.Buffers.Binary;
using System.Text;

namespace OpsConsole.Web.Pdf;

/// <summary>The parts of a TrueType file that a PDF needs: glyph of a character, width of a glyph. Lengths are thousandths of an em.</summary>
internal sealed class TrueTypeFont
{
    private const char NotThere = '?';

    private readonly ushort[] _glyphs = new ushort[char.MaxValue + 1];
    private readonly ushort[] _widths;
    private readonly int _unitsPerEm;

    public TrueTypeFont(byte[] file, string name)
    {
        (Data, Name) = (file, name);
        for (int i = 0, n = U16(4); i < n; i++)
        {
            var at = 12 + 16 * i;
            Tables[Encoding.ASCII.GetString(file, at, 4)] = ((int)U32(at + 8), (int)U32(at + 12));
        }

        int head = Tables["head"].Offset, hhea = Tables["hhea"].Offset, hmtx = Tables["hmtx"].Offset;
        _unitsPerEm = U16(head + 18);
        Box = [Signed(head + 36), Signed(head + 38), Signed(head + 40), Signed(head + 42)];
        (Ascent, Descent) = (Signed(hhea + 4), Signed(hhea + 6));
        GlyphCount = U16(Tables["maxp"].Offset + 4);
        var metrics = U16(hhea + 34);
        _widths = new ushort[GlyphCount];
        for (var g = 0; g < GlyphCount; g++)
            _widths[g] = (ushort)Scaled(U16(hmtx + 4 * Math.Min(g, metrics - 1)));
        ReadCharacters(Tables["cmap"].Offset);
        Instead = Has('□') ? '□' : NotThere;
    }

    public string Name { get; }
    public int GlyphCount { get; }
    public int Ascent { get; }
    public int Descent { get; }
    public int[] Box { get; }

    /// <summary>Drawn where the font has no glyph for a character.</summary>
    public char Instead { get; }

    internal byte[] Data { get; }
    internal Dictionary<string, (int Offset, int Length)> Tables { get; } = [];

    public bool Has(char character) => _glyphs[character] != 0;

    public ushort Glyph(char character) => _glyphs[character];

    public int Width(ushort glyph) => _widths[glyph];

    /// <summary>How long a text is, in points.</summary>
    public double Measure(ReadOnlySpan<char> text, double size)
    {
        var width = 0L;
        foreach (var c in text)
            width += _widths[_glyphs[c]];
        return width * size / 1000;
    }

    internal ushort U16(int at) => BinaryPrimitives.ReadUInt16BigEndian(Data.AsSpan(at));

    internal uint U32(int at) => BinaryPrimitives.ReadUInt32BigEndian(Data.AsSpan(at));

    internal short S16(int at) => BinaryPrimitives.ReadInt16BigEndian(Data.AsSpan(at));

    private int Signed(int at) => Scaled(S16(at));

    private int Scaled(int value) => (int)Math.Round(value * 1000.0 / _unitsPerEm);

    // Format 4 holds the basic plane: enough for the languages of the console.
    private void ReadCharacters(int cmap)
    {
        for (int i = 0, n = U16(cmap + 2); i < n; i++)
        {
            var table = cmap + (int)U32(cmap + 8 + 8 * i);
            if (U16(table) != 4)
                continue;
            int segments = U16(table + 6) / 2, end = table + 14, start = end + 2 * segments + 2, delta = start + 2 * segments, range = delta + 2 * segments;
            for (var s = 0; s < segments; s++)
                for (int c = U16(start + 2 * s), last = U16(end + 2 * s), offset = U16(range + 2 * s); c <= last && c != char.MaxValue; c++)
                {
                    var glyph = offset == 0 ? c + U16(delta + 2 * s) : U16(range + 2 * s + offset + 2 * (c - U16(start + 2 * s)));
                    _glyphs[c] = (ushort)(offset != 0 && glyph != 0 ? glyph + U16(delta + 2 * s) : glyph);
                }

            return;
        }

        throw new InvalidDataException($"{Name} has no table of characters.");
    }
}
