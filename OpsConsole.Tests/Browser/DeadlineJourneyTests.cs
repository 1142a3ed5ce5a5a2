using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using OpsConsole.Tests.Support;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace OpsConsole.Tests.Browser;

/// <summary>Why a case is due when it is, what a change of policy or calendar would move, and the calendars themselves, in Chromium (docs/rules.md, "Receipt", "Calendars"). Each journey has a project and a calendar of its own.</summary>
[Collection(BrowserCollection.Name)]
public sealed partial class DeadlineJourneyTests(ConsoleInBrowser world)
{
    private const string Analyst = "experiencia@demo.example", Admin = "admin@demo.example", Lunch = "09:00-13:00, 14:00-18:00";
    private const float Soon = 20_000;

    [Fact]
    public async Task A_deadline_explains_itself_and_a_change_of_the_policy_says_first_what_it_moves()
    {
        using var api = await ApiClient.SignInAsync(world.Console.Address, Analyst);
        var cases = await MadeAsync(api, "plazos-1", 3);
        await using var analyst = await world.SignedInAsync(Analyst);
        var page = analyst.Page;

        // by keyboard alone: open, look, close, and the focus is where it was
        await analyst.GotoAsync($"/proyectos/plazos-1/casos/{cases[0]}");
        await page.Locator("#due-why").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#due-receipt-title")).ToBeVisibleAsync(new() { Timeout = Soon });
        await AddsUpAsync(page);
        await LookAsync(analyst);
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator("dialog[open]")).ToHaveCountAsync(0);
        await Expect(page.Locator("#due-why")).ToBeFocusedAsync();

        var before = await DueAsync(api, cases);
        await analyst.GotoAsync("/proyectos/plazos-1/plazos");
        await page.Locator("#project-unit").SelectOptionAsync("natural_days");
        foreach (var priority in new[] { "urgent", "high", "normal", "low" })
            await page.Locator($"[id='project-amount.{priority}']").FillAsync("30");
        await page.Locator("form[data-keep] button[type=submit]").ClickAsync();
        var moves = page.Locator("dialog[open]");
        await Expect(moves).ToContainTextAsync("Mueve 3 vencimientos de 3 casos abiertos", new() { Timeout = Soon });
        await LookAsync(analyst);
        await page.GetByRole(AriaRole.Button, new() { Name = "Seguir editando" }).Last.ClickAsync();
        await Expect(moves).ToHaveCountAsync(0);
        await Expect(page.Locator("[id='project-amount.low']")).ToHaveValueAsync("30");
        Assert.Equal(before, await DueAsync(api, cases));
        await page.Locator("form[data-keep] button[type=submit]").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Guardar y mover 3 vencimientos" }).ClickAsync();
        await Expect(page.Locator("form p.banner[role=status]")).ToContainTextAsync("El último cambio movió 3 vencimientos", new() { Timeout = Soon });      // by itself, when the job has ended
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Detener" })).ToHaveCountAsync(0);
        foreach (var number in cases)
        {
            var found = (await api.GetAsync($"cases/{number}")).Body;
            Assert.Equal(TimeSpan.FromDays(30), found.GetProperty("dueAt").GetDateTime() - found.GetProperty("createdAt").GetDateTime());
        }
        await analyst.AssertAccessibleAsync();

        await analyst.GotoAsync($"/proyectos/plazos-1/casos/{cases[1]}");
        await page.Locator("#due-why").ClickAsync();
        await Expect(page.Locator("dialog[open] tfoot")).ToContainTextAsync("30 días", new() { Timeout = Soon });
        await page.Keyboard.PressAsync("Escape");
        await analyst.GotoAsync($"/proyectos/plazos-1/casos/{cases[1]}?pestana=historial");
        await Expect(page.GetByText("Cambió el vencimiento").First).ToBeVisibleAsync(new() { Timeout = Soon });
        analyst.AssertQuiet();
    }

    [Fact]
    public async Task An_administrator_keeps_a_calendar_and_a_holiday_moves_what_counts_by_it()
    {
        var year = TimeProvider.System.GetUtcNow().Year;
        using var api = await ApiClient.SignInAsync(world.Console.Address, Analyst);
        await using var admin = await world.SignedInAsync(Admin);
        var page = admin.Page;
        await admin.GotoAsync("/admin/calendarios/nuevo");
        await page.Locator("#code").FillAsync("prueba");
        await page.Locator("#name").FillAsync("Calendario de prueba");
        await SubmitAsync(page);
        await Expect(page.Locator("#code-problem")).ToHaveTextAsync("Use solo mayúsculas sin tilde, cifras y guiones: PE, PE-SUR.", new() { Timeout = Soon });
        await page.Locator("#code").FillAsync("PRUEBA");
        await SubmitAsync(page);
        await Expect(page).ToHaveURLAsync(new Regex("/admin/calendarios/PRUEBA$"), new() { Timeout = Soon });

        // a holiday by hand: what is missing and what is there already is said
        var wrong = page.Locator("p[role=alert]");
        await page.Locator("#add-day").ClickAsync();
        await Expect(wrong).ToHaveTextAsync("Indique la fecha del feriado.");
        await page.Locator("#new-date").FillAsync($"{year}-12-31");
        await page.Locator("#add-day").ClickAsync();
        await Expect(wrong).ToHaveTextAsync("Escriba el nombre del feriado.");
        await page.Locator("#new-name").FillAsync("Cierre de año");
        await page.Locator("#add-day").ClickAsync();
        var days = page.Locator("tbody tr");
        await Expect(days).ToHaveCountAsync(1);
        await page.Locator("#new-date").FillAsync($"{year}-12-31");
        await page.Locator("#new-name").FillAsync("Otra vez");
        await page.Locator("#add-day").ClickAsync();
        await Expect(wrong).ToHaveTextAsync("Esa fecha ya está en el calendario: Cierre de año.");
        await LookAsync(admin);

        // from a file: what recurs is refused with its line and nothing is taken; a date that is there keeps its name
        await ImportAsync(page, "DTSTART;VALUE=DATE:20260501", "RRULE:FREQ=YEARLY", "SUMMARY:Se repite");
        await Expect(page.GetByText("Línea 4: el evento se repite. Exporte cada fecha como un evento propio.")).ToBeVisibleAsync(new() { Timeout = Soon });
        await Expect(days).ToHaveCountAsync(1);
        await ImportAsync(page, $"DTSTART;VALUE=DATE:{year}1230", $"DTEND;VALUE=DATE:{year + 1}0101", "SUMMARY:Balance");
        await Expect(page.GetByText("Se agregaron 1 de 2 fechas del archivo. Revise y guarde.")).ToBeVisibleAsync(new() { Timeout = Soon });
        await Expect(days.Locator("td:nth-child(2)")).ToHaveTextAsync(["Balance", "Cierre de año"]);
        await page.GetByRole(AriaRole.Button, new() { Name = $"Quitar Balance (30/12/{year})" }).ClickAsync();
        await Expect(days).ToHaveCountAsync(1);

        // years that are over help nobody, and a holiday outside of them is named
        await page.Locator("#years").FillAsync($"{year - 2}");
        await page.Locator("#lastYear").FillAsync($"{year - 1}");
        await SubmitAsync(page);
        await Expect(page.Locator("#years-problem")).ToHaveTextAsync($"El calendario termina en {year - 1} y hoy es {year}. Agregue los feriados que faltan y amplíe los años.", new() { Timeout = Soon });
        await page.Locator("#years").FillAsync($"{year}");
        await page.Locator("#lastYear").FillAsync($"{year + 1}");
        foreach (var day in new[] { "Monday", "Friday" })
            await page.Locator($"[id='hours.{day}']").FillAsync(Lunch);
        await SubmitAsync(page);
        await Expect(page).ToHaveURLAsync(new Regex("/admin/calendarios$"), new() { Timeout = Soon });
        await Expect(page.Locator("tr", new() { HasText = "Calendario de prueba" })).ToContainTextAsync($"{year} a {year + 1}");

        // a project counts by it; a holiday on its day moves the deadline, and says so first
        Assert.Equal(201, (await api.PostAsync("campaigns", new { code = "plazos-2", name = "Plazos con calendario", kind = "ServiceCase" })).Status);
        await using var analyst = await world.SignedInAsync(Analyst);
        await analyst.GotoAsync("/proyectos/plazos-2/plazos");
        await analyst.Page.Locator("#project-unit").SelectOptionAsync("business_days");
        await analyst.Page.Locator("#project-calendar").SelectOptionAsync("");
        await analyst.Page.Locator("form[data-keep] button[type=submit]").ClickAsync();
        await Expect(analyst.Page.Locator("#project-calendar-problem")).ToHaveTextAsync("Elija un calendario: sin él no se sabe qué días y horas son laborables.", new() { Timeout = Soon });
        await analyst.Page.Locator("#project-calendar").SelectOptionAsync("PRUEBA");
        foreach (var priority in new[] { "urgent", "high", "normal", "low" })
            await analyst.Page.Locator($"[id='project-amount.{priority}']").FillAsync("3");
        await analyst.Page.Locator("form[data-keep] button[type=submit]").ClickAsync();
        await Expect(analyst.Page.GetByText("Cambios guardados")).ToBeVisibleAsync(new() { Timeout = Soon });
        var cases = await MadeAsync(api, "plazos-2", 2, isThere: true);
        var due = (await DueAsync(api, cases))[0];

        await admin.GotoAsync("/admin/calendarios/PRUEBA");
        await page.Locator("#new-date").FillAsync(due.AddHours(-5).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        await page.Locator("#new-name").FillAsync("Aniversario de la empresa");
        await page.Locator("#add-day").ClickAsync();
        await SubmitAsync(page);
        await Expect(page.Locator("dialog[open]")).ToContainTextAsync("Mueve 2 vencimientos de 2 casos abiertos", new() { Timeout = Soon });
        await admin.AssertAccessibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator("dialog[open]")).ToHaveCountAsync(0);
        Assert.All(await DueAsync(api, cases), at => Assert.Equal(due, at));
        await SubmitAsync(page);
        await page.Locator("#moves-go").ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/admin/calendarios$"), new() { Timeout = Soon });
        await analyst.GotoAsync("/proyectos/plazos-2/plazos");
        await Expect(analyst.Page.Locator("form p.banner[role=status]")).ToContainTextAsync("El último cambio movió 2 vencimientos", new() { Timeout = Soon });
        Assert.All(await DueAsync(api, cases), at => Assert.True(at > due));
        await analyst.GotoAsync($"/proyectos/plazos-2/casos/{cases[0]}");
        await analyst.Page.Locator("#due-why").ClickAsync();
        await Expect(analyst.Page.Locator("dialog[open] tbody")).ToContainTextAsync("Feriado: Aniversario de la empresa", new() { Timeout = Soon });
        await Expect(analyst.Page.Locator("dialog[open] tbody tr.counted")).ToHaveCountAsync(3);
        await analyst.AssertAccessibleAsync();

        // nobody takes away what a project counts by, and no project counts by what does not know this year
        await admin.GotoAsync("/admin/calendarios/PRUEBA");
        await page.Locator("button.danger").ClickAsync();
        await Expect(page.Locator(".form-foot [role=alert]")).ToContainTextAsync("cuentan con este calendario", new() { Timeout = Soon });
        await admin.GotoAsync("/admin/calendarios/nuevo");
        await page.Locator("#code").FillAsync("FUTURO");
        await page.Locator("#name").FillAsync("Calendario del año que viene");
        await SubmitAsync(page);
        await Expect(page).ToHaveURLAsync(new Regex("/admin/calendarios/FUTURO$"), new() { Timeout = Soon });
        await page.Locator("#years").FillAsync($"{year + 1}");
        await SubmitAsync(page);
        await Expect(page).ToHaveURLAsync(new Regex("/admin/calendarios$"), new() { Timeout = Soon });
        await analyst.GotoAsync("/proyectos/plazos-2/plazos");
        await analyst.Page.Locator("#project-calendar").SelectOptionAsync("FUTURO");
        await analyst.Page.Locator("form[data-keep] button[type=submit]").ClickAsync();
        await Expect(analyst.Page.Locator("#project-calendar-problem")).ToContainTextAsync($"El calendario no conoce los feriados de {year}", new() { Timeout = Soon });
        admin.AssertQuiet();
        analyst.AssertQuiet();
    }

    /// <summary>Each interval begins where the one before ended, the last ends at the deadline, and what counts is the sum below.</summary>
    private static async Task AddsUpAsync(IPage page)
    {
        var title = await page.Locator("#due-receipt-title").InnerTextAsync();
        var rows = await page.Locator("dialog[open] tbody tr").EvaluateAllAsync<string[][]>("rows => rows.map(row => [...row.cells].map(cell => cell.innerText.trim()).concat(row.className))");
        Assert.NotEmpty(rows);
        foreach (var (earlier, later) in rows.Zip(rows.Skip(1)))
            Assert.Equal(earlier[1], later[0]);
        Assert.EndsWith(rows[^1][1], title, StringComparison.Ordinal);
        var counted = rows.Where(row => row[4] == "counted").Sum(row => Minutes(row[3]));
        Assert.Equal(Minutes(await page.Locator("dialog[open] tfoot td").InnerTextAsync()), counted, tolerance: rows.Length);      // shown to the minute
        Assert.Contains(rows, row => row[2] == "Fuera de horario" || row[2] == "Fin de semana");
    }

    private static double Minutes(string said) => Part().Matches(said).Sum(part => double.Parse(part.Groups[1].Value, CultureInfo.InvariantCulture) * part.Groups[2].Value switch { "h" => 60, "min" => 1, _ => 1 / 60.0 });

    private static async Task LookAsync(BrowserSession session)
    {
        foreach (var scheme in new[] { ColorScheme.Dark, ColorScheme.Light })
        {
            await session.Page.EmulateMediaAsync(new() { ColorScheme = scheme });
            await session.AssertAccessibleAsync();
        }
    }

    private static Task SubmitAsync(IPage page) => page.Locator(".form-foot button[type=submit]").ClickAsync();

    private static Task ImportAsync(IPage page, params string[] lines) => page.Locator("#ical").SetInputFilesAsync(new FilePayload
    {
        Name = "feriados.ics",
        MimeType = "text/calendar",
        Buffer = Encoding.UTF8.GetBytes(string.Join("\r\n", ["BEGIN:VCALENDAR", "BEGIN:VEVENT", .. lines, "END:VEVENT", "END:VCALENDAR", ""])),
    });

    private static async Task<List<string>> MadeAsync(ApiClient api, string project, int count, bool isThere = false)
    {
        if (!isThere)
            Assert.Equal(201, (await api.PostAsync("campaigns", new { code = project, name = "Plazos a prueba", kind = "ServiceCase" })).Status);
        var made = new List<string>();
        for (var i = 0; i < count; i++)
        {
            var answer = await api.PostAsync("cases", new { campaign = project, branch = "PIURA", type = "Falla", description = "Sin línea", priority = "normal" });
            Assert.Equal(201, answer.Status);
            made.Add(answer.Body.GetProperty("number").GetString()!);
        }
        return made;
    }

    private static async Task<List<DateTime>> DueAsync(ApiClient api, IEnumerable<string> cases)
    {
        var found = new List<DateTime>();
        foreach (var number in cases)
            found.Add((await api.GetAsync($"cases/{number}")).Body.GetProperty("dueAt").GetDateTime());
        return found;
    }

    [GeneratedRegex(@"(\d+) (h|min|s)\b")]
    private static partial Regex Part();
}
