using System.Diagnostics;
using System.Text.Json;

namespace OpsConsole.Tests.Support;

/// <summary>A downloaded file as Python reads it, which knows nothing of ours: csv, zipfile and xml from its own library.</summary>
internal static class ExportedFile
{
    private const string Script = """
        import csv, io, json, sys, zipfile, xml.etree.ElementTree as et
        from datetime import datetime, timedelta
        data = sys.stdin.buffer.read()
        if data[:2] != b'PK':
            assert data[:3] == b'\xef\xbb\xbf', 'no mark'
            rows = list(csv.reader(io.StringIO(data.decode('utf-8-sig'), newline=''), delimiter=sys.argv[1]))
            print(json.dumps({'sheets': [rows], 'formulas': 0, 'frozen': [], 'filters': [], 'quoted': 0}))
            sys.exit()
        m = '{http://schemas.openxmlformats.org/spreadsheetml/2006/main}'
        z = zipfile.ZipFile(io.BytesIO(data))
        assert z.testzip() is None
        styles = et.fromstring(z.read('xl/styles.xml'))
        formats = {n.get('numFmtId'): n.get('formatCode') for n in styles.iter(m + 'numFmt')}
        xfs = list(styles.find(m + 'cellXfs'))
        out = {'sheets': [], 'formulas': 0, 'frozen': [], 'filters': [], 'quoted': 0}
        for i in range(len(list(et.fromstring(z.read('xl/workbook.xml')).iter(m + 'sheet')))):
            root = et.fromstring(z.read('xl/worksheets/sheet%d.xml' % (i + 1)))
            out['formulas'] += len(list(root.iter(m + 'f')))
            out['frozen'] += [p.get('ySplit') + p.get('state') for p in root.iter(m + 'pane')]
            out['filters'] += [f.get('ref') for f in root.iter(m + 'autoFilter')]
            rows = []
            for row in root.iter(m + 'row'):
                cells = []
                for c in row.iter(m + 'c'):
                    style = xfs[int(c.get('s', '0'))]
                    out['quoted'] += style.get('quotePrefix') == '1'
                    if c.get('t') == 'inlineStr':
                        cells.append(''.join(t.text or '' for t in c.iter(m + 't')))
                    elif c.find(m + 'v') is None:
                        cells.append('')
                    else:
                        v = float(c.find(m + 'v').text)
                        f = formats.get(style.get('numFmtId'))
                        if f:
                            at = datetime(1899, 12, 30) + timedelta(seconds=round(v * 86400))
                            cells.append(at.strftime('%d/%m/%Y' + (' %H:%M' if 'hh' in f else '')))
                        else:
                            cells.append(v)
                rows.append(cells)
            out['sheets'].append(rows)
        print(json.dumps(out))
        """;

    public static async Task<Sheets> ReadAsync(byte[] file, char separator = ';')
    {
        var start = new ProcessStartInfo("python3") { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add(Script);
        start.ArgumentList.Add(separator.ToString());
        using var python = Process.Start(start)!;
        var said = python.StandardOutput.ReadToEndAsync();
        var wrong = python.StandardError.ReadToEndAsync();
        await python.StandardInput.BaseStream.WriteAsync(file);
        python.StandardInput.Close();
        var text = await said;
        if (text.Length == 0)
            throw new InvalidOperationException(await wrong);
        return JsonSerializer.Deserialize<Sheets>(text, JsonSerializerOptions.Web)!;
    }

    /// <summary>Rows of cells by sheet: a text as it stands, a number as number, a date as the grid writes it.</summary>
    public sealed record Sheets(List<List<List<JsonElement>>> Sheet, int Formulas, List<string> Frozen, List<string> Filters, int Quoted)
    {
        [System.Text.Json.Serialization.JsonPropertyName("sheets")]
        public List<List<List<JsonElement>>> Sheet { get; init; } = Sheet;

        /// <summary>The first sheet with every cell as text.</summary>
        public List<List<string>> Texts => [.. Sheet[0].Select(row => row.Select(cell => cell.ValueKind == JsonValueKind.Number ? cell.GetDouble().ToString("R") : cell.GetString()!).ToList())];
    }
}
