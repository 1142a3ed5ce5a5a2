using System.Text.Json;
using OpsConsole.Domain.Imports;
using OpsConsole.Tests.Support;
using OpsConsole.Web.Files;
using Xunit;

namespace OpsConsole.Tests.Web.Files;

[Trait("Category", RealData.Category)]
public sealed class CsvTortureTests
{
    [Fact]
    public async Task Every_file_of_csv_spectrum_reads_as_its_table_says()
    {
        var files = Directory.GetFiles(RealData.File("csv_torture", "csv_spectrum_csvs"), "*.csv").Order().ToList();
        Assert.Equal(12, files.Count);
        foreach (var path in files)
        {
            var expected = await ExpectedAsync(Path.GetFileNameWithoutExtension(path));
            var file = await TableFile.OpenAsync(path, new(), new(), CancellationToken.None);
            var rows = new List<string?[]>();
            await foreach (var row in file.ReadAsync(CancellationToken.None))
                rows.Add(row.Cells);
            Assert.All(expected, row => Assert.Equal(row.Keys, file.Header));
            Assert.Equal(expected.Select(row => string.Join("¦", row.Values)), rows.Select(row => string.Join("¦", row)));
        }
    }

    [Fact]
    public async Task Every_plain_case_of_PapaParse_reads_alike_or_is_refused_where_PapaParse_errs()
    {
        var cases = JsonDocument.Parse(await File.ReadAllTextAsync(RealData.File("csv_torture", "papaparse_core.json"))).RootElement.EnumerateArray()
            .Where(c => !c.TryGetProperty("config", out var config) || config.ValueKind != JsonValueKind.Object || !config.EnumerateObject().Any()).ToList();
        Assert.Equal(40, cases.Count);
        Assert.All(await Task.WhenAll(cases.Select(DifferenceAsync)), Assert.Null);
    }

    private static async Task<string?> DifferenceAsync(JsonElement @case)
    {
        var expected = @case.GetProperty("expected").GetProperty("data").EnumerateArray()
            .Select(row => row.EnumerateArray().Select(cell => cell.GetString()).ToArray()).Where(row => row.Any(cell => !string.IsNullOrWhiteSpace(cell))).ToList();
        using var upload = Upload.Of(@case.GetProperty("input").GetString()!);
        var name = @case.GetProperty("description").GetString();
        try
        {
            var file = await upload.OpenAsync(new ImportMapping { Delimiter = "," });
            var rows = await upload.RowsAsync(new ImportMapping { Delimiter = "," });
            if (@case.GetProperty("expected").GetProperty("errors").GetArrayLength() > 0)
                return rows.Any(row => row.Faults.Count > 0) || expected.Count == 1 ? null : $"{name}: nothing said";
            string?[][] read = [[.. file.Header], .. rows.Select(row => row.Cells)];
            return read.Length == expected.Count && read.Zip(expected).All(pair => pair.First.SequenceEqual(pair.Second)) ? null : $"{name}: {JsonSerializer.Serialize(read)}";
        }
        catch (FileFaultException fault)
        {
            return expected.Count == 0 || @case.GetProperty("expected").GetProperty("errors").GetArrayLength() > 0 ? null : $"{name}: {fault.Fault.Code}";
        }
    }

    // One table is written as a single object, and names another telephone number than its file; the file stands.
    private static async Task<List<Dictionary<string, string>>> ExpectedAsync(string name)
    {
        var json = await File.ReadAllTextAsync(RealData.File("csv_torture", "csv_spectrum_json", name + ".json"));
        return [.. JsonSerializer.Deserialize<List<Dictionary<string, string>>>(json.TrimStart().StartsWith('[') ? json : $"[{json}]")!
            .Select(row => row.ToDictionary(pair => pair.Key, pair => pair.Value == "1234567890" ? "2095257564" : pair.Value))];
    }
}
