using Bunit;
using Bunit.TestDoubles;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;
using OpsConsole.Tests.Support;
using OpsConsole.Web.Cases;
using Xunit;

namespace OpsConsole.Tests.Web.Cases;

/// <summary>The lists of "Casos pendientes" and the preview beside them.</summary>
public sealed class PendingPageTests : DeskScreenTest
{
    private Campaign _service = null!;
    private Actor _agent = null!;

    [Fact]
    public async Task Each_list_has_its_address_its_count_and_its_own_words_when_it_is_empty()
    {
        await BeginAsync();
        var empty = new Dictionary<string, string>
        {
            [""] = "No tiene casos pendientes",
            ["?ver=programados"] = "No tiene contactos programados",
            ["?ver=compartidos"] = "Nadie le ha compartido casos",
            ["?ver=cerrados"] = "Hoy no ha cerrado casos",
            ["?ver=otra"] = "No tiene casos pendientes",
        };
        foreach (var (address, words) in empty)
            Assert.Equal(words, Open(address).WaitForElement(".empty h2").TextContent);
        await AgreeAsync(1);
        var page = Open("?ver=programados");
        page.WaitForElement(".pi");
        Assert.Equal(["1", "1", "0", "0"], page.FindAll(".tab .count").Select(c => c.TextContent));
        Assert.Equal("/pendientes?ver=programados", page.Find(".tab[aria-current]").GetAttribute("href"));
        Assert.NotNull(page.Find("#take-next"));
    }

    [Fact]
    public async Task What_is_scheduled_stands_under_its_local_day()
    {
        await BeginAsync();
        var time = CampaignTime.Of(_service, Database.Clock);
        Database.Clock.Advance(time.StartOf(time.Today.AddDays(1)).AddHours(9) - time.UtcNow);
        foreach (var hours in new[] { 30, 4, 72 })
            await AgreeAsync(hours);
        var page = Open("?ver=programados");
        page.WaitForElement(".pi");
        var day = time.Today.AddDays(3).ToString("d/MM/yyyy", System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(["Hoy", "Mañana", day], page.FindAll(".gh h2").Select(h => h.TextContent.Split(' ')[^1]));
        Assert.Contains("A las 13:00", page.Find(".pi").TextContent);
    }

    [Fact]
    public async Task A_contact_whose_hour_comes_goes_from_the_scheduled_to_the_top_of_the_pending_ones_by_time_alone()
    {
        await BeginAsync();
        await AgreeAsync(1);
        var page = Open("?ver=programados");
        page.WaitForElement(".pi");
        Database.Clock.Advance(TimeSpan.FromHours(1));
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".pi")));
        var pending = Open("");
        Assert.Equal("Now", pending.WaitForElement("section").GetAttribute("data-group"));
    }

    [Fact]
    public async Task The_preview_is_drawn_only_when_a_row_is_chosen_and_changes_nothing()
    {
        await BeginAsync();
        var (first, second) = (await AgreeAsync(5), await AgreeAsync(6));
        var before = await VersionAsync(second);
        var page = Open("");
        page.WaitForElement(".pi");
        Assert.Empty(page.FindAll(".pv"));
        await page.Find(".pl").TriggerEventAsync("onpick", new PickEventArgs { Number = second });
        Assert.Contains(second, page.WaitForElement(".pv").GetAttribute("aria-label"));
        Assert.Equal(second, page.Find(".pi[aria-current]").GetAttribute("data-n"));
        Assert.EndsWith(second, page.Find("#preview-work").GetAttribute("href"));
        Assert.Contains("Próximo contacto", page.Find(".pv .banner").TextContent);
        Assert.Contains("Contacto efectivo › Volver a llamar", page.Find(".pv .kv").TextContent);
        await page.Find(".pl").TriggerEventAsync("onpick", new PickEventArgs { Number = first });
        page.WaitForAssertion(() => Assert.Equal(first, page.Find(".pi[aria-current]").GetAttribute("data-n")));
        Assert.Equal(before, await VersionAsync(second));
    }

    [Fact]
    public async Task The_address_brings_back_the_preview_and_a_case_out_of_reach_has_none()
    {
        await BeginAsync();
        var number = await AgreeAsync(5);
        Assert.Contains(number, Open($"?caso={number}").WaitForElement(".pv").GetAttribute("aria-label"));
        var far = Open($"?caso={await Organisation.AlertAsync(Organisation.Far)}");
        far.WaitForElement(".pi");
        Assert.Empty(far.FindAll(".pv"));
    }

    private async Task BeginAsync()
    {
        _service = await Organisation.ServiceAsync();
        _agent = await StartAsync(Role.Agent);
    }

    private IRenderedComponent<PendingPage> Open(string query)
    {
        Services.GetRequiredService<BunitNavigationManager>().NavigateTo("/pendientes" + query);
        return Render<PendingPage>();
    }

    private async Task<string> AgreeAsync(int hours)
    {
        var desk = Database.Get<CaseDesk>();
        var number = ((Outcome.Done)await desk.CreateAsync(_service.Code, Organisation.Home, new() { Type = _service.Settings.CaseTypes[0] }, null, null, await Organisation.ActorAsync(Role.BranchHead), default)).Id!;
        await desk.OpenAsync(number, _agent, default);
        Assert.IsAssignableFrom<Outcome.Done>(await desk.DisposeAsync(number, 2, new(["contacto_efectivo", "volver_a_llamar"], null, Database.Clock.UtcNow.AddHours(hours)), _agent, default));
        return number;
    }

    private Task<long> VersionAsync(string number) => Database.ReadAsync(db => db.Cases.Where(c => c.Id == CaseNumber.IdOf(number)).Select(c => c.Version).SingleAsync());
}
