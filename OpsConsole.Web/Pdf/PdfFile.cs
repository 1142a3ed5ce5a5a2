using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace OpsConsole.Web.Pdf;

/// <summary>The objects of a PDF 1.7 file as they are written, one after the other; small ones are packed together, since a long table has a hundred thousand of them.</summary>
internal sealed class PdfFile
{
    private const int Packed = 250;

    private readonly Stream _output;

    /// <summary>Where each object lies: by itself at a position, or within a pack at an index.</summary>
    private readonly List<(byte Kind, long Place, int Index)> _places = [(0, 0, ushort.MaxValue)];
    private readonly List<(int Id, string Body)> _waiting = [];
    private long _position;

    public PdfFile(Stream output)
    {
        _output = output;
        Write("%PDF-1.7\n%\u00E2\u00E3\u00CF\u00D3\n");
    }

    public int Reserve()
    {
        _places.Add(default);
        return _places.Count - 1;
    }

    public int Object(string body)
    {
        var id = Reserve();
        Object(id, body);
        return id;
    }

    /// <param name="body">ASCII.</param>
    public void Object(int id, string body)
    {
        _waiting.Add((id, body));
        if (_waiting.Count == Packed)
            Pack();
    }

    public int Stream(string dictionary, ReadOnlySpan<byte> data)
    {
        var id = Reserve();
        Stream(id, dictionary, data);
        return id;
    }

    public void Stream(int id, string dictionary, ReadOnlySpan<byte> data)
    {
        using var packed = new MemoryStream();
        using (var zip = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            zip.Write(data);
        _places[id] = (1, _position, 0);
        Write($"{id} 0 obj\n<<{dictionary}/Filter/FlateDecode/Length {packed.Length}>>stream\n");
        _output.Write(packed.GetBuffer(), 0, (int)packed.Length);
        _position += packed.Length;
        Write("\nendstream\nendobj\n");
    }

    public void Close(int root, int info)
    {
        Pack();
        var table = Reserve();
        var start = _position;
        _places[table] = (1, start, 0);
        using var rows = new MemoryStream();
        foreach (var (kind, place, index) in _places)
        {
            rows.WriteByte(kind);
            for (var shift = 24; shift >= 0; shift -= 8)
                rows.WriteByte((byte)(place >> shift));
            rows.WriteByte((byte)(index >> 8));
            rows.WriteByte((byte)index);
        }

        Stream(table, $"/Type/XRef/Size {_places.Count}/W[1 4 2]/Root {root} 0 R/Info {info} 0 R", rows.GetBuffer().AsSpan(0, (int)rows.Length));
        Write($"startxref\n{start}\n%%EOF\n");
        _output.Flush();
    }

    /// <summary>A text that is read, not drawn.</summary>
    public static string Text(string text) => $"<FEFF{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text))}>";

    public static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    private void Pack()
    {
        if (_waiting.Count == 0)
            return;
        StringBuilder index = new(), bodies = new();
        foreach (var (id, body) in _waiting)
        {
            index.Append(CultureInfo.InvariantCulture, $"{id} {bodies.Length} ");
            bodies.Append(body).Append('\n');
        }

        var pack = Reserve();
        foreach (var (i, (id, _)) in _waiting.Index())
            _places[id] = (2, pack, i);
        Stream(pack, $"/Type/ObjStm/N {_waiting.Count}/First {index.Length}", Encoding.Latin1.GetBytes(index.Append(bodies).ToString()));
        _waiting.Clear();
    }

    private void Write(string text)
    {
        var bytes = Encoding.Latin1.GetBytes(text);
        _output.Write(bytes);
        _position += bytes.Length;
    }
}
