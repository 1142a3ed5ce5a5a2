using System.Text;

namespace OpsConsole.Tests.Filters;

/// <summary>Reads RFC 4180, sharing no code with the console.</summary>
internal static class PlainCsv
{
    public static IEnumerable<Dictionary<string, string>> Read(TextReader file)
    {
        string[]? header = null;
        foreach (var record in Records(file.ReadToEnd().TrimStart('\uFEFF')))
            if (header is null)
                header = [.. record];
            else
                yield return header.Zip(record).ToDictionary(p => p.First, p => p.Second);
    }

    private static IEnumerable<List<string>> Records(string text)
    {
        var (record, cell, quoted) = (new List<string>(), new StringBuilder(), false);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quoted && c == '"' && i + 1 < text.Length && text[i + 1] == '"')
                cell.Append(text[i++]);
            else if (c == '"')
                quoted = !quoted;
            else if (quoted || c is not (',' or '\r' or '\n'))
                cell.Append(c);
            else if (c != '\r')
            {
                record.Add(cell.ToString());
                cell.Clear();
                if (c == '\n')
                {
                    yield return record;
                    record = [];
                }
            }
        }
        if (record.Count > 0)
            yield return [.. record, cell.ToString()];
    }
}
