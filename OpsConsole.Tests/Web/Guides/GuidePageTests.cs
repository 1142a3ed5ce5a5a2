using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Guides;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Messages;
using OpsConsole.Domain.People;
using OpsConsole.Tests.Support;
using OpsConsole.Web.Guides;
using OpsConsole.Web.Resources;
using OpsConsole.Web.Shell;
using Xunit;

namespace OpsConsole.Tests.Web.Guides;

public sealed class GuidePageTests : DeskScreenTest
{
    [Fact]
    public async Task What_is_changed_saves_itself_says_what_is_wrong_beside_it_and_is_published_after_a_look()
    {
        var page = await ShowAsync(Role.RegionalSupervisor);
        Assert.Equal(["Disposiciones", "Guión"], page.FindAll("nav.tabs a").Select(a => a.TextContent.Trim()));
        Assert.Contains("Esto es lo que está en uso", page.Find("#guide-state").TextContent);
        await page.Find("#tree-add").ClickAsync(new());
        var added = page.FindAll("[data-label]")[^1];
        await added.ChangeAsync(new() { Value = "CONTACTO FALLIDO" });
        Assert.Contains("Borrador guardado", page.Find("#guide-state").TextContent);
        Assert.Equal(2, page.FindAll(".outline .hint.bad").Count);
        await page.Find("#guide-publish").ClickAsync(new());
        Assert.Contains("Corrija primero lo marcado: Ya hay otra con este nombre", page.Find(".banner[role=alert]").TextContent);
        await page.FindAll("[data-label]")[^1].ChangeAsync(new() { Value = "Contacto por correo" });
        Assert.Empty(page.FindAll(".outline .hint.bad"));
        await page.FindAll("[data-label]")[0].ChangeAsync(new() { Value = "Habló con el cliente" });
        await page.Find("#guide-publish").ClickAsync(new());
        Assert.Equal("Se agregan: 1", page.Find("[data-diff=added] p").TextContent);
        Assert.Equal("Contacto efectivo → Habló con el cliente", page.Find("[data-diff=renamed] li").TextContent);
        await page.Find("#publish-note").ChangeAsync(new() { Value = "Canal nuevo" });
        await page.Find("dialog form").SubmitAsync();
        Assert.Contains("Versión 2 publicada", Said);
        Assert.Contains("Canal nuevo", page.Find("[data-version='2']").TextContent);
        var now = await Database.ReadAsync(db => db.Campaigns.AsNoTracking().SingleAsync(c => c.Code == "servicio"));
        Assert.Equal(["Habló con el cliente", "Contacto fallido", "Contacto por correo"], now.Settings.DispositionTree.Select(d => d.Label));

        await page.Find("[data-bring='1']").ClickAsync(new());
        Assert.Equal("Contacto efectivo", page.FindAll("[data-label]")[0].GetAttribute("value"));
        await page.Find("#guide-discard").ClickAsync(new());
        Assert.Equal("Habló con el cliente", page.FindAll("[data-label]")[0].GetAttribute("value"));
    }

    [Fact]
    public async Task What_is_removed_can_be_put_back_for_some_seconds()
    {
        var page = await ShowAsync(Role.ExperienceAnalyst);
        var count = page.FindAll("[data-node]").Count;
        await page.Find("[data-node]").TriggerEventAsync("onfocusin", new Microsoft.AspNetCore.Components.Web.FocusEventArgs());
        await page.Find("[data-verb=remove]").ClickAsync(new());
        Assert.Equal(count - 4, page.FindAll("[data-node]").Count);
        var toast = Services.GetRequiredService<Toasts>().Shown.Single(t => t.Undo is not null);
        Assert.Equal("Se quitó «Contacto efectivo»", toast.Text);
        await page.InvokeAsync(toast.Undo!);
        Assert.Equal((count, "Contacto efectivo"), (page.FindAll("[data-node]").Count, page.Find("[data-label]").GetAttribute("value")));
    }

    [Fact]
    public async Task When_somebody_else_saved_the_draft_one_chooses_and_nothing_typed_is_lost()
    {
        var page = await ShowAsync(Role.ExperienceAnalyst, "guion");
        var other = await Organisation.ActorAsync(Role.RegionalSupervisor);
        Assert.IsType<Outcome.Done>(await Database.Get<GuideDesk>().SaveDraftAsync("servicio", GuideKind.Script, 0, new ScriptGuide("De otra persona").Write(), other, CancellationToken.None));
        await page.Find("#script-text").ChangeAsync(new() { Value = "Lo mío" });
        Assert.Contains($"{other.Name} guardó o publicó cambios aquí", page.Find(".banner[role=alert]").TextContent);
        await page.Find("#guide-mine").ClickAsync(new());
        Assert.Empty(page.FindAll(".banner[role=alert]"));
        Assert.Equal("Lo mío", ((ScriptGuide)(await Database.Get<GuideQueries>().FindAsync("servicio", GuideKind.Script, other, CancellationToken.None))!.Draft!.Content).Text);
    }

    [Fact]
    public async Task The_script_is_previewed_as_text_and_an_unknown_mark_is_named()
    {
        var page = await ShowAsync(Role.ExperienceAnalyst, "guion");
        await page.Find("#script-text").ChangeAsync(new() { Value = "# Hola\n@nombre@ <b>x</b>\n- uno\n- @nadie@" });
        Assert.Equal("Hola", page.Find(".sheet h3").TextContent);
        Assert.Equal("Cliente <b>x</b>", page.Find(".sheet p").TextContent);
        Assert.Equal(2, page.FindAll(".sheet li").Count);
        Assert.Contains("Nada llena @nadie@ en este proyecto", page.Find("#script-problem").TextContent);
        await page.Find("#script-text").ChangeAsync(new() { Value = "" });
        Assert.Contains("Todavía no hay guión", page.Find(".preview").TextContent);
    }

    [Fact]
    public async Task A_template_is_edited_as_its_channels_carry_it()
    {
        var page = await ShowAsync(Role.ExperienceAnalyst, "plantillas");
        await page.Find("#template-add").ClickAsync(new());
        await page.Find("#template-label").ChangeAsync(new() { Value = "Aviso" });
        await page.Find("#template-email").ChangeAsync(new() { Value = false });
        await page.Find("#template-sms").ChangeAsync(new() { Value = true });
        Assert.Empty(page.FindAll("#template-subject"));
        await page.Find("#template-text").ChangeAsync(new() { Value = new string('a', 161) });
        Assert.Contains("En SMS ocupa 2", page.Find("#template-count").TextContent);
        await page.Find("#template-text").ChangeAsync(new() { Value = "Hola @quien@" });
        Assert.Contains("Nada llena @quien@", page.Find("#template-text-problem").TextContent);
        await page.Find("#template-text").ChangeAsync(new() { Value = "Hola @nombre@" });
        await page.Find("#guide-publish").ClickAsync(new());
        await page.Find("dialog form").SubmitAsync();
        var now = await Database.ReadAsync(db => db.Campaigns.AsNoTracking().SingleAsync(c => c.Code == "servicio"));
        Assert.Equal(("aviso", "Hola @nombre@", null), (now.Settings.MessageTemplates[^1].Code, now.Settings.MessageTemplates[^1].Text, now.Settings.MessageTemplates[^1].Subject));
        await page.Find("#template-remove").ClickAsync(new());
        Assert.DoesNotContain(page.FindAll(".pickone"), b => b.TextContent.Contains("Acuse de recibo") && !b.TextContent.Contains("breve"));
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("Señal", 1)]
    [InlineData("€uro", 1)]
    [InlineData("Está", 1)]
    public void A_short_text_is_one_message(string text, int parts) => Assert.Equal(parts, SmsLength.Parts(text));

    [Fact]
    public void A_letter_that_is_not_plain_halves_what_one_message_holds() =>
        Assert.Equal((1, 2, 2, 1, 2), (SmsLength.Parts(new('a', 160)), SmsLength.Parts(new('a', 161)), SmsLength.Parts(new('€', 81)), SmsLength.Parts("á" + new string('a', 69)), SmsLength.Parts("á" + new string('a', 70))));

    [Fact]
    public async Task Who_may_not_edit_gets_no_editor_and_a_project_of_another_kind_has_none()
    {
        var page = await ShowAsync(Role.RegionalSupervisor, "plantillas");
        Assert.Contains(Words<ShellTexts>()["ForbiddenTitle"], page.Markup);
        Services.GetRequiredService<NavigationManager>().NavigateTo("/proyectos/operaciones/guias");
        var other = Render<GuidePage>(p => p.Add(x => x.Code, "operaciones"));
        other.WaitForAssertion(() => Assert.Contains(Words<ShellTexts>()["NotFoundTitle"], other.Markup));
    }

    private IEnumerable<string> Said => Services.GetRequiredService<Toasts>().Shown.Select(t => t.Text);

    private async Task<IRenderedComponent<GuidePage>> ShowAsync(Role role, string? section = null)
    {
        await Organisation.ServiceAsync();
        await StartAsync(role);
        Services.GetRequiredService<NavigationManager>().NavigateTo("/proyectos/servicio/guias" + (section is null ? "" : "?seccion=" + section));
        var page = Render<GuidePage>(p => p.Add(x => x.Code, "servicio"));
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll("#guide-publish, .empty")));
        return page;
    }
}
