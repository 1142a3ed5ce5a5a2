using System.Globalization;
using System.Text;
using Microsoft.Playwright;
using OpsConsole.Tests.Support;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace OpsConsole.Tests.Browser;

/// <summary>Files are looked at without being let in: images and PDFs as pixels made anew, texts as text (issue 4; promise B7).</summary>
[Collection(BrowserCollection.Name)]
public sealed class PreviewJourneyTests(ConsoleInBrowser world)
{
    private const string Agent = "agente1.piura@demo.example";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Images_PDFs_and_texts_are_looked_at_in_place_and_what_cannot_be_shown_says_so(bool dark)
    {
        using var api = await ApiClient.SignInAsync(world.Console.Address, Agent);
        var made = await api.PostAsync("cases", new { campaign = "servicio", branch = "PIURA", type = "Falla", description = "Con archivos para mirar" });
        var number = made.Body.GetProperty("number").GetString()!;
        await using var agent = await world.SignedInAsync(Agent, new(Dark: dark));
        var page = agent.Page;
        var picture = Convert.FromBase64String(await page.EvaluateAsync<string>("() => { const c = document.createElement('canvas'); [c.width, c.height] = [40, 30]; const g = c.getContext('2d'); g.fillStyle = '#0a0'; g.fillRect(0, 0, 40, 30); return c.toDataURL('image/png').split(',')[1]; }"));
        foreach (var (name, content) in new (string, byte[])[]
        {
            ("plano.png", [.. picture, .. "<script>top.__pwned=1</script>"u8]),
            ("recibo.pdf", Pdf(pages: 2)),
            ("carta.txt", "Señor Ñáñez:\n<script>top.__pwned=1</script>\n«Sin línea»"u8.ToArray()),
            ("rota.jpg", [0xFF, 0xD8, 0xFF, 0xE0, .. new byte[64], 0xFF, 0xD9]),
        })
            Assert.Equal(201, (await api.UploadAsync($"cases/{number}/attachments", content, name)).Status);

        await agent.GotoAsync($"/proyectos/servicio/casos/{number}?pestana=adjuntos");
        await Expect(page.Locator("#files li")).ToHaveCountAsync(4);
        var shown = page.Locator("dialog[open] file-preview");
        await LookAsync(page, "plano.png");
        await Expect(shown.Locator("canvas")).ToHaveAttributeAsync("width", "40");
        var colour = await shown.Locator("canvas").EvaluateAsync<int[]>("c => [...c.getContext('2d').getImageData(5, 5, 1, 1).data]");
        Assert.Equal([0, 170, 0, 255], colour);
        await CloseAsync(agent, "preview-image", dark);
        await LookAsync(page, "recibo.pdf");
        await Expect(shown.Locator("canvas")).ToHaveCountAsync(2);
        await Expect(shown.Locator("canvas").Nth(1)).ToHaveAttributeAsync("aria-label", "Página 2 de 2");
        await Expect(shown).Not.ToHaveAttributeAsync("aria-busy", "true");
        Assert.True(await shown.Locator("canvas").First.EvaluateAsync<bool>("c => c.getContext('2d').getImageData(0, 0, c.width, c.height).data.some((v, i) => i % 4 === 0 && v < 100)"), "Nothing is drawn.");
        await CloseAsync(agent, "preview-pdf", dark);
        await LookAsync(page, "carta.txt");
        await Expect(shown.Locator("pre")).ToHaveTextAsync("Señor Ñáñez:\n<script>top.__pwned=1</script>\n«Sin línea»");
        await CloseAsync(agent, "preview-text", dark);
        await LookAsync(page, "rota.jpg");
        await Expect(shown).ToContainTextAsync("No se puede mostrar este archivo aquí");
        await CloseAsync(agent, "preview-none", dark);
        Assert.Null(await page.EvaluateAsync<string?>("() => window.__pwned ?? null"));
        agent.AssertQuiet();
    }

    private static Task LookAsync(IPage page, string file) => page.GetByRole(AriaRole.Button, new() { Name = $"Ver {file}" }).ClickAsync();

    private static async Task CloseAsync(BrowserSession session, string name, bool dark)
    {
        await session.AssertAccessibleAsync();
        await session.PictureAsync($"{name}-{(dark ? "dark" : "light")}");
        await session.Page.Keyboard.PressAsync("Escape");
        await Expect(session.Page.Locator("dialog")).ToHaveCountAsync(0);
    }

    /// <summary>A PDF as small as one can be, with a black box on every page and a script that must never run.</summary>
    private static byte[] Pdf(int pages)
    {
        const string Box = "0 0 0 rg 100 100 300 300 re f";
        List<string> objects =
        [
            "<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >> >>",
            $"<< /Type /Pages /Count {pages} /Kids [{string.Join(' ', Enumerable.Range(0, pages).Select(i => $"{4 + i} 0 R"))}] >>",
            $"<< /Length {Box.Length} >>\nstream\n{Box}\nendstream",
            .. Enumerable.Repeat("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 3 0 R /Resources << >> >>", pages),
        ];
        var text = new StringBuilder("%PDF-1.4\n");
        List<int> places = [];
        foreach (var (item, index) in objects.Select((item, index) => (item, index)))
        {
            places.Add(text.Length);
            text.Append(CultureInfo.InvariantCulture, $"{index + 1} 0 obj\n{item}\nendobj\n");
        }
        var table = text.Length;
        text.Append(CultureInfo.InvariantCulture, $"xref\n0 {objects.Count + 1}\n0000000000 65535 f \n");
        foreach (var place in places)
            text.Append(CultureInfo.InvariantCulture, $"{place:D10} 00000 n \n");
        text.Append(CultureInfo.InvariantCulture, $"trailer\n<< /Size {objects.Count + 1} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n");
        return Encoding.ASCII.GetBytes(text.ToString());
    }
}
