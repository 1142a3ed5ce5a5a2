using System.Text;
using OpsConsole.Domain.Attachments;
using OpsConsole.Web.Attachments;
using Xunit;

namespace OpsConsole.Tests.Domain.Attachments;

/// <summary>A file is what its first bytes say, whatever it is called (docs/rules.md, "Attachments").</summary>
public sealed class FileKindTests
{
    private static readonly Dictionary<string, byte[]> Heads = new()
    {
        ["pdf"] = "%PDF-1.7\n"u8.ToArray(),
        ["png"] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0],
        ["jpg"] = [0xFF, 0xD8, 0xFF, 0xE0, 0, 0x10],
        ["jpeg"] = [0xFF, 0xD8, 0xFF, 0xE1, 0, 0x10],
        ["gif"] = "GIF89a..."u8.ToArray(),
        ["webp"] = "RIFF\0\0\0\0WEBPVP8 "u8.ToArray(),
        ["docx"] = [0x50, 0x4B, 3, 4, 20, 0],
        ["xlsx"] = [0x50, 0x4B, 3, 4, 20, 0],
        ["mp3"] = [0xFF, 0xFB, 0x90, 0x44],
        ["wav"] = "RIFF\0\0\0\0WAVEfmt "u8.ToArray(),
        ["ogg"] = "OggS\0\0"u8.ToArray(),
    };

    [Fact]
    public void Each_kind_knows_its_own_and_no_other()
    {
        foreach (var kind in FileKind.Known.Where(k => !k.IsText))
            foreach (var (ending, head) in Heads)
                Assert.Equal(kind.Ending == ending || kind.MediaType == FileKind.Find(ending)!.MediaType || (kind.OfficePart is not null && FileKind.Find(ending)!.OfficePart is not null), kind.Fits(head));
        Assert.All(FileKind.Known.Where(k => !k.IsText), kind => Assert.False(kind.Fits("MZ\x90\0"u8) || kind.Fits([]) || kind.Fits("<html>"u8)));
        Assert.Equal(FileKind.Known.Count, Heads.Count + 2);
    }

    [Fact]
    public void A_text_holds_no_control_characters_and_does_not_begin_as_something_else()
    {
        var text = FileKind.Find("txt")!;
        Assert.True(text.Fits("Señora, buenos días"u8) && FileKind.IsPlain("Señora;\t1\r\n"u8) && FileKind.IsPlain(Encoding.Latin1.GetBytes("Señora")));
        Assert.False(text.Fits("%PDF-1.4"u8) || text.Fits("\x7F\x45LF"u8) || text.Fits("{\\rtf1"u8));
        Assert.False(FileKind.IsPlain("a\0b"u8) || FileKind.IsPlain("\u0001"u8) || FileKind.IsPlain("\u007F"u8));
        Assert.True(FileKind.IsWide(Encoding.Unicode.GetPreamble()) && FileKind.IsWide(Encoding.BigEndianUnicode.GetPreamble()));
        Assert.False(FileKind.IsWide(Encoding.UTF8.GetPreamble()));
    }

    [Fact]
    public void Only_what_the_settings_name_is_let_in()
    {
        var settings = new AttachmentOptions { Types = "pdf txt" };
        Assert.Equal("application/pdf", settings.Find("a.PDF")!.MediaType);
        Assert.Null(settings.Find("a.png"));
        Assert.Null(settings.Find("pdf"));
        Assert.Equal(20 * 1024 * 1024, settings.MaxBytes);
        Assert.All(AttachmentOptions.Endings(settings.Types).Concat(AttachmentOptions.Endings(new AttachmentOptions().Types)), ending => Assert.NotNull(FileKind.Find(ending)));
    }
}
