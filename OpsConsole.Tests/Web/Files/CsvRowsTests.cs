using System.Text;
using OpsConsole.Domain.Imports;
using OpsConsole.Tests.Support;
using OpsConsole.Web.Files;
using Xunit;

namespace OpsConsole.Tests.Web.Files;

public sealed class CsvRowsTests
{
    private const string Accents = "Id CCX;Comentario\n1;Atención pésima, ¿año? ñandú\n";

    public static TheoryData<string> Encodings => ["utf-8", "utf-8-bom", "utf-16", "utf-16BE", "utf-16-plain", "utf-16BE-plain", "windows-1252"];

    [Theory]
    [MemberData(nameof(Encodings))]
    public async Task The_encoding_is_recognised_with_and_without_a_mark(string encoding)
    {
        using var upload = Upload.Of(Encoded(Accents, encoding));
        var rows = await upload.RowsAsync();
        Assert.Equal(["1", "Atención pésima, ¿año? ñandú"], Assert.Single(rows).Cells.ToList());
    }

    [Theory]
    [InlineData(";")]
    [InlineData(",")]
    [InlineData("\t")]
    public async Task The_separator_is_recognised_though_the_texts_hold_the_others(string separator)
    {
        using var upload = Upload.Of(string.Join(separator, "Id", "Texto", "Nota") + "\r\n" + string.Join(separator, "7", "\"uno, dos; tres\tcuatro\"", "10") + "\r\n");
        var file = await upload.OpenAsync();
        Assert.Equal(["Id", "Texto", "Nota"], file.Header);
        Assert.Equal(separator, file.Shape.Delimiter);
        Assert.Equal(["7", "uno, dos; tres\tcuatro", "10"], Assert.Single(await upload.RowsAsync()).Cells.ToList());
    }

    [Fact]
    public async Task Excels_own_separator_line_is_heeded_and_skipped()
    {
        using var upload = Upload.Of("sep=;\r\na;b\r\n1,5;2\r\n");
        Assert.Equal(["a", "b"], (await upload.OpenAsync()).Header);
        Assert.Equal(["1,5", "2"], Assert.Single(await upload.RowsAsync()).Cells.ToList());
    }

    [Fact]
    public async Task A_row_knows_the_line_on_which_it_starts()
    {
        using var upload = Upload.Of("a,b\n\n\"x\ny\",1\nz,2\n");
        Assert.Equal([3L, 5L], (await upload.RowsAsync()).Select(row => row.Line));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n \n")]
    [InlineData("\uFEFF")]
    public async Task An_empty_file_is_said_to_be_empty(string text)
    {
        using var upload = Upload.Of(text);
        Assert.Equal("file.empty", (await upload.FaultAsync()).Code);
    }

    [Fact]
    public async Task A_quote_that_is_never_closed_names_its_line()
    {
        using var upload = Upload.Of("a,b\n1,2\n3,\"never\n4,5\n");
        AssertFault("quote.unclosed", ["3"], await upload.FaultAsync());
    }

    [Fact]
    public async Task A_quote_that_is_never_closed_is_seen_behind_another_oddity_of_the_row()
    {
        using var upload = Upload.Of("a,b\n1,2\n3\"x,\"never\n4,5\n");
        AssertFault("quote.unclosed", ["3"], await upload.FaultAsync());
    }

    [Fact]
    public async Task A_quote_left_open_at_the_end_of_50_MB_is_found_while_streaming()
    {
        using var upload = Upload.Of(new StringBuilder("a,b\n").Insert(4, "uno," + new string('d', 95) + "\n", 500_000).Append("1,\"open\n").ToString());
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var file = await upload.OpenAsync();
        var fault = await Assert.ThrowsAsync<FileFaultException>(async () =>
        {
            await foreach (var row in file.ReadAsync(CancellationToken.None))
                if (row.Line % 100_000 == 0)
                    Assert.True(GC.GetTotalMemory(forceFullCollection: true) - before < 20_000_000);
        });
        AssertFault("quote.unclosed", ["500002"], fault.Fault);
    }

    [Fact]
    public async Task A_quote_open_from_the_first_row_stops_at_the_limit_of_a_row()
    {
        using var upload = Upload.Of(new StringBuilder("a,b\n1,\"").Insert(7, "uno,dos\n", 1_500_000).ToString());
        AssertFault("record.too_long", ["2"], await upload.FaultAsync());
    }

    [Fact]
    public async Task One_line_of_10_MB_is_refused()
    {
        using var upload = Upload.Of(new string('x', 10_000_000));
        Assert.Equal("record.too_long", (await upload.FaultAsync()).Code);
    }

    [Fact]
    public async Task A_million_columns_are_refused()
    {
        using var upload = Upload.Of(new string(',', 1_000_000).Insert(0, "a") + "b\n");
        AssertFault("file.too_many_columns", ["1000001", "1000"], await upload.FaultAsync());
    }

    [Fact]
    public async Task Rows_beyond_the_limit_are_refused()
    {
        using var upload = Upload.Of("a;b\n" + string.Concat(Enumerable.Repeat("1;2\n", 50)), new ImportOptions { MaxRows = 10 });
        AssertFault("file.too_many_rows", ["10"], await upload.FaultAsync());
    }

    [Fact]
    public async Task A_row_with_more_or_fewer_cells_is_at_fault_and_the_others_are_read()
    {
        using var upload = Upload.Of("a,b,c\n1,2,3\n1,2\n1,2,3,4\n1,2,3,,\n");
        var rows = await upload.RowsAsync();
        Assert.Equal([0, 1, 1, 0], rows.Select(row => row.Faults.Count));
        Assert.Equal(["2", "3"], rows[1].Faults[0].Args);
        Assert.Equal(["4", "3"], rows[2].Faults[0].Args);
        Assert.Equal(["1", "2", "3"], rows[3].Cells.ToList());
    }

    [Fact]
    public async Task Text_behind_a_closing_quote_puts_the_row_at_fault()
    {
        using var upload = Upload.Of("a,b\n1,\"dijo \"hola\" ayer\"\n2,x\n");
        var rows = await upload.RowsAsync();
        Assert.Equal("quote.stray", Assert.Single(rows[0].Faults).Code);
        Assert.Empty(rows[1].Faults);
    }

    [Fact]
    public async Task Two_encodings_in_one_file_are_refused_with_the_line()
    {
        using var upload = Upload.Of([.. "a;b\nñandú;áéí\nñ;ñ\n"u8, 0xF1, .. ";x\n"u8]);
        AssertFault("encoding.mixed", ["4"], await upload.FaultAsync());
    }

    [Fact]
    public async Task Bytes_that_cp1252_does_not_know_are_refused()
    {
        using var upload = Upload.Of([.. "a;b\n1;"u8, 0x81, .. "\n"u8]);
        AssertFault("encoding.unknown", ["2"], await upload.FaultAsync());
    }

    [Fact]
    public async Task An_encoding_that_the_mapping_names_is_taken_at_its_word()
    {
        using var upload = Upload.Of(Encoded("a;b\n1;año\n", "windows-1252"));
        Assert.Equal("encoding.invalid", (await upload.FaultAsync(new ImportMapping { Encoding = "utf-8" })).Code);
        Assert.Equal("encoding.not_known", (await upload.FaultAsync(new ImportMapping { Encoding = "klingon" })).Code);
        Assert.Equal("año", (await upload.RowsAsync(new ImportMapping { Encoding = "windows-1252" }))[0].Cells[1]);
    }

    [Theory]
    [InlineData("%PDF-1.7 x", "PDF")]
    [InlineData("GIF89a", "GIF")]
    public async Task A_file_that_is_no_table_is_named(string head, string kind)
    {
        using var upload = Upload.Of(head);
        AssertFault("file.binary", [kind], await upload.FaultAsync());
    }

    [Fact]
    public async Task The_header_row_can_be_named()
    {
        using var upload = Upload.Of("Informe\n\nId;Nota\n1;5\n");
        var file = await upload.OpenAsync(new ImportMapping { HeaderRow = 3 });
        Assert.Equal(["Id", "Nota"], file.Header);
        Assert.Equal(["1", "5"], Assert.Single(await upload.RowsAsync(new ImportMapping { HeaderRow = 3 })).Cells.ToList());
        Assert.Equal(["9"], (await upload.FaultAsync(new ImportMapping { HeaderRow = 9 })).Args);
        Assert.Equal("header.row_missing", (await upload.FaultAsync(new ImportMapping { HeaderRow = 2 })).Code);
    }

    [Fact]
    public async Task A_file_above_the_limit_is_refused_unread()
    {
        using var upload = Upload.Of(new string('a', 1_100_000), new ImportOptions { MaxFileMb = 1 });
        AssertFault("file.too_large", ["1"], await upload.FaultAsync());
    }

    private static void AssertFault(string code, string[] args, FileFault fault)
    {
        Assert.Equal(code, fault.Code);
        Assert.Equal(args, fault.Args);
    }

    private static byte[] Encoded(string text, string name) => name switch
    {
        "utf-8-bom" => [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(text)],
        "utf-16" => [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(text)],
        "utf-16BE" => [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(text)],
        "utf-16-plain" => Encoding.Unicode.GetBytes(text),
        "utf-16BE-plain" => Encoding.BigEndianUnicode.GetBytes(text),
        "windows-1252" => CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetBytes(text),
        _ => Encoding.UTF8.GetBytes(text),
    };
}
