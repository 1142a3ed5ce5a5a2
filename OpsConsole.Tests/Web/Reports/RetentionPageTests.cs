using Bunit;
using Bunit.TestDoubles;
using Microsoft.Extensions.DependencyInjection;
using OpsConsole.Domain.Live;
using OpsConsole.Domain.People;
using OpsConsole.Tests.Domain.Retention;
using OpsConsole.Tests.Support;
using OpsConsole.Web.Board;
using OpsConsole.Web.Reports;
using Xunit;

namespace OpsConsole.Tests.Web.Reports;

/// <summary>"Cifras" of a retention campaign, and what the board says of it.</summary>
public sealed class RetentionPageTests : DeskScreenTest
{
    private RetentionMonth _month = null!;

    [Fact]
    public async Task The_time_is_in_the_address_and_an_empty_one_says_what_to_do()
    {
        await BeginAsync(Role.ExperienceAnalyst);
        var page = Open("");
        page.WaitForElement("article");
        Assert.Equal(("2026-01-01", "2026-01-15"), (page.Find("article").GetAttribute("data-from"), page.Find("article").GetAttribute("data-to")));
        Assert.Equal(["Este mes"], page.FindAll(".seg a[aria-current]").Select(a => a.TextContent));
        Assert.Equal(["3", "2", "66.7\u00a0%", "1", "1", "1", "0.99"], page.FindAll(".tiles b").Select(b => b.TextContent));
        Assert.Single(page.FindAll(".trend svg"));
        foreach (var (address, from, to) in new[] { ("?periodo=hoy", "2026-01-15", "2026-01-15"), ("?periodo=semana", "2026-01-12", "2026-01-15"), ("?periodo=30-dias", "2025-12-17", "2026-01-15"), ("?desde=2026-01-14&hasta=2026-01-15", "2026-01-14", "2026-01-15") })
        {
            page = Open(address);
            Assert.Equal((from, to), (page.WaitForElement("article").GetAttribute("data-from"), page.Find("article").GetAttribute("data-to")));
        }

        page = Open("?desde=2026-01-01&hasta=2026-01-10");
        Assert.Contains("Del 01/01/2026 al 10/01/2026", page.WaitForElement(".empty").TextContent);
        Assert.Empty(page.FindAll("#retention-pdf"));
        foreach (var (address, words) in new[] { ("?desde=2026-01-12&hasta=2026-01-10", "termina antes de empezar"), ("?desde=2027-01-01", "aún no empieza"), ("?desde=ayer", "año-mes-día"), ("?desde=2024-01-01", "el máximo es 366") })
            Assert.Contains(words, Open(address).WaitForElement("#retention-problem").TextContent);
        page = Open("");
        await page.WaitForElement("#retention-from").ChangeAsync(new() { Value = "2026-01-03" });
        await page.InvokeAsync(() => page.Find("form.other").SubmitAsync());
        Assert.EndsWith("/cifras?desde=2026-01-03&hasta=2026-01-15", Services.GetRequiredService<BunitNavigationManager>().Uri);
    }

    [Fact]
    public async Task Tables_say_who_what_and_when_and_a_figure_leads_to_its_cases()
    {
        await BeginAsync(Role.ExperienceAnalyst);
        var page = Open("");
        page.WaitForElement("article");
        string[][] Rows(string id) => [.. page.FindAll($"#{id} tbody tr").Select(tr => tr.QuerySelectorAll("td").Select(td => td.TextContent.Trim()).ToArray())];
        Assert.Equal(["RETENIDO", "DESCUENTO CBM", "1", "1", "3", "0.99"], Rows("by-motive").Single(r => r[1] == "DESCUENTO CBM"));
        Assert.Equal(["Agent.HOME", "2", "2", "100.0\u00a0%", "0", "1", "1", "1", "0.99"], Rows("by-agent")[0]);
        Assert.Equal("1", Rows("by-line").Single(r => r[0] == "Sin línea")[6]);
        Assert.Equal(16, Rows("by-day").Length);
        Assert.Equal(["01/01/2026", "0", "0", "—", "0", "0", "0", "0", "0.00"], Rows("by-day")[0]);
        Assert.Empty(page.FindAll("#by-day tbody tr")[0].QuerySelectorAll("button"));
        var navigation = Services.GetRequiredService<BunitNavigationManager>();
        await page.InvokeAsync(() => page.FindAll("#by-motive tbody tr").Single(tr => tr.TextContent.Contains("DESCUENTO CBM")).QuerySelector("button")!.ClickAsync(new()));      // there: nothing is drawn anew between finding and clicking
        Assert.Matches("/proyectos/retencion/casos\\?filtro=", navigation.Uri);
        var ofMotive = navigation.Uri;
        await page.InvokeAsync(() => page.Find("[data-figure=Retained] button").ClickAsync(new()));
        Assert.Matches("/proyectos/retencion/casos\\?filtro=", navigation.Uri);
        Assert.NotEqual(ofMotive, navigation.Uri);
    }

    [Fact]
    public async Task What_colleagues_dispose_of_appears_by_itself_on_the_page_and_on_the_board()
    {
        await BeginAsync(Role.BranchHead);
        var (page, card) = (Open("?periodo=hoy"), Render<BoardRetention>(p => p.Add(b => b.Scope, new())));
        Assert.Equal("2", page.WaitForElement("[data-figure=Decided] b").TextContent);
        Assert.Contains("Solo cuentan las agencias que usted ve", page.Find("header").TextContent);
        Assert.Equal(["Hoy", "2", "2", "100.0\u00a0%", "0.99"], card.WaitForElement("[data-span=Today]").QuerySelectorAll("td").Select(td => td.TextContent));
        Assert.Equal("/proyectos/retencion/cifras?periodo=semana", card.Find("[data-span=Week] a").GetAttribute("href"));
        await _month.DisposedAsync("9", Organisation.Home, "GPON", "retiro_en_proceso", "entregara_equipo_en_cis");
        var last = await Database.ReadAsync(db => Task.FromResult(db.CaseEvents.OrderByDescending(e => e.Sequence).First()));
        Database.Get<CaseFeed>().Publish([new(last.Sequence, last.CaseId, last.CampaignId, last.BranchId, last.Type, last.ById, last.At)]);
        page.WaitForAssertion(() => Assert.Equal("3", page.Find("[data-figure=Decided] b").TextContent));
        card.WaitForAssertion(() => Assert.Equal(["Hoy", "3", "2", "66.7\u00a0%", "0.99"], card.Find("[data-span=Today]").QuerySelectorAll("td").Select(td => td.TextContent)));
    }

    [Fact]
    public async Task Another_kind_of_project_has_no_such_page_and_a_board_without_retention_says_nothing_of_it()
    {
        await StartAsync(Role.ExperienceAnalyst);
        Assert.Empty(Render<RetentionPage>(p => p.Add(r => r.Code, "operaciones")).FindAll(".seg, article"));
        Assert.Empty(Render<BoardRetention>(p => p.Add(b => b.Scope, new())).FindAll("section"));
    }

    private async Task BeginAsync(Role role)
    {
        await Organisation.RetentionAsync();
        _month = await RetentionMonth.InAsync(Database, Organisation, new(1), 0);
        await _month.DisposedAsync("1", Organisation.Home, "INTERNET", "retenido", "descuento_cbm", 33, 3);
        await _month.DisposedAsync("2", Organisation.Home, "INTERNET", "retenido_seguimiento", "compensacion_falta_de_servicio");
        await _month.DisposedAsync("3", Organisation.Far, "DTH", "retiro_en_proceso", "entregara_equipo_en_cis", role: Role.BranchHead);
        await _month.DisposedAsync("4", Organisation.Home, "", "no_aplica", "queja_duplicada");
        await _month.DisposedAsync("5", Organisation.Home, "DTH", "pendiente", "volver_a_llamar");
        await StartAsync(role);
    }

    private IRenderedComponent<RetentionPage> Open(string query)
    {
        Services.GetRequiredService<BunitNavigationManager>().NavigateTo("/proyectos/retencion/cifras" + query);
        return Render<RetentionPage>(p => p.Add(r => r.Code, "retencion"));
    }
}
