using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.People;
using OpsConsole.Domain.Retention;
using OpsConsole.Tests.Support;
using OpsConsole.Web.Guides;
using OpsConsole.Web.Resources;
using OpsConsole.Web.Shell;
using Xunit;

namespace OpsConsole.Tests.Web.Guides;

public sealed class RetentionGuidePageTests : DeskScreenTest
{
    [Fact]
    public async Task A_row_of_the_matrix_is_changed_published_after_a_look_and_the_old_version_is_seen()
    {
        var page = await ShowAsync(Role.ExperienceAnalyst, "beneficios");
        Assert.Equal(["Estados y motivos", "Matriz de beneficios", "Guión", "Plantillas"], page.FindAll("nav.tabs a").Select(a => a.TextContent.Trim()));
        Assert.Equal(4, page.FindAll("[data-row]").Count);
        Assert.Equal("Porcentaje máximo, fila 1", page.Find("[data-row='0'] input[type=number]").GetAttribute("aria-label"));
        await page.Find("[data-row='0'] input[type=number]").ChangeAsync(new() { Value = "101" });
        Assert.Contains("Porcentaje máximo: Escriba un número entero entre 1 y 100.", page.Find("#rule-1-problem").TextContent);
        Assert.Equal("true", page.Find("[data-row='0'] input[type=number]").GetAttribute("aria-invalid"));
        await page.Find("[data-row='0'] input[type=number]").ChangeAsync(new() { Value = "40" });
        Assert.Empty(page.Find("#rule-1-problem").TextContent);
        await page.Find("#limit-compensationMaxDays").ChangeAsync(new() { Value = "10" });
        await page.Find("#guide-publish").ClickAsync(new());
        Assert.Contains("DESCUENTO CBM · INTERNET: 50 % × 3 → 40 % × 3", page.FindAll("[data-diff=changed] li").Select(li => li.TextContent));
        Assert.Contains("Días de compensación como máximo: 8 → 10", page.FindAll("[data-diff=changed] li").Select(li => li.TextContent));
        await page.Find("dialog form").SubmitAsync();
        var settings = await SettingsAsync();
        Assert.Equal((40, 10), (settings.Benefits.Rules[0].MaxPercentage, settings.Benefits.Limits.CompensationMaxDays));
        await page.Find("[data-version='1'] .btn").ClickAsync(new());
        Assert.Contains("50 %", page.Find("#matrix-sheet tbody tr").TextContent);
        Assert.Contains("DESCUENTO CBM", page.Find("#matrix-sheet tbody th").TextContent);
    }

    [Fact]
    public async Task Rows_are_added_with_the_motives_that_grant_and_removed_and_put_back()
    {
        var page = await ShowAsync(Role.ExperienceAnalyst, "beneficios");
        await page.Find("#matrix-add").ClickAsync(new());
        Assert.Equal(["Elija un motivo", "DESCUENTO CBM", "DESCUENTO DECODIFICADOR ADICIONAL", "DESCUENTO PLAN ADICIONAL", "DESCUENTO SERVICIOS CONVERGENTES"], page.FindAll("[data-row='4'] option").Select(o => o.TextContent));
        await page.Find("[data-row='4'] select").ChangeAsync(new() { Value = "descuento_cbm" });
        await page.Find("[data-row='4'] input:not([type=number])").ChangeAsync(new() { Value = "dth ; TELEVISION" });
        Assert.Contains("ya tiene una fila para esa línea", page.Find("#rule-5-problem").TextContent);
        await page.Find("[data-row='4'] input:not([type=number])").ChangeAsync(new() { Value = " TELEVISION ,, PREPAGO" });
        Assert.Empty(page.FindAll("#guide-problems"));
        await page.Find("[data-row='1'] [data-remove]").ClickAsync(new());
        Assert.Equal(4, page.FindAll("[data-row]").Count);
        var toast = Services.GetRequiredService<Toasts>().Shown.Single(t => t.Undo is not null);
        Assert.Equal("Se quitó «DESCUENTO DECODIFICADOR ADICIONAL»", toast.Text);
        await page.InvokeAsync(toast.Undo!);
        await page.Find("#guide-publish").ClickAsync(new());
        await page.Find("dialog form").SubmitAsync();
        var rules = (await SettingsAsync()).Benefits.Rules;
        Assert.Equal((5, "TELEVISION PREPAGO"), (rules.Count, string.Join(' ', rules[4].Products)));
    }

    [Fact]
    public async Task A_motive_is_edited_with_its_text_previewed_against_the_limit()
    {
        var page = await ShowAsync(Role.RegionalSupervisor);
        Assert.Equal(["Estados y motivos", "Guión"], page.FindAll("nav.tabs a").Select(a => a.TextContent.Trim()));
        Assert.Equal("FACTURA PENDIENTE", page.Find("#motive-label").GetAttribute("value"));
        Assert.Equal("FACTURA PENDIENTE, CLIENTE PAGARÁ HASTA 23/12/2026. CONTACTO 0990000000", page.Find("[data-preview]").TextContent);
        Assert.Contains("71 de 200", page.Find("[id$=-count]").TextContent);
        Assert.True(page.Find("#need-fecha_compromiso").HasAttribute("checked"));
        await page.Find("textarea").ChangeAsync(new() { Value = "FACTURA {nadie}" });
        Assert.Contains("Nada llena {nadie}", page.Find("section.text .hint.bad").TextContent);
        await page.Find("textarea").ChangeAsync(new() { Value = "FACTURA PENDIENTE HASTA {fecha_compromiso}" });
        await page.Find("#motive-days").ChangeAsync(new() { Value = "nueve" });
        Assert.Contains("entre 0 y 60", page.Find("#motive-days-problem").TextContent);
        await page.Find("#motive-days").ChangeAsync(new() { Value = "9" });
        await page.Find("#need-benefit").ChangeAsync(new() { Value = true });
        Assert.Contains("Solo un motivo de un estado final", page.Find("#motive-needs-problem").TextContent);
        await page.Find("#need-benefit").ChangeAsync(new() { Value = false });
        await page.Find("#guide-publish").ClickAsync(new());
        Assert.Equal(["PENDIENTE › FACTURA PENDIENTE"], page.FindAll("[data-diff=changed] li").Select(li => li.TextContent));
        await page.Find("dialog form").SubmitAsync();
        var motive = (await SettingsAsync()).Retention.States[0].Motives[0];
        Assert.Equal((9, "FACTURA PENDIENTE HASTA {fecha_compromiso}", "factura_pendiente"), (motive.Days, motive.Texts[0].Text, motive.Code));
        await page.Find("[data-version='1'] .btn").ClickAsync(new());
        Assert.Contains("CLIENTE PAGARÁ HASTA", page.Find("dialog .old").TextContent);
    }

    [Fact]
    public async Task States_motives_and_texts_are_added_and_removed_and_keep_what_was_typed_when_shown_again()
    {
        var page = await ShowAsync(Role.ExperienceAnalyst);
        await page.Find("#state-add").ClickAsync(new());
        await page.Find("#state-label").ChangeAsync(new() { Value = "CAMBIO DE PLAN" });
        Assert.Contains("Este estado no tiene motivos", page.Find("#state-label-problem").TextContent);
        await page.Find("#state-outcome").ChangeAsync(new() { Value = "Retained" });
        await page.Find("#motive-add").ClickAsync(new());
        await page.Find("#motive-label").ChangeAsync(new() { Value = "BAJA DE VELOCIDAD" });
        await page.Find("#motive-chosen").ChangeAsync(new() { Value = "Variant" });
        await page.Find("[id$=-name]").ChangeAsync(new() { Value = "Menos megas" });
        await page.Find("textarea").ChangeAsync(new() { Value = "CLIENTE BAJA VELOCIDAD. CONTACTO {telefono}" });
        await page.Find("#text-add").ClickAsync(new());
        await page.FindAll("[id$=-name]")[1].ChangeAsync(new() { Value = "Otro plan" });
        await page.FindAll("textarea")[1].ChangeAsync(new() { Value = "CLIENTE CAMBIA A {plan}" });
        Assert.Empty(page.FindAll("#guide-problems"));
        await page.FindAll(".pickone")[0].ClickAsync(new());
        await page.FindAll(".pickone")[^1].ClickAsync(new());
        Assert.Equal(("BAJA DE VELOCIDAD", "Otro plan", "CLIENTE CAMBIA A {plan}"), (page.Find("#motive-label").GetAttribute("value"), page.FindAll("[id$=-name]")[1].GetAttribute("value"), page.FindAll("textarea")[1].GetAttribute("value")));
        await page.Find("#guide-publish").ClickAsync(new());
        await page.Find("dialog form").SubmitAsync();
        var added = (await SettingsAsync()).Retention.States[^1];
        Assert.Equal(("cambio_de_plan", true, RetentionResult.Retained, "baja_de_velocidad"), (added.Code, added.Final, added.Outcome, added.Motives[0].Code));
        Assert.Equal([("menos_megas", "Menos megas"), ("otro_plan", "Otro plan")], added.Motives[0].Texts.Select(t => (t.Code, t.Label)));

        await page.FindAll(".pickone").Last(b => b.TextContent.Contains("CAMBIO DE PLAN")).ClickAsync(new());
        await page.Find("#state-remove").ClickAsync(new());
        Assert.DoesNotContain("CAMBIO DE PLAN", page.Find(".split .list").TextContent);
        await page.InvokeAsync(Services.GetRequiredService<Toasts>().Shown.Last(t => t.Undo is not null).Undo!);
        Assert.Contains("BAJA DE VELOCIDAD", page.Find(".split .list").TextContent);
    }

    [Fact]
    public async Task The_matrix_is_the_analysts()
    {
        var page = await ShowAsync(Role.RegionalSupervisor, "beneficios");
        Assert.Contains(Words<ShellTexts>()["ForbiddenTitle"], page.Markup);
    }

    private Task<CampaignSettings> SettingsAsync() => Database.ReadAsync(async db => (await db.Campaigns.AsNoTracking().SingleAsync(c => c.Code == "retencion")).Settings);

    private async Task<IRenderedComponent<GuidePage>> ShowAsync(Role role, string? section = null)
    {
        await Organisation.RetentionAsync();
        await StartAsync(role);
        Services.GetRequiredService<NavigationManager>().NavigateTo("/proyectos/retencion/guias" + (section is null ? "" : "?seccion=" + section));
        var page = Render<GuidePage>(p => p.Add(x => x.Code, "retencion"));
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll("#guide-publish, .empty")));
        return page;
    }
}
