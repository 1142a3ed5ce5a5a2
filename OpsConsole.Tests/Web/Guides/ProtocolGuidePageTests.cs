using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.People;
using OpsConsole.Domain.Protocols;
using OpsConsole.Tests.Support;
using OpsConsole.Web.Guides;
using OpsConsole.Web.Shell;
using Xunit;

namespace OpsConsole.Tests.Web.Guides;

/// <summary>The assistant's table as it is edited, with its gap finder (issue 8).</summary>
public sealed class ProtocolGuidePageTests : DeskScreenTest
{
    private const string Open = "initial=yes,insistence=answered,customer=unaware";

    [Fact]
    public async Task Without_the_added_rows_four_groups_are_listed_and_a_row_for_each_closes_them()
    {
        var page = await ShowAsync(Role.ExperienceAnalyst);
        Assert.Equal(["Asistente", "Guión", "Plantillas"], page.FindAll("nav.tabs a").Select(a => a.TextContent.Trim()));
        Assert.Equal((12, 4), (page.FindAll("[data-row]").Count, page.FindAll("[data-row] .tag").Count));
        Assert.Contains("cada una de las 48 combinaciones tiene exactamente una fila", page.Find("#protocol-covered").TextContent);
        foreach (var result in new[] { 0, 9, 10, 11 })
            await RowOf(page, result).QuerySelector("[data-remove]")!.ClickAsync(new());
        Assert.Equal(["initial=no_within|no_late,insistence=open_within", "initial=yes,insistence=none|answered,customer=satisfied", "initial=yes,insistence=none|answered,customer=none", Open], page.FindAll("[data-gaps=holes] [data-gap]").Select(li => li.GetAttribute("data-gap")));
        Assert.Contains("De 48 combinaciones, sin fila: 13; con más de una fila: 0.", page.Find("#protocol-covered").TextContent);
        Assert.Contains("Requerimiento inicial: Sin respuesta, dentro de plazo / Sin respuesta, fuera de plazo", Plain(page.Find("[data-gap]").TextContent));
        await page.Find("#guide-publish").ClickAsync(new());
        Assert.Contains("Hay combinaciones sin fila (8 en este grupo)", page.Find("[role=alert]").TextContent);

        for (var left = 4; left > 0; left--)
        {
            Assert.Equal(left, page.FindAll("[data-gap]").Count);
            await page.Find("[data-hole]").ClickAsync(new());
            Assert.Contains("Acción: Falta completar", page.FindAll(".why .hint")[^1].TextContent);
            await page.FindAll("[data-row] select")[^1].ChangeAsync(new() { Value = "ask_customer" });
            await page.FindAll("[data-row] textarea")[^1].ChangeAsync(new() { Value = $"Pregunte {left}." });
        }

        Assert.Empty(page.FindAll("#guide-problems"));
        await page.Find("#guide-publish").ClickAsync(new());
        await page.Find("dialog form").SubmitAsync();
        var table = await TableAsync();
        Assert.Empty(table.Gaps());
        Assert.DoesNotContain(Services.GetRequiredService<Toasts>().Shown, t => t.Undo is not null);        // what was taken away stays away once it is published
        Assert.Equal(["9", "10", "11", "12"], table.Rows.Where(r => r.IsAdded).Select(r => $"{r.Result}"));
        Assert.Contains("Aprobada el", page.Find("[data-version='2']").TextContent);
        await page.Find("[data-version='1'] .btn").ClickAsync(new());
        Assert.Contains("Lea al cliente la respuesta de su requerimiento y la de su ticket.", page.Find("#protocol-sheet").TextContent);
    }

    [Fact]
    public async Task Values_are_ticked_overlaps_show_at_once_and_a_row_that_was_removed_comes_back()
    {
        var page = await ShowAsync(Role.ExperienceAnalyst);
        var satisfied = $"#{RowOf(page, 2).QuerySelector("textarea")!.Id!.Replace("-text", "-customer-satisfied")}";
        Assert.False(page.Find(satisfied).HasAttribute("checked"));
        await page.Find(satisfied).ChangeAsync(new() { Value = true });
        Assert.Equal("initial=yes,insistence=none,customer=satisfied", page.Find("[data-gaps=overlaps] [data-gap]").GetAttribute("data-gap"));
        Assert.Equal(["Ir al resultado 2", "Ir al resultado 11"], page.FindAll("[data-see]").Select(b => b.TextContent));
        await page.FindAll("[data-see]")[1].ClickAsync(new());
        Assert.Contains(JSInterop.Invocations, call => call.Identifier == "oc.focus" && call.Arguments[0] is "row-12-result");
        await page.Find(satisfied).ChangeAsync(new() { Value = false });
        await page.Find(satisfied.Replace("satisfied", "unaware")).ChangeAsync(new() { Value = false });
        Assert.Contains("Qué dice el cliente: Marque al menos un valor", page.Find(satisfied.Replace("customer-satisfied", "problem")).TextContent);
        await page.Find(satisfied.Replace("satisfied", "unaware")).ChangeAsync(new() { Value = true });
        Assert.Empty(page.FindAll("[data-gap]"));

        await RowOf(page, 3).QuerySelector("[data-remove]")!.ClickAsync(new());
        Assert.Single(page.FindAll("[data-gap]"));
        await page.InvokeAsync(Services.GetRequiredService<Toasts>().Shown.Single(t => t.Undo is not null).Undo!);
        Assert.Empty(page.FindAll("[data-gap]"));

        await RowOf(page, 1).QuerySelector("input.num")!.ChangeAsync(new() { Value = "uno" });
        Assert.Contains("Resultado: Escriba un número entero entre 0 y 99.", page.Markup);
        await page.Find("#row-2-result").ChangeAsync(new() { Value = "1" });
        await RowOf(page, 1).QuerySelector("textarea")!.ChangeAsync(new() { Value = "Diga la fecha {maxima}." });
        Assert.Contains("tiene una marca que nada llena", page.Markup);
        await RowOf(page, 1).QuerySelector("textarea")!.ChangeAsync(new() { Value = "Diga la fecha {fecha_maxima}." });
        await page.Find("#protocol-approver").ChangeAsync(new() { Value = "RegionalSupervisor" });
        await page.Find("#guide-publish").ClickAsync(new());
        Assert.Equal(["1 · Requerimiento inicial: Sin respuesta, dentro de plazo · Ticket de insistencia: No tiene → Diga la fecha {fecha_maxima}.", "La aprueba desde ahora: Supervisor regional"], page.FindAll("[data-diff=changed] li").Select(li => li.TextContent));
        await page.Find("dialog form").SubmitAsync();
        Assert.Equal((Role.RegionalSupervisor, "Diga la fecha {fecha_maxima}."), ((await TableAsync()).Approver, (await TableAsync()).Rows[1].Text));
    }

    [Fact]
    public async Task Somebody_who_does_not_approve_prepares_the_draft_and_is_told_whose_it_is_to_publish()
    {
        var page = await ShowAsync(Role.RegionalSupervisor);
        Assert.Equal(("P", "Experiencia al cliente"), (page.Find("#protocol-approver").TagName, page.Find("#protocol-approver").TextContent));
        await RowOf(page, 1).QuerySelector("textarea")!.ChangeAsync(new() { Value = "Diga la fecha." });
        Assert.Contains("Borrador guardado", page.Find("#guide-state").TextContent);
        await page.Find("#guide-publish").ClickAsync(new());
        Assert.Contains("La pone en vigor quien la aprueba".ToLowerInvariant(), page.Find("[role=alert]").TextContent.ToLowerInvariant());
        Assert.Empty(page.FindAll("dialog"));
        Assert.NotEqual("Diga la fecha.", (await TableAsync()).Rows[1].Text);
    }

    private static AngleSharp.Dom.IElement RowOf(IRenderedComponent<GuidePage> page, int result) =>
        page.FindAll("[data-row]").Single(row => row.QuerySelector("input.num")!.GetAttribute("value") == $"{result}");

    private static string Plain(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private Task<ProtocolTable> TableAsync() => Database.ReadAsync(async db => (await db.Campaigns.AsNoTracking().SingleAsync(c => c.Code == "requerimientos")).Settings.Requirements.Assistant);

    private async Task<IRenderedComponent<GuidePage>> ShowAsync(Role role)
    {
        await Database.CommitAsync(db => db.Campaigns.Add(CampaignTemplate.Create(CampaignKind.Requirement, "requerimientos", "Requerimientos", FakeClock.Start)));
        await StartAsync(role);
        Services.GetRequiredService<NavigationManager>().NavigateTo("/proyectos/requerimientos/guias");
        var page = Render<GuidePage>(p => p.Add(x => x.Code, "requerimientos"));
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll("#guide-publish, .empty")));
        return page;
    }
}
