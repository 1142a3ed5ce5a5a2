using System.Text;
using System.Text.Json;
using OpsConsole.Domain.Imports;
using OpsConsole.Tests.Support;
using OpsConsole.Web.Files;
using Xunit;

namespace OpsConsole.Tests.Web.Files;

public sealed class CsvWriterTests
{
    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+51 999 000 111", "'+51 999 000 111")]
    [InlineData("-5", "'-5")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("＝1+1", "'＝1+1")]
    [InlineData("'=1+1", "''=1+1")]
    [InlineData("00123456", "00123456")]
    [InlineData("O'Higgins", "O'Higgins")]
    [InlineData("'hola", "'hola")]
    public async Task What_a_spreadsheet_would_run_is_made_text(string value, string written)
    {
        var bytes = await WriteAsync(["a", "b"], [value, "x"]);
        Assert.Equal("\uFEFFa;b\r\n" + written + ";x\r\n", Encoding.UTF8.GetString(bytes));
    }

    [Theory]
    [InlineData("+51999000111")]
    [InlineData("-5")]
    [InlineData("00123456")]
    [InlineData("=HYPERLINK(\"x\")")]
    [InlineData("'=1")]
    [InlineData("''=1")]
    [InlineData("\t tab; \"comillas\"\r\nlínea")]
    [InlineData("=cmd|' /C calc'!A0")]
    public async Task What_is_written_is_read_back_unchanged(string value)
    {
        using var upload = Upload.Of(await WriteAsync(["a", "b"], ["x", value]));
        Assert.Equal(["x", value], Assert.Single(await upload.RowsAsync()).Cells.ToList());
    }

    [Fact]
    [Trait("Category", RealData.Category)]
    public async Task The_big_list_of_naughty_strings_survives_the_round_trip()
    {
        var naughty = JsonSerializer.Deserialize<string[]>(await File.ReadAllTextAsync(RealData.File("csv_torture", "blns.json")))!;
        using var upload = Upload.Of(await WriteAsync([["id", "text"], .. naughty.Select((text, at) => new[] { at.ToString(), text })]));
        var rows = await upload.RowsAsync(new ImportMapping { Delimiter = ";" });
        Assert.Equal(naughty, rows.Select(row => row.Cells[1]));
        Assert.All(rows, row => Assert.Empty(row.Faults));
        Assert.True(naughty.Length > 400);
    }

    private static async Task<byte[]> WriteAsync(params string[][] rows)
    {
        using var bytes = new MemoryStream();
        await using (var writer = new CsvWriter(bytes))
            foreach (var row in rows)
                await writer.WriteAsync(row, CancellationToken.None);
        return bytes.ToArray();
    }
}
