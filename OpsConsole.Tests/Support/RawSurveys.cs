using System.IO.Compression;
using System.Text;

namespace OpsConsole.Tests.Support;

/// <summary>The real review file, read by a few lines of its own: what imports are held against shares no code with the console.</summary>
internal static class RawSurveys
{
    public const string Mapping = """
        {"columns":[
          {"column":"id_reseña","source":"meta","field":"Id CCX"},
          {"column":"Fecha","source":"meta","field":"Fecha encuesta"},
          {"column":"Empresa","source":"base","field":"Agencia"},
          {"column":"categoria","source":"base","field":"Categoría"},
          {"column":"Título","source":"survey","field":"Título"},
          {"column":"Contenido","source":"survey","field":"¿Qué tendría que mejorar?"},
          {"column":"Calificación","source":"survey","field":"Recomendación","values":{"1.0":0,"2.0":3,"3.0":6,"4.0":8,"5.0":10}}]}
        """;

    public static byte[] Reviews()
    {
        using var packed = new GZipStream(File.OpenRead(RealData.File("surveys", "resenas_es_dev.csv.gz")), CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        packed.CopyTo(bytes);
        return bytes.ToArray();
    }

    /// <summary>Rows of the file by their stars, empty for none.</summary>
    public static Dictionary<string, int> ByStars(byte[] file) =>
        Rows(Encoding.UTF8.GetString(file).TrimStart('\uFEFF')).Skip(1).GroupBy(row => row[^1]).ToDictionary(same => same.Key, same => same.Count());

    public static IEnumerable<List<string>> Rows(string text)
    {
        var (row, cell, quoted) = (new List<string>(), new StringBuilder(), false);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quoted && c == '"' && i + 1 < text.Length && text[i + 1] == '"')
            {
                cell.Append(c);
                i++;
            }
            else if (c == '"')
            {
                quoted = !quoted;
            }
            else if (!quoted && c is ',' or '\n' && !quoted)
            {
                row.Add(cell.ToString().TrimEnd('\r'));
                cell.Clear();
                if (c == '\n')
                {
                    yield return row;
                    row = [];
                }
            }
            else
            {
                cell.Append(c);
            }
        }

        if (row.Count > 0)
        {
            row.Add(cell.ToString());
            yield return row;
        }
    }
}
