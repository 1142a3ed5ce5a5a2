using System.Text.RegularExpressions;
using OpsConsole.Tests.Support;
using OpsConsole.Web.Pdf;
using OpsConsole.Web.Reports;
using Xunit;

namespace OpsConsole.Tests.Reports;

/// <summary>What other programs find in our PDFs (promise B10; docs/rules.md, "Reports").</summary>
public sealed partial class PdfPaperTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_report_of_500_rows_is_a_sound_tagged_file_with_embedded_fonts_and_its_pages_counted()
    {
        var path = Draw(into => SamplePaper.Draw(into, 500));
        Assert.Contains("No syntax or stream encoding errors found", await PdfTools.CheckAsync(path));
        var fonts = await PdfTools.FontsAsync(path);
        Assert.Equal(2, fonts.Count);
        Assert.All(fonts, f => Assert.Equal((true, true, true), f));
        var about = await PdfTools.AboutAsync(path);
        Assert.Matches(@"Title: +Informe de pingüinos – Ñuñoa\n", about);
        Assert.Matches(@"Author: +Organización Añil\n", about);
        Assert.Matches(@"Tagged: +yes\n", about);
        Assert.Matches(@"Page size: +595\.2\d x 841\.8\d pts \(A4\)", about);
        var pages = int.Parse(Regex.Match(about, @"Pages: +(\d+)").Groups[1].Value);
        Assert.InRange(pages, 11, 15);
        Assert.InRange(new FileInfo(path).Length, 30_000, 250_000);

        var text = await PdfTools.TextAsync(path, "-layout");
        Assert.Equal(pages, Feet().Count(text));
        Assert.Equal(Enumerable.Range(1, pages).Select(p => $"Página {p} de {pages}"), Feet().Matches(text).Select(m => m.Value));
        Assert.Equal(pages, text.Split("Organización Añil").Length - 1);
        Assert.Equal(Enumerable.Range(100_001, 500), RowNumbers().Matches(text).Select(m => int.Parse(m.Groups[1].Value)));
        var onPages = text.Split('\f', StringSplitOptions.RemoveEmptyEntries);
        Assert.All(onPages.Skip(1), page => Assert.Matches(@"Número +Descripción +Agencia", page));
        Assert.Contains("áéíóú ÁÉÍÓÚ ñÑ üÜ ¿¡ € « » “ ” – — …", text);
    }

    [Fact]
    public async Task What_the_parts_are_is_told_and_read_in_their_order_and_charts_say_what_they_show()
    {
        var path = Draw(into => SamplePaper.Draw(into, 3));
        var structure = await PdfTools.StructureAsync(path);
        Assert.Equal(["H1", "P", "H2", "Figure", "H2", "Figure", "Table", "P", "H2", "Table"],
            Regex.Matches(structure, @"^  (H1|H2|P|Figure|Table)\b", RegexOptions.Multiline).Select(m => m.Groups[1].Value).Aggregate(new List<string>(), (kinds, kind) =>
            {
                if (kinds.Count == 0 || kinds[^1] != kind || kind == "Figure")
                    kinds.Add(kind);
                return kinds;
            }));
        Assert.Equal((6, 5 * 6 - 4 + 4), (Regex.Count(Part(structure, "Filas"), @"^ +TH\b", RegexOptions.Multiline), Regex.Count(structure, @"^ +TD\b", RegexOptions.Multiline) + 4));
        var objects = await PdfTools.ObjectsAsync(path);
        Assert.Contains("/Lang (es-PE)", objects);
        Assert.Contains(Hex(SamplePaper.Aim), Regex.Replace(objects, @"\\\d{3}|\s", ""), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(4, Regex.Count(objects, "/Dest "));
        var text = await PdfTools.TextAsync(path);
        var order = new[] { "Informe semanal de alertas", "De 501 alertas", "Alertas recibidas", "Resultado por agencia", "Sullana", "Cumplimiento de las últimas semanas", "Peñaloza Güell, Íñigo", "Cómo se calcula", "100001", "100003", "Total" }.Select(word => text.IndexOf(word, StringComparison.Ordinal)).ToList();
        Assert.DoesNotContain(-1, order);
        Assert.Equal(order.Order(), order);
    }

    [Fact]
    public async Task Texts_are_drawn_as_they_stand_whatever_they_try_and_nothing_in_the_file_acts_or_leads_outside()
    {
        string[] baits = ["<img src=file:///etc/passwd>", "http://127.0.0.1:8080/x", "data:text/html,<script>1</script>", "url(file:///etc/hosts)", ") Tj ET (x", ">> endobj 1 0 obj << /OpenAction", "/JavaScript (app.alert)", "endstream"];
        var path = Draw(into =>
        {
            var paper = new PdfPaper(into, new(baits[0], baits[1], baits[2], baits[3], baits[4], (p, n) => $"{baits[5]} {p}/{n}", DateTime.UnixEpoch));
            paper.Heading(1, baits[4]);
            paper.Facts([.. baits.Select(b => new ReportFact(b, b))]);
            paper.BeginTable([new(baits[0], 1), new(baits[5], 3)]);
            foreach (var text in HostileTexts.Odd.Concat(HostileTexts.Scripts).Concat(HostileTexts.Unstorable).Concat(baits).Append("\uD800half").Append(new string('x', 5_000)).Append(string.Concat(Enumerable.Repeat("línea\n", 200))))
                paper.Row([text, text]);
            paper.EndTable();
            paper.Bars(new(baits[1], [baits[6]], [new(baits[0], [0], baits[7])]));
            paper.Curve(new(baits[1], [(baits[0], null)]));
            paper.Close();
        });
        Assert.Contains("No syntax or stream encoding errors found", await PdfTools.CheckAsync(path));
        var text = await PdfTools.TextAsync(path, "-raw");
        Assert.All(baits, bait => Assert.Contains(bait, text));
        Assert.Contains("Ñuñoa", text);
        var objects = await PdfTools.ObjectsAsync(path);
        Assert.DoesNotMatch(@"/(URI|Launch|JavaScript|JS|OpenAction|EmbeddedFile|GoToR|Filespec|SubmitForm|AA|Annots)\b(?![^\n]*\) )", Regex.Replace(objects, @"<[0-9a-f]+>|\((?:\\.|[^\\)])*\)", "", RegexOptions.IgnoreCase));
    }

    /// <summary>The classes that draw know neither files nor connections: all they open is what lies in the assembly.</summary>
    [Fact]
    public void What_draws_opens_nothing()
    {
        var drawing = typeof(PdfPaper).Assembly.GetTypes().Where(t => t.Namespace == "OpsConsole.Web.Pdf" || t.FullName!.StartsWith(typeof(PdfPaper).FullName!, StringComparison.Ordinal)).ToList();
        Assert.True(drawing.Count > 12);
        var called = drawing.SelectMany(IlReader.Methods).SelectMany(IlReader.Read).Select(i => i.Method?.DeclaringType).OfType<Type>().Distinct().ToList();
        Assert.Contains(typeof(System.Reflection.Assembly), called);
        Assert.DoesNotContain(called, t => t.Namespace?.StartsWith("System.Net", StringComparison.Ordinal) == true || t == typeof(File) || t == typeof(FileInfo) || t == typeof(FileStream) || t == typeof(Directory) || t == typeof(System.Diagnostics.Process));
    }

    [Theory]
    [InlineData("uno dos tres", 40, "uno dos|tres")]
    [InlineData("unoooooooooooooooo", 40, "unooooo|ooooooo|oooo")]
    [InlineData("a\n\nb", 40, "a||b")]
    [InlineData("", 40, "")]
    [InlineData("x", 0.1, "x")]
    public void Lines_break_at_blanks_and_within_a_word_only_where_it_must_be(string text, double width, string lines) =>
        Assert.Equal(lines.Split('|').Select(l => l.Length), PdfText.Lines(text, PdfFonts.Regular, 10, width).Select(l => l.Length));

    private static string Part(string structure, string after) => structure[structure.LastIndexOf(after, StringComparison.Ordinal)..];

    private static string Hex(string text) => Convert.ToHexString(System.Text.Encoding.BigEndianUnicode.GetBytes(text));

    private string Draw(Action<Stream> draw)
    {
        var path = _folder.File("report.pdf");
        using (var file = File.Create(path))
            draw(file);
        return path;
    }

    [GeneratedRegex(@"Página \d+ de \d+")]
    private static partial Regex Feet();

    [GeneratedRegex(@"^ *(100\d{3}) ", RegexOptions.Multiline)]
    private static partial Regex RowNumbers();
}
