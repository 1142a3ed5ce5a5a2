using System.Collections.Concurrent;
using System.IO.Compression;
using System.Text;
using Microsoft.Playwright;
using OpsConsole.Tests.Support;
using Xunit;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace OpsConsole.Tests.Browser;

/// <summary>Every page by itself: nothing for axe to complain about, nothing asked of other hosts, nothing that scrolls sideways on a narrow screen.</summary>
[Collection(BrowserCollection.Name)]
public sealed class ScreenTests(ConsoleInBrowser world, ITestOutputHelper output)
{
    private const int WideEnoughForEverybody = 320;

    /// <summary>First load over the wire: everything, fonts included.</summary>
    private const long FirstLoadLimit = 600 * 1024;

    public static TheoryData<string, string?, string> Pages => new()
    {
        { "sign-in", null, "/signin" },
        { "sign-in-ended", null, "/signin?fin=true&returnUrl=%2Fproyectos" },
        { "projects", "experiencia@demo.example", "/proyectos" },
        { "projects-branch-head", "jp.piura@demo.example", "/proyectos" },
        { "projects-none-found", "experiencia@demo.example", "/proyectos?buscar=zzzz" },
        { "new-project", "experiencia@demo.example", "/proyectos/nuevo" },
        { "forbidden", "agente1.piura@demo.example", "/proyectos/nuevo" },
        { "help", "agente1.piura@demo.example", "/ayuda" },
        { "account", "agente1.piura@demo.example", "/cuenta" },
        { "account-administrator", "admin@demo.example", "/cuenta" },
        { "not-found", "agente1.piura@demo.example", "/no-existe" },
        { "access-denied", "agente1.piura@demo.example", "/sin-acceso" },
        { "people", "admin@demo.example", "/admin" },
        { "person", "admin@demo.example", "/admin/usuarios/nuevo" },
        { "branches", "admin@demo.example", "/admin/agencias" },
        { "branch", "admin@demo.example", "/admin/agencias/nueva" },
        { "regions", "admin@demo.example", "/admin/regiones" },
        { "roles", "admin@demo.example", "/admin/roles" },
        { "calendars", "admin@demo.example", "/admin/calendarios" },
        { "calendar", "admin@demo.example", "/admin/calendarios/PE" },
        { "deadlines", "experiencia@demo.example", "/proyectos/operaciones/plazos" },
        { "project", "experiencia@demo.example", "/proyectos/operaciones" },
        { "share", "experiencia@demo.example", "/proyectos/operaciones/compartir" },
        { "import", "experiencia@demo.example", "/proyectos/operaciones/operacion" },
        { "logbook", "admin@demo.example", "/bitacora" },
        { "logbook-project", "supervisor.norte@demo.example", "/proyectos/operaciones/bitacora?que=cases.completed" },
        { "board", "experiencia@demo.example", "/tablero" },
        { "board-list", "supervisor.norte@demo.example", "/tablero/casos?cifra=vencidas" },
        { "pending", "agente1.piura@demo.example", "/pendientes" },
        { "cases", "agente1.piura@demo.example", "/proyectos/servicio/casos" },
        { "project-service", "experiencia@demo.example", "/proyectos/servicio" },
        { "guides", "experiencia@demo.example", "/proyectos/servicio/guias" },
        { "guides-script", "experiencia@demo.example", "/proyectos/servicio/guias?seccion=guion" },
        { "guides-templates", "experiencia@demo.example", "/proyectos/servicio/guias?seccion=plantillas" },
        { "grid", "experiencia@demo.example", "/proyectos/operaciones/close-the-loop" },
        { "grid-none-found", "experiencia@demo.example", "/proyectos/operaciones/close-the-loop?buscar=zzzzzzzz" },
    };

    [Theory, MemberData(nameof(Pages))]
    public async Task A_page_is_accessible_in_both_themes_and_sizes_asks_nothing_of_other_hosts_and_never_scrolls_sideways(string name, string? email, string path)
    {
        await using var session = email is null ? await world.Browser.OpenAsync(world.Console) : await world.SignedInAsync(email);
        foreach (var view in Views(name))
        {
            await ShowAsync(session.Page, path, view);
            await session.PictureAsync($"{name}-{(view.Dark ? "dark" : "light")}-{view.Width}x{view.Height}");
            await session.AssertAccessibleAsync();
        }
        await ShowAsync(session.Page, path, new BrowserView(WideEnoughForEverybody, 700));
        Assert.True(await session.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth") <= WideEnoughForEverybody, name);
        session.AssertQuiet();
    }

    /// <summary>Each theme and each size; together all four in full and for pictures, else one pair of two pages and the other of the next.</summary>
    private static IEnumerable<BrowserView> Views(string name)
    {
        var dark = Pages.Select(page => (string)page[0]).ToList().IndexOf(name) % 2 == 0;
        BrowserView[] pair = [new BrowserView(Dark: dark), BrowserView.Phone with { Dark = !dark }];
        return Counts.Full || BrowserSession.Pictures is not null ? pair.Concat(pair.Select(view => view with { Dark = !view.Dark })) : pair;
    }

    [Fact]
    public async Task The_first_load_of_the_grid_stays_light()
    {
        await using var known = await world.SignedInAsync("experiencia@demo.example");
        await using var first = await world.Browser.OpenAsync(world.Console);
        await first.Page.Context.AddCookiesAsync((await known.Page.Context.CookiesAsync()).Select(c => new Cookie { Name = c.Name, Value = c.Value, Url = world.Console.Address }));
        var responses = new ConcurrentQueue<IResponse>();
        var frames = new ConcurrentQueue<byte[]>();
        first.Page.Response += (_, response) => responses.Enqueue(response);
        first.Page.WebSocket += (_, socket) => socket.FrameReceived += (_, frame) => frames.Enqueue(frame.Binary ?? Encoding.UTF8.GetBytes(frame.Text ?? ""));
        await first.GotoAsync("/proyectos/operaciones/close-the-loop");
        await Expect(first.Page.Locator("table.grid tbody tr").First).ToBeVisibleAsync();
        await first.Page.EvaluateAsync("() => document.fonts.ready.then(() => 0)");
        var sizes = new List<(string What, long Bytes)> { ("circuit", frames.Sum(Compressed)) };
        foreach (var response in responses.Where(r => r.Status == 200))
            sizes.Add((new Uri(response.Url).AbsolutePath, OnTheWire(response.Url, await response.BodyAsync())));
        foreach (var (what, bytes) in sizes.OrderByDescending(size => size.Bytes))
            output.WriteLine($"{bytes / 1024.0,8:0.0} KB  {what}");
        output.WriteLine($"{sizes.Sum(size => size.Bytes) / 1024.0,8:0.0} KB  first load of the grid, {sizes.Count} requests");
        Assert.InRange(sizes.Sum(size => size.Bytes), 1, FirstLoadLimit);
    }

    /// <summary>As published files travel: brotli, made once; a development build serves them as they lie there.</summary>
    private static long OnTheWire(string url, byte[] body) => url.Contains(".woff2") ? body.Length : Compressed(body);

    private static long Compressed(byte[] body)
    {
        using var into = new MemoryStream();
        using (var brotli = new BrotliStream(into, CompressionLevel.Optimal, leaveOpen: true))
            brotli.Write(body);
        return into.Length;
    }

    private static async Task ShowAsync(IPage page, string path, BrowserView view)
    {
        await page.SetViewportSizeAsync(view.Width, view.Height);
        await page.EmulateMediaAsync(new() { ColorScheme = view.Dark ? ColorScheme.Dark : ColorScheme.Light, ReducedMotion = ReducedMotion.Reduce });
        await page.GotoAsync(path);
        await Expect(page.Locator("h1").First).ToBeAttachedAsync();
        await Expect(page.Locator("[aria-busy=true]")).ToHaveCountAsync(0);
    }
}
