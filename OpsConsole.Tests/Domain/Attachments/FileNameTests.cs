using OpsConsole.Domain.Attachments;
using Xunit;

namespace OpsConsole.Tests.Domain.Attachments;

/// <summary>What is left of the names that files are sent under (docs/rules.md, "Attachments").</summary>
public sealed class FileNameTests
{
    [Theory]
    [InlineData("Contrato ñandú (2).pdf", "Contrato ñandú (2).pdf", "pdf")]
    [InlineData("../../etc/passwd.txt", "passwd.txt", "txt")]
    [InlineData(@"C:\temp\..\foto.JPG", "foto.JPG", "jpg")]
    [InlineData("foto\u202Egpj.exe", "fotogpj.exe", "exe")]             // turned around, it reads fotoexe.jpg
    [InlineData("fo\u200Bto\u200D.png", "foto.png", "png")]
    [InlineData("a\0b\r\nSet-Cookie: x.txt", "abSet-Cookie_ x.txt", "txt")]
    [InlineData("CON.txt", "_CON.txt", "txt")]
    [InlineData("lpt1", "_lpt1", "")]
    [InlineData("com2 .txt", "_com2 .txt", "txt")]
    [InlineData("consola.txt", "consola.txt", "txt")]
    [InlineData("factura.pdf.exe", "factura.pdf.exe", "exe")]
    [InlineData("foto.jpg. . ", "foto.jpg", "jpg")]
    [InlineData("programa.exe::$DATA", "programa.exe__$DATA", "exe__$data")]
    [InlineData("a\"b<c>.txt", "a_b_c_.txt", "txt")]
    [InlineData(".jpg", "jpg", "")]
    [InlineData("foto．exe", "foto．exe", "")]
    [InlineData("", "_", "")]
    [InlineData(null, "_", "")]
    [InlineData("..", "_", "")]
    public void A_name_keeps_what_can_be_shown_and_its_last_ending_counts(string? sent, string shown, string ending)
    {
        Assert.Equal(shown, FileName.Clean(sent));
        Assert.Equal(ending, FileName.EndingOf(FileName.Clean(sent)));
        Assert.Equal(shown, FileName.Clean(FileName.Clean(sent)));
    }

    [Fact]
    public void A_long_name_is_cut_and_keeps_its_ending()
    {
        var name = FileName.Clean(new string('ñ', 300) + ".pdf");
        Assert.Equal((FileName.LongestName, "pdf"), (name.Length, FileName.EndingOf(name)));
        Assert.True(OpsConsole.Domain.Kernel.TextRules.IsStorable(FileName.Clean(new string('a', 195) + "😀😀.pdf")));
        Assert.Equal("\uFFFD.txt", FileName.Clean('\ud800' + ".txt"));
        Assert.Equal(FileName.LongestName, FileName.Clean("a." + new string('x', 300)).Length);
    }
}
