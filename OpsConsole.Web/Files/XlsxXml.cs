using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace OpsConsole.Web.Files;

/// <summary>Cells as the XML of a sheet, straight into bytes: a large file is made of millions of them.</summary>
internal sealed class XlsxXml
{
    private const int Block = 1 << 16;

    /// <summary>A cell takes no more.</summary>
    private const int LongestText = 32_767;

    private byte[] _bytes = new byte[Block * 2];
    private int _length;

    public bool IsFull => _length >= Block;

    public async Task FlushAsync(Stream into, CancellationToken ct)
    {
        await into.WriteAsync(_bytes.AsMemory(0, _length), ct);
        _length = 0;
    }

    /// <summary>What stands before the rows: the head stays in view.</summary>
    public void Begin(IReadOnlyList<int> widths)
    {
        Raw("""<?xml version="1.0" encoding="UTF-8" standalone="yes"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>""");
        foreach (var (i, width) in widths.Index())
            Raw(string.Create(CultureInfo.InvariantCulture, $"""<col min="{i + 1}" max="{i + 1}" width="{width}" customWidth="1"/>"""));
        Raw("</cols><sheetData>");
    }

    public void Row(ReadOnlySpan<Cell> cells, int style = 0)
    {
        Raw("<row>");
        foreach (ref readonly var cell in cells)
            switch (cell.Kind)
            {
                case CellKind.Text:
                    Text(cell.Text!, style != 0 ? style : FormulaGuard.IsFormula(cell.Text!) ? XlsxParts.Quoted : 0);
                    break;
                case CellKind.Number:
                    Number(cell.Number, 0);
                    break;
                case CellKind.Moment or CellKind.Day when XlsxParts.Serial(cell.At) is { } serial:
                    Number(serial, cell.Kind == CellKind.Day ? XlsxParts.DayStyle : XlsxParts.MomentStyle);
                    break;
                case CellKind.Moment or CellKind.Day:
                    Text(cell.Said, 0);        // before 1900: a spreadsheet has no such date
                    break;
                default:
                    Raw("<c/>");
                    break;
            }
        Raw("</row>");
    }

    /// <param name="rows">The head among them.</param>
    public void End(int columns, int rows) => Raw(string.Create(CultureInfo.InvariantCulture, $"""</sheetData><autoFilter ref="A1:{XlsxParts.Letters(columns - 1)}{rows}"/></worksheet>"""));

    /// <summary>Markup of ours.</summary>
    public void Raw(string markup)
    {
        Reserve(markup.Length * 3);
        _length += Encoding.UTF8.GetBytes(markup, _bytes.AsSpan(_length));
    }

    public void Number(double value, int style)
    {
        Raw(style == 0 ? "<c><v>" : style == XlsxParts.MomentStyle ? "<c s=\"2\"><v>" : "<c s=\"3\"><v>");
        Reserve(32);
        Utf8Formatter.TryFormat(value, _bytes.AsSpan(_length), out var written);
        _length += written;
        Raw("</v></c>");
    }

    public void Text(string text, int style)
    {
        if (text.Length > LongestText)
            text = text[..(char.IsHighSurrogate(text[LongestText - 1]) ? LongestText - 1 : LongestText)];
        Raw(style switch
        {
            XlsxParts.Bold => "<c s=\"1\" t=\"inlineStr\"><is><t xml:space=\"preserve\">",
            XlsxParts.Quoted => "<c s=\"4\" t=\"inlineStr\"><is><t xml:space=\"preserve\">",
            _ => "<c t=\"inlineStr\"><is><t xml:space=\"preserve\">",
        });
        Escaped(text);
        Raw("</t></is></c>");
    }

    /// <summary>Characters that XML cannot hold are written as the format has it (_x0007_), and what looks like that already is kept apart from it.</summary>
    private void Escaped(string text)
    {
        var from = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var instead = text[i] switch
            {
                '<' => "&lt;",
                '>' => "&gt;",
                '&' => "&amp;",
                '\r' => "&#13;",
                '\t' or '\n' => null,
                < ' ' or '\uFFFE' or '\uFFFF' => $"_x{(int)text[i]:X4}_",
                '_' when IsEscape(text.AsSpan(i)) => "_x005F_",
                _ => null,
            };
            if (instead is null)
                continue;
            Piece(text.AsSpan(from, i - from));
            Raw(instead);
            from = i + 1;
        }

        Piece(text.AsSpan(from));
    }

    private void Piece(ReadOnlySpan<char> text)
    {
        Reserve(text.Length * 3);
        _length += Encoding.UTF8.GetBytes(text, _bytes.AsSpan(_length));
    }

    private static bool IsEscape(ReadOnlySpan<char> text) =>
        text.Length >= 7 && text[1] == 'x' && text[6] == '_' && char.IsAsciiHexDigit(text[2]) && char.IsAsciiHexDigit(text[3]) && char.IsAsciiHexDigit(text[4]) && char.IsAsciiHexDigit(text[5]);

    private void Reserve(int more)
    {
        if (_length + more > _bytes.Length)
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + more));
    }
}
