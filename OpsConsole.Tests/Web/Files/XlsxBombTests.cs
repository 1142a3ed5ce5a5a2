using System.Buffers.Binary;
using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using OpsConsole.Domain.Imports;
using OpsConsole.Tests.Support;
using Xunit;
using static OpsConsole.Tests.Support.XlsxMaker;

namespace OpsConsole.Tests.Web.Files;

public sealed class XlsxBombTests
{
    [Fact]
    public async Task A_part_that_unpacks_a_thousandfold_is_refused_before_it_is_unpacked()
    {
        using var upload = Upload.Of(WithPart("xl/media/bomb.xml", 100_000_000));
        Assert.Equal("zip.ratio", await CheaplyAsync(upload));
    }

    [Fact]
    public async Task Ten_declared_gigabytes_are_refused_before_a_byte_is_unpacked()
    {
        var zip = XlsxMaker.Of(Row(1, "Id")).WithPart("xl/media/big.xml", "small").Make();
        using var upload = Upload.Of(Declare(zip, "xl/media/big.xml", length: uint.MaxValue - 1));
        Assert.Equal("zip.too_large", await CheaplyAsync(upload));
    }

    [Fact]
    public async Task A_hundred_thousand_parts_are_refused_before_their_directory_is_read()
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
            for (var i = 0; i < 60_000; i++)
                zip.CreateEntry($"{i}.xml", CompressionLevel.NoCompression);
        using var upload = Upload.Of(bytes.ToArray());
        Assert.Equal("zip.too_many_entries", await CheaplyAsync(upload));
    }

    [Fact]
    public async Task A_part_longer_than_the_directory_says_is_refused_not_cut()
    {
        var zip = XlsxMaker.Of([Row(1, "Id"), .. Enumerable.Range(2, 2_000).Select(line => Row(line, line.ToString()))]).Make();
        using var upload = Upload.Of(Declare(zip, "xl/worksheets/sheet1.xml", length: 5_000));
        Assert.Equal("zip.corrupt", await CheaplyAsync(upload));
    }

    [Fact]
    public async Task A_book_cut_short_is_refused()
    {
        var zip = XlsxMaker.Of(Row(1, "Id"), Row(2, "1")).Make();
        using var upload = Upload.Of(zip[..(zip.Length / 2)]);
        Assert.Equal("zip.corrupt", await CheaplyAsync(upload));
    }

    [Fact]
    public async Task A_changed_byte_in_a_part_is_noticed()
    {
        using var bytes = new MemoryStream();
        bytes.Write(XlsxMaker.Of(Row(1, "Id"), Row(2, "1")).Make());
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Update, leaveOpen: true))
        {
            zip.GetEntry("xl/worksheets/sheet1.xml")!.Delete();
            using var stored = zip.CreateEntry("xl/worksheets/sheet1.xml", CompressionLevel.NoCompression).Open();
            stored.Write(Encoding.UTF8.GetBytes($"""<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{Row(1, "Id")}{Row(2, "MARCA")}</sheetData></worksheet>"""));
        }

        var altered = bytes.ToArray();
        altered[altered.AsSpan().IndexOf("MARCA"u8)] = (byte)'B';
        using var upload = Upload.Of(altered);
        Assert.Equal("zip.corrupt", await CheaplyAsync(upload));
    }

    [Fact]
    public async Task A_document_type_is_refused_so_that_no_entity_grows_and_none_is_fetched()
    {
        const string Billion = """<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/hostname">]><worksheet>&b;&c;</worksheet>""";
        using var upload = Upload.Of(XlsxMaker.Of(Row(1, "Id")).WithPart("xl/worksheets/extra.xml", Billion).Make());
        Assert.Equal("xlsx.dtd", await CheaplyAsync(upload));
    }

    [Fact]
    public async Task A_zip_of_zips_is_no_book()
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        using (var inner = zip.CreateEntry("lib 0.zip").Open())
            inner.Write(WithPart("x.xml", 1_000_000));
        using var upload = Upload.Of(bytes.ToArray());
        Assert.Equal("file.not_xlsx", await CheaplyAsync(upload));
    }

    [Theory]
    [InlineData("../../etc/cron.d/x.xml")]
    [InlineData("/etc/x.xml")]
    public async Task Names_that_lead_out_of_the_book_are_refused(string name)
    {
        using var upload = Upload.Of(XlsxMaker.Of(Row(1, "Id")).WithPart(name, "<x/>").Make());
        Assert.Equal("zip.corrupt", await CheaplyAsync(upload));
    }

    [Theory]
    [InlineData("ZZZZZZ1", "xlsx.place_unknown")]
    [InlineData("XFD1", "file.too_many_columns")]
    [InlineData("1A", "xlsx.place_unknown")]
    public async Task A_cell_where_no_sheet_has_one_is_refused(string place, string code)
    {
        using var upload = Upload.Of(XlsxMaker.Of(Cells(1, $"""<c r="{place}"><v>1</v></c>""")).Make());
        Assert.Equal(code, await CheaplyAsync(upload));
    }

    private static byte[] WithPart(string name, int zeros) => XlsxMaker.Of(Row(1, "Id")).WithPart(name, new string('0', zeros)).Make();

    /// <summary>Rewrites the unpacked length that the directory declares for a part.</summary>
    private static byte[] Declare(byte[] zip, string part, uint length)
    {
        var name = Encoding.UTF8.GetBytes(part);
        for (var at = 0; at < zip.Length - 46; at++)
            if (BinaryPrimitives.ReadUInt32LittleEndian(zip.AsSpan(at)) == 0x02014B50 && zip.AsSpan(at + 46).StartsWith(name))
                BinaryPrimitives.WriteUInt32LittleEndian(zip.AsSpan(at + 24), length);
        return zip;
    }

    // Refused in at most 2 s and without holding what the bomb would make: the code of the refusal.
    private static async Task<string> CheaplyAsync(Upload upload)
    {
        var before = GC.GetTotalAllocatedBytes();
        var watch = Stopwatch.StartNew();
        var fault = await upload.FaultAsync();
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(2) * 3, $"{watch.Elapsed}");
        Assert.True(GC.GetTotalAllocatedBytes() - before < 150_000_000);
        return fault.Code;
    }
}
