using System.Globalization;
using System.Text;

namespace OpsConsole.Web.Pdf;

/// <summary>A font in one file: which of its glyphs are used, so that only these are embedded, and what characters they stand for.</summary>
internal sealed class EmbeddedFont(PdfFile file, TrueTypeFont font, string key)
{
    private const int MostInTable = 100;

    private readonly SortedDictionary<ushort, char> _used = [];

    public TrueTypeFont Face => font;
    public string Key => key;
    public int Id { get; } = file.Reserve();

    /// <summary>A text as the glyph numbers that draw it.</summary>
    public void Write(string text, StringBuilder into)
    {
        foreach (var c in text)
        {
            var glyph = font.Glyph(c);
            _used.TryAdd(glyph, c);
            into.Append(CultureInfo.InvariantCulture, $"{glyph:X4}");
        }
    }

    public void Embed()
    {
        var name = $"{Tag()}+{font.Name}";
        var outlines = FontSubset.Of(font, _used.Keys);
        var program = file.Stream($"/Length1 {outlines.Length}", outlines);
        var unicode = file.Stream("", Encoding.ASCII.GetBytes(Characters()));
        var descriptor = file.Object($"<</Type/FontDescriptor/FontName/{name}/Flags 4/FontBBox[{string.Join(' ', font.Box)}]/ItalicAngle 0/Ascent {font.Ascent}/Descent {font.Descent}/CapHeight {font.Ascent}/StemV 80/FontFile2 {program} 0 R>>");
        var glyphs = file.Object($"<</Type/Font/Subtype/CIDFontType2/BaseFont/{name}/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor {descriptor} 0 R/CIDToGIDMap/Identity/W[{string.Join(' ', _used.Keys.Select(g => $"{g}[{font.Width(g)}]"))}]>>");
        file.Object(Id, $"<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H/DescendantFonts[{glyphs} 0 R]/ToUnicode {unicode} 0 R>>");
    }

    /// <summary>Six letters of the glyphs it has, as the format asks of a part of a font.</summary>
    private string Tag()
    {
        var hash = 17u;
        foreach (var glyph in _used.Keys)
            hash = unchecked(hash * 31 + glyph);
        return string.Create(6, hash, (letters, left) =>
        {
            foreach (ref var letter in letters)
                (letter, left) = ((char)('A' + left % 26), left / 26);
        });
    }

    private string Characters()
    {
        var map = new StringBuilder("/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CIDSystemInfo <</Registry(Adobe)/Ordering(UCS)/Supplement 0>> def /CMapName /Adobe-Identity-UCS def /CMapType 2 def 1 begincodespacerange <0000> <FFFF> endcodespacerange\n");
        foreach (var part in _used.Where(u => u.Key != 0).Chunk(MostInTable))
        {
            map.Append(CultureInfo.InvariantCulture, $"{part.Length} beginbfchar\n");
            foreach (var (glyph, character) in part)
                map.Append(CultureInfo.InvariantCulture, $"<{glyph:X4}> <{(int)character:X4}>\n");
            map.Append("endbfchar\n");
        }

        return map.Append("endcmap CMapName currentdict /CMap defineresource pop end end").ToString();
    }
}
