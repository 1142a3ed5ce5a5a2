using System.Text.Json;
using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.DependencyInjection;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.People;
using OpsConsole.Domain.Retention;
using OpsConsole.Tests.Support;
using OpsConsole.Web.Cases;
using OpsConsole.Web.Retention;
using Xunit;

namespace OpsConsole.Tests.Web.Retention;

/// <summary>The closing assistant over the real desk. The browser's half is played by the tests: what it would send is given to the same methods.</summary>
public sealed class RetentionAssistantTests : DeskScreenTest
{
    private const string Proposal = "NO APLICA RETENCIÓN. QUEJA DUPLICADA";

    private readonly List<DispositionSaved> _saved = [];
    private BunitJSModuleInterop _script = null!;
    private string _number = null!;

    [Fact]
    public async Task The_states_are_cards_and_the_one_that_is_not_offered_says_why()
    {
        var page = await OpenAsync();
        Assert.Equal(6, page.FindAll("input[name=state]").Count);
        Assert.Equal(["no_contesta_derivado_a_n1"], page.FindAll("input[name=state][disabled]").Select(i => i.GetAttribute("value")));
        Assert.Contains("Solo para servicios anipagador o virtual compartido o con equipos por entregar (televisión o internet o CDMA)", page.Find("label:has(#a-state-no_contesta_derivado_a_n1)").TextContent);
        page = await OpenAsync((RetentionColumns.Role, "anipagador"));
        Assert.Contains("Faltan 3 intentos en días distintos (0 de 3)", page.Find("label:has(#a-state-no_contesta_derivado_a_n1)").TextContent);
    }

    [Fact]
    public async Task A_state_shows_its_motives_and_many_of_them_are_searched()
    {
        var page = await OpenAsync();
        await ChooseAsync(page, "state", "no_aplica");
        Assert.Equal(5, page.FindAll("input[name=motive]").Count);
        Assert.Empty(page.FindAll("#motive-search"));
        await ChooseAsync(page, "state", "retenido");
        Assert.Equal(9, page.FindAll("input[name=motive]").Count);
        await page.Find("#motive-search").InputAsync("tecnico con");
        Assert.Equal(["suspension_temporal_con_costo_tecnico"], page.FindAll(".pick label:not([hidden]) input[name=motive]").Select(i => i.GetAttribute("value")));
        await page.Find("#a-followUp").ChangeAsync(true);
        await ChooseAsync(page, "motive", "compensacion_falta_de_servicio");
        Assert.Equal("retenido_seguimiento", page.Instance.Verdict.State!.Code);
        Assert.NotEmpty(page.FindAll("#a-fecha_seguimiento"));
        Assert.Equal("Guardar y cerrar", page.Find("#disposition-save span").TextContent);
    }

    [Fact]
    public async Task The_numbers_are_compared_while_they_are_typed_without_gaps_and_leading_zeros()
    {
        var page = await OpenAsync();
        await TypeAsync(page, ("serviceNumber", "22 1001"), ("complaintNumber", "1002"));
        Assert.NotEmpty(page.FindAll("[data-field=serviceNumber] .ok"));
        Assert.Equal("No coincide con el caso: 1001. Copie el de esta solicitud.", page.Find("#a-complaintNumber-problem").TextContent);
        Assert.Equal("true", page.Find("#a-complaintNumber").GetAttribute("aria-invalid"));
        Assert.Equal("", page.Find("#a-complaintType-problem").TextContent);       // nobody has tried to save
    }

    [Fact]
    public async Task The_text_follows_the_fields_until_somebody_changes_it_and_can_be_had_back()
    {
        var page = await OpenAsync();
        await ChooseAsync(page, "state", "retenido");
        await ChooseAsync(page, "motive", "compensacion_falta_de_servicio");
        var first = "ANIPAGADOR — // COMPENSACIÓN POR — DÍAS SIN SERVICIO // CONTACTO MARTA EJEMPLO VELA 0991112223";
        Assert.Equal(first, page.Find("#a-observations").GetAttribute("value"));
        await TypeAsync(page, ("anipagador", "220011"), ("n_dias", "3"), ("observations", first));
        var second = "ANIPAGADOR 220011 // COMPENSACIÓN POR 3 DÍAS SIN SERVICIO // CONTACTO MARTA EJEMPLO VELA 0991112223";
        var (told, expected) = Assert.Single(Texts("set"));
        Assert.Equal((second, first), (told, expected));
        await TypeAsync(page, ("observations", second + " MAÑANA"));
        await TypeAsync(page, ("n_dias", "4"));
        Assert.Single(Texts("set"));                                             // somebody's own text stays
        await page.Find("#assistant-propose").ClickAsync(new());
        Assert.Equal(second.Replace("3 DÍAS", "4 DÍAS"), _script.Invocations["write"][^1].Arguments[1]);
    }

    [Fact]
    public async Task What_is_missing_is_said_at_its_field_after_a_try_and_nothing_typed_is_lost()
    {
        var page = await OpenAsync();
        await SaveAsync(page);
        Assert.Equal("Elija un estado.", Problem(page, "state"));
        await ChooseAsync(page, "state", "pendiente");
        await ChooseAsync(page, "motive", "factura_pendiente");
        await TypeAsync(page, ("complaintType", "105"));
        await SaveAsync(page);
        Assert.Equal(["serviceNumber", "complaintNumber", "complaintType", "fecha_compromiso", "next"], page.FindAll("[data-field]").Select(f => f.GetAttribute("data-field")!).Where(f => Problem(page, f).Length > 0));
        Assert.Contains("debe ser 107", Problem(page, "complaintType"));
        Assert.Equal("a-serviceNumber", JSInterop.Invocations["oc.focus"][^1].Arguments[0]);
        Assert.Equal("105", page.Instance.Now["complaintType"]);
        Assert.Contains("7", page.Find("#assistant-closure").TextContent);
        Assert.Contains("por SYC", page.Find("#assistant-closure").TextContent);
        Assert.Empty(_saved);
    }

    [Fact]
    public async Task A_text_beyond_the_external_limit_is_refused_with_how_long_it_is()
    {
        var page = await OpenAsync();
        await GoodAsync(page);
        await TypeAsync(page, ("observations", new string('A', 201)));
        await SaveAsync(page);
        Assert.Equal("La observación tiene 201 caracteres y OpenFlexis recibe 200: acórtela.", Problem(page, "observations"));
        Assert.Equal(201, page.Instance.Now["observations"].Length);
    }

    [Fact]
    public async Task A_benefit_beyond_the_matrix_is_refused_at_its_field_and_one_within_it_is_granted_with_its_months()
    {
        var page = await OpenAsync();
        await GoodAsync(page, "retenido", "descuento_cbm");
        Assert.Contains("Hasta 50 % y 3 meses para INTERNET.", page.Markup);
        await TypeAsync(page, ("benefit.percentage", "60"), ("benefit.startMonth", "2"), ("benefit.count", "4"));
        Assert.Contains("máximo 50", Problem(page, "benefit.percentage"));
        Assert.Contains("máximo 3", page.Find("#a-benefit-months-problem").TextContent);
        await ChooseAsync(page, "benefit.mode", "picked");
        Assert.Equal(["2", "3", "4", "5"], page.FindAll("[id^=a-benefit-months-][checked]").Select(i => i.GetAttribute("value")));
        await TypeAsync(page, ("benefit.percentage", "50"), ("benefit.months", "2,3,5"));
        Assert.Contains("Meses 2, 3 y 5: feb 2026, mar 2026 y may 2026", page.Find("#benefit-months").TextContent);
        await SaveAsync(page);
        Assert.True(Assert.Single(_saved).Closed);
        var kept = await CaseAsync();
        Assert.Equal("50 % meses 2, 3 y 5", kept.Row.Subject!.Outcome!.Benefit!.Words);
        var summary = Render<CaseSummary>(p => p.Add(s => s.Case, kept));
        Assert.Contains("ATENDIDO, hasta 16/01/2026", summary.Markup);
        Assert.Contains("RETENCIÓN / DESCUENTO 50% MESES 2, 3 Y 5", summary.Markup);
        Assert.NotEmpty(summary.FindAll("#outcome-copy"));
    }

    [Fact]
    public async Task A_draft_comes_back_whole_and_its_unchanged_text_still_follows_the_fields()
    {
        var page = await OpenAsync();
        await GoodAsync(page);
        Assert.Equal(Proposal, page.Instance.Now["observations"]);
        page = await OpenAgainAsync();
        Assert.Equal(("0221001", "107"), (page.Find("#a-serviceNumber").GetAttribute("value"), page.Find("#a-complaintType").GetAttribute("value")));
        Assert.False(page.Instance.IsEdited);
        await ChooseAsync(page, "motive", "servicio_retirado");
        Assert.Equal("NO APLICA RETENCIÓN. SERVICIO RETIRADO", Assert.Single(Texts("set")).Told);
    }

    [Fact]
    public async Task A_document_is_refused_with_where_it_stands_and_a_phone_may_stay_for_a_reason_that_is_logged()
    {
        var page = await OpenAsync();
        await GoodAsync(page);
        await TypeAsync(page, ("observations", "LLAMAR AL 0987654321"));
        Assert.Contains("0987654321", page.Find("[data-lint=Phone]").TextContent);
        Assert.Empty(page.FindAll("[data-lint].refused"));
        await SaveAsync(page);
        Assert.Contains("diga por qué", Problem(page, "observations"));
        await page.Find("#assistant-as-is").ClickAsync(new());
        await TypeAsync(page, ("override", "Es el número de la agencia"));
        Assert.Equal("", Problem(page, "observations"));
        await TypeAsync(page, ("observations", "CEDULA 1710034065"));
        Assert.Contains("1710034065", page.Find("[data-lint=Document].refused").TextContent);
        Assert.Contains("documento de identidad", Problem(page, "observations"));
        Assert.Equal("CEDULA 1710034065", page.Instance.Now["observations"]);
        await TypeAsync(page, ("observations", "LLAMAR AL 0987654321"));
        await SaveAsync(page);
        Assert.Single(_saved);
        Assert.Equal("Es el número de la agencia", (await CaseAsync()).Row.Subject!.Outcome!.Form.Override);
    }

    private static string Problem(IRenderedComponent<RetentionAssistant> page, string field) => page.Find($"[data-field='{field}'] .hint.bad").TextContent;

    private async Task GoodAsync(IRenderedComponent<RetentionAssistant> page, string state = "no_aplica", string motive = "queja_duplicada")
    {
        await ChooseAsync(page, "state", state);
        await ChooseAsync(page, "motive", motive);
        await TypeAsync(page, ("serviceNumber", "0221001"), ("complaintNumber", "1001"), ("complaintType", "107"));
    }

    private async Task<IRenderedComponent<RetentionAssistant>> OpenAsync(params (string, string)[] columns)
    {
        if (_script is null)
        {
            await Organisation.RetentionAsync();
            await StartAsync(Role.Agent);
            Services.AddScoped<AlertCommands>();
            Services.AddScoped<CaseCommands>();
            Services.AddSingleton<AntiforgeryStateProvider, NoToken>();
            _script = JSInterop.SetupModule("/js/alert.js");
            _script.Mode = JSRuntimeMode.Loose;
        }
        _number = await Organisation.RequestAsync(columns.Length == 0 ? "1001" : "1002", columns: columns);
        return await OpenAgainAsync();
    }

    private async Task<IRenderedComponent<RetentionAssistant>> OpenAgainAsync()
    {
        var shown = await CaseAsync();
        return Render<RetentionAssistant>(p => p.Add(a => a.Case, shown).Add(a => a.OnSaved, _saved.Add));
    }

    private async Task<AlertCase> CaseAsync() => (await Services.GetRequiredService<AlertCommands>().FindAsync(_number, default))!;

    /// <summary>A press on a choice: the page hears of it, and the browser sends the form.</summary>
    private async Task ChooseAsync(IRenderedComponent<RetentionAssistant> page, string field, string value)
    {
        await page.Find($"#{RetentionAssistant.IdOf(field, value)}").ChangeAsync(value);
        await TypeAsync(page, (field, value));
    }

    private async Task TypeAsync(IRenderedComponent<RetentionAssistant> page, params (string Field, string Text)[] typed)
    {
        var form = page.Instance.Now.Texts();
        foreach (var (field, text) in typed)
            form[field] = text;
        var content = JsonSerializer.Serialize(new { form, start = new { } });
        _script.Setup<string?>("hold").SetResult(content);
        Assert.True(await page.InvokeAsync(() => page.Instance.TypedAsync(content)));
        _script.Setup<string?>("hold").SetResult(JsonSerializer.Serialize(new { form = page.Instance.Now.Texts(), start = new { } }));
    }

    private static Task SaveAsync(IRenderedComponent<RetentionAssistant> page) => page.Find("#disposition-save").ClickAsync(new());

    private IReadOnlyList<(string Told, string Expected)> Texts(string function) =>
        [.. _script.Invocations[function].Select(i => JsonSerializer.SerializeToElement(i.Arguments[0])[0]).Select(one => (one.GetProperty("value").GetString()!, one.GetProperty("expected").GetString()!))];

    private sealed class NoToken : AntiforgeryStateProvider
    {
        public override AntiforgeryRequestToken? GetAntiforgeryToken() => null;
    }
}
