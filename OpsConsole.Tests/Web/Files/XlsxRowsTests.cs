using OpsConsole.Domain.Imports;
using OpsConsole.Tests.Support;
using Xunit;
using static OpsConsole.Tests.Support.XlsxMaker;

namespace OpsConsole.Tests.Web.Files;

public sealed class XlsxRowsTests
{
    [Fact]
    public async Task Texts_numbers_dates_and_truths_come_as_a_csv_file_would_hold_them()
    {
        using var upload = Upload.Of(XlsxMaker.Of(Row(1, "Id", "Nota", "Fecha", "Grande", "Vivo"),
            Cells(2, """<c r="A2" t="inlineStr"><is><t>00123</t></is></c>""", """<c r="B2"><v>7</v></c>""", """<c r="C2" s="1"><v>45122.5</v></c>""", """<c r="D2"><v>51900000551</v></c>""", """<c r="E2" t="b"><v>1</v></c>""")).Make());
        Assert.Equal(["00123", "7", "2023-07-15T12:00:00", "51900000551", "true"], Assert.Single(await upload.RowsAsync()).Cells.ToList());
    }

    [Theory]
    [InlineData(false, "1900-01-01")]
    [InlineData(true, "1904-01-02")]
    public async Task Dates_count_from_1900_or_from_1904_as_the_book_says(bool from1904, string expected)
    {
        using var upload = Upload.Of(new XlsxMaker { Is1904 = from1904 }.With(Row(1, "Id", "Fecha") + Cells(2, """<c r="A2"><v>1</v></c>""", """<c r="B2" s="1"><v>1</v></c>""")).Make());
        Assert.Equal(expected, Assert.Single(await upload.RowsAsync()).Cells[1]);
    }

    [Fact]
    public async Task A_formula_counts_by_the_value_last_calculated_and_one_without_is_at_fault()
    {
        using var upload = Upload.Of(XlsxMaker.Of(Row(1, "Id", "Nota"),
            Cells(2, """<c r="A2"><f>1+1</f><v>2</v></c>""", """<c r="B2"><v>5</v></c>"""),
            Cells(3, """<c r="A3"><v>3</v></c>""", """<c r="B3"><f>A3*2</f></c>"""),
            Cells(4, """<c r="A4"><v>4</v></c>""", """<c r="B4" t="e"><f>1/0</f><v>#DIV/0!</v></c>""")).Make());
        var rows = await upload.RowsAsync();
        Assert.Equal("2", rows[0].Cells[0]);
        Assert.Equal((1, "formula.no_value"), (rows[1].Faults.Single().Column, rows[1].Faults.Single().Code));
        Assert.Equal((1, "cell.error", "#DIV/0!"), (rows[2].Faults.Single().Column, rows[2].Faults.Single().Code, rows[2].Faults.Single().Value));
    }

    [Fact]
    public async Task The_first_sheet_that_is_not_hidden_is_read()
    {
        using var upload = Upload.Of(new XlsxMaker().With(Row(1, "Secreto"), "Oculta", state: "hidden").With(Row(1, "Id") + Row(2, "7"), "Datos").Make());
        Assert.Equal("Datos", (await upload.OpenAsync()).Shape.Sheet);
        Assert.Equal("7", Assert.Single(await upload.RowsAsync()).Cells[0]);
    }

    [Fact]
    public async Task A_book_with_hidden_sheets_only_is_refused()
    {
        using var upload = Upload.Of(new XlsxMaker().With(Row(1, "Id"), state: "veryHidden").Make());
        Assert.Equal("xlsx.no_sheet", (await upload.FaultAsync()).Code);
    }

    [Fact]
    public async Task Rows_touched_by_merged_cells_are_at_fault()
    {
        using var upload = Upload.Of(new XlsxMaker().With(Row(1, "Id", "Agencia") + Row(2, "1", "PIURA") + Row(3, "2") + Row(4, "3", "CUSCO"), after: """<mergeCells count="1"><mergeCell ref="B2:B3"/></mergeCells>""").Make());
        Assert.Equal(["cell.merged", "cell.merged", ""], (await upload.RowsAsync()).Select(row => row.Faults.SingleOrDefault()?.Code ?? ""));
    }

    [Fact]
    public async Task Texts_from_the_strings_part_are_found()
    {
        using var upload = Upload.Of(new XlsxMaker { Strings = ["Id", "ñandú"] }.With(Cells(1, """<c r="A1" t="s"><v>0</v></c>""") + Cells(2, """<c r="A2" t="s"><v>1</v></c>""")).Make());
        Assert.Equal("ñandú", Assert.Single(await upload.RowsAsync()).Cells[0]);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Id")]
    public async Task A_missing_strings_part_or_text_is_a_fault_of_the_file(string? only)
    {
        using var upload = Upload.Of(new XlsxMaker { Strings = only is null ? null : [only] }.With(Cells(1, """<c r="A1" t="inlineStr"><is><t>Id</t></is></c>""") + Cells(2, """<c r="A2" t="s"><v>1</v></c>""")).Make());
        var fault = await upload.FaultAsync();
        Assert.Equal(("xlsx.strings_missing", "2"), (fault.Code, fault.Args[0]));
    }

    [Fact]
    public async Task An_empty_sheet_is_said_to_be_empty()
    {
        using var upload = Upload.Of(new XlsxMaker().With("").Make());
        Assert.Equal("file.empty", (await upload.FaultAsync()).Code);
    }

    [Fact]
    public async Task The_line_of_a_row_is_the_number_that_the_spreadsheet_shows()
    {
        using var upload = Upload.Of(XlsxMaker.Of(Row(3, "Id", "Nota"), Row(4, "1", "5"), Row(7, "2", "6")).Make());
        Assert.Equal(3, (await upload.OpenAsync()).HeaderLine);
        Assert.Equal([4L, 7L], (await upload.RowsAsync()).Select(row => row.Line));
    }

    [Fact]
    public async Task A_value_beyond_the_named_columns_puts_the_row_at_fault()
    {
        using var upload = Upload.Of(XlsxMaker.Of(Row(1, "Id", "Nota"), Row(2, "1", "5", "", "de más"), Row(3, "1")).Make());
        var rows = await upload.RowsAsync();
        Assert.Equal("row.ragged", Assert.Single(rows[0].Faults).Code);
        Assert.Empty(rows[1].Faults);
    }

    [Fact]
    public async Task An_encrypted_book_and_an_old_one_are_named()
    {
        byte[] old = [0xD0, 0xCF, 0x11, 0xE0, .. new byte[600]];
        using var xls = Upload.Of(old);
        using var encrypted = Upload.Of([.. old, .. System.Text.Encoding.Unicode.GetBytes("EncryptedPackage"), 0, 0]);
        Assert.Equal("file.old_excel", (await xls.FaultAsync()).Code);
        Assert.Equal("xlsx.encrypted", (await encrypted.FaultAsync()).Code);
    }
}
