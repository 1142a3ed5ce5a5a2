using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Filters;
using OpsConsole.Tests.Support;
using Xunit;

namespace OpsConsole.Tests.Filters;

/// <summary>120 nested rules over two public files, whose results somebody else computed (data/README.md, "Filters").</summary>
[Trait("Category", RealData.Category)]
public sealed class ReviewFilterTests
{
    private static readonly string[] IncidentTexts = ["prioridad", "grupo", "asignado", "cliente", "canal", "sintoma", "categoria", "cumple_sla"];

    [Theory]
    [OnEveryDatabase]
    public async Task The_sixty_rules_over_reviews_find_exactly_the_expected_rows(DatabaseKind kind)
    {
        (string Name, FieldType Type, string Column)[] columns =
        [
            ("categoria", FieldType.Text, "categoria"), ("fecha", FieldType.Date, "Fecha"), ("titulo", FieldType.Text, "Título"),
            ("comentario", FieldType.Text, "Contenido"), ("empresa", FieldType.Text, "Empresa"), ("nota", FieldType.Number, "Calificación"),
        ];
        using var file = new StreamReader(new GZipStream(File.OpenRead(RealData.File("surveys", "resenas_es_dev.csv.gz")), CompressionMode.Decompress));
        await AssertAllAsync(kind, "filtros_resenas_dev.json", file, "id_reseña", columns);
    }

    [Theory]
    [OnEveryDatabase]
    public async Task The_sixty_rules_over_incidents_find_exactly_the_expected_rows(DatabaseKind kind)
    {
        (string Name, FieldType Type, string Column)[] columns =
        [
            .. IncidentTexts.Select(n => (n, FieldType.Text, n)),
            ("reaperturas", FieldType.Number, "reaperturas"), ("reasignaciones", FieldType.Number, "reasignaciones"),
            ("abierto", FieldType.Date, "abierto"), ("resuelto", FieldType.Date, "resuelto"),
        ];
        using var file = new StreamReader(RealData.File("filters", "filtros_incidentes_dev_tabla.csv"));
        await AssertAllAsync(kind, "filtros_incidentes_dev.json", file, "id", columns);
    }

    private static async Task AssertAllAsync(DatabaseKind kind, string rules, TextReader file, string key, (string Name, FieldType Type, string Column)[] columns)
    {
        var rows = PlainCsv.Read(file).Select(r => (r[key], (IReadOnlyDictionary<string, string?>)columns.ToDictionary(c => c.Name, c => r[c.Column] is "" ? null : r[c.Column]))).ToList();
        await using var table = await FilterTable.CreateAsync(kind, [.. columns.Select(c => (c.Name, c.Type))], rows);
        var all = JsonElement.Parse(await File.ReadAllTextAsync(RealData.File("filters", rules))).GetProperty("filtros").EnumerateArray().ToList();
        Assert.Equal(60, all.Count);
        foreach (var rule in all)
        {
            var expected = rule.GetProperty("esperado").GetProperty("plegado");
            var found = await table.KeysAsync(PeerRules.Tree(rule.GetProperty("query")));
            found.Sort(string.CompareOrdinal);
            var hash = Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes(string.Join('\n', found))));
            Assert.True((expected.GetProperty("total").GetInt32(), expected.GetProperty("sha1_ids").GetString()) == (found.Count, hash), $"rule {rule.GetProperty("n")}: {found.Count} rows instead of {expected.GetProperty("total")}");
        }
    }
}
