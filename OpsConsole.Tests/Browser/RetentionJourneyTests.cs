using Microsoft.Playwright;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.People;
using OpsConsole.Domain.Retention;
using OpsConsole.Tests.Support;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace OpsConsole.Tests.Browser;

/// <summary>Withdrawal requests as an agent works them, by keyboard alone (issue 6, lines 1, 3 and 5).</summary>
[Collection(BrowserCollection.Name)]
public sealed class RetentionJourneyTests(ConsoleInBrowser world)
{
    private const string Agent = "agente1.piura@demo.example";
    private const string Observation = "#a-observations", Form = "#disposition-form[data-kept]";
    private const float Soon = 15_000;

    [Fact]
    public async Task Every_state_and_every_motive_is_reached_by_keyboard_and_proposes_its_text()
    {
        var (requests, session, keys) = await StartAsync();
        await using var _ = session;
        var page = session.Page;
        var number = await requests.MakeAsync("7100", role: "anipagador", attempts: 3);
        await session.GotoAsync(WithdrawalRequests.Address(number));
        await Expect(page.Locator(Form)).ToHaveCountAsync(1);
        var seen = 0;
        foreach (var state in requests.Campaign.Settings.Retention.States)
        {
            var card = state.SameMotivesAs ?? state.Code;
            await keys.TabToAsync("input[name=state]", back: seen > 0);
            await keys.PickAsync(card);
            await Expect(page.Locator($"#a-state-{card}")).ToBeCheckedAsync();
            if (state.SameMotivesAs is not null)
            {
                await keys.TabToAsync("#a-followUp");
                await keys.PressAsync("Space");
                await Expect(page.Locator("#a-followUp")).ToBeCheckedAsync();
            }
            foreach (var motive in requests.Campaign.Settings.Retention.MotivesOf(state))
            {
                await Expect(page.Locator($"#a-motive-{motive.Code}")).ToHaveCountAsync(1);
                await keys.TabToAsync("input[name=motive]", back: seen > 0 && await page.EvaluateAsync<bool>("() => document.activeElement.name === 'variant'"));
                await keys.PickAsync(motive.Code);
                await Expect(page.Locator("#assistant-closure")).ToContainTextAsync(motive.Closure);
                foreach (var variant in motive.ChosenBy == TextChoice.Variant ? motive.Texts.Select(t => t.Code) : [null])
                {
                    if (variant is not null)
                    {
                        await keys.TabToAsync("input[name=variant]");
                        await keys.PickAsync(variant);
                    }
                    await Expect(page.Locator(Observation)).ToHaveValueAsync(Proposed(requests.Campaign, state, motive, variant));
                }
                seen++;
            }
        }
        Assert.Equal(34, seen);
        await keys.AssertNoPointerAsync();
        session.AssertQuiet();
    }

    [Fact]
    public async Task A_request_that_waits_stays_in_follow_up_with_its_next_contact_and_its_days()
    {
        var (requests, session, keys) = await StartAsync();
        await using var _ = session;
        var page = session.Page;
        var number = await requests.MakeAsync("7200");
        await session.GotoAsync(WithdrawalRequests.Address(number));
        await Expect(page.Locator(".ch")).ToContainTextAsync("7200");
        await Expect(page.Locator(".part")).ToContainTextAsync("Marta Ejemplo Vela");
        await Expect(page.Locator("label:has(#a-state-no_contesta_derivado_a_n1)")).ToContainTextAsync("Solo para servicios anipagador o virtual compartido o con equipos por entregar");
        await Expect(page.Locator("#a-state-no_contesta_derivado_a_n1")).ToBeDisabledAsync();
        await ChooseAsync(page, keys, "pendiente", "no_contesta");
        await keys.PressAsync("Control+s");
        await Expect(page.Locator("#a-serviceNumber")).ToBeFocusedAsync(new() { Timeout = Soon });
        await Expect(page.Locator("#a-next-problem")).Not.ToBeEmptyAsync();
        await NumbersAsync(keys, "7200");
        await keys.TabToAsync("[data-field=next] button");
        await keys.PressAsync("Enter");
        await Expect(page.Locator("#a-next")).Not.ToHaveValueAsync("");
        await Expect(page.Locator(Observation)).Not.ToHaveValueAsync("PENDIENTE, NO CONTESTA. NUEVO INTENTO —", new() { Timeout = Soon });
        await keys.PressAsync("Control+s");
        await Expect(page.Locator("#main")).ToContainTextAsync("Última: PENDIENTE › NO CONTESTA", new() { Timeout = Soon });
        await Expect(page.Locator(".ch .st")).ToContainTextAsync("Seguimiento");
        using var api = await ApiClient.SignInAsync(world.Console.Address, Agent);
        var kept = (await api.GetAsync($"cases/{number}")).Body;
        Assert.Equal("FollowUp", kept.GetProperty("status").GetString());
        Assert.Equal(5, Math.Round((kept.GetProperty("dueAt").GetDateTime() - TimeProvider.System.GetUtcNow().UtcDateTime).TotalDays));
        Assert.InRange((kept.GetProperty("nextContactAt").GetDateTime() - TimeProvider.System.GetUtcNow().UtcDateTime).TotalDays, 0, 2);
        await keys.AssertNoPointerAsync();
        session.AssertQuiet();
    }

    [Fact]
    public async Task A_wrong_number_a_wrong_type_and_a_document_are_refused_at_their_fields_and_what_was_typed_stays()
    {
        var (requests, session, keys) = await StartAsync();
        await using var _ = session;
        var page = session.Page;
        var number = await requests.MakeAsync("7300");
        await session.GotoAsync(WithdrawalRequests.Address(number));
        await ChooseAsync(page, keys, "no_aplica", "queja_duplicada");
        await NumbersAsync(keys, "7300", service: "0229999", complaint: "7301", type: "105");
        await Expect(page.Locator("#a-serviceNumber-problem")).ToHaveTextAsync("No coincide con el caso: 0227300. Copie el de esta solicitud.", new() { Timeout = Soon });       // while it is typed
        await Expect(page.Locator("#a-complaintNumber-problem")).ToHaveTextAsync("No coincide con el caso: 7300. Copie el de esta solicitud.");
        await Expect(page.Locator("#a-complaintType-problem")).ToContainTextAsync("debe ser 107");
        await keys.TabToAsync(Observation);
        await keys.PressAsync("Control+End");
        await keys.TypeAsync(" CEDULA 1710034065");
        await keys.PressAsync("Control+s");
        await Expect(page.Locator("#a-serviceNumber")).ToBeFocusedAsync(new() { Timeout = Soon });
        await Expect(page.Locator(Observation)).ToHaveValueAsync("NO APLICA RETENCIÓN. QUEJA DUPLICADA CEDULA 1710034065");
        await Expect(page.Locator("#a-observations-problem")).ToContainTextAsync("documento de identidad", new() { Timeout = Soon });
        await Expect(page.Locator("[data-lint=Document]")).ToContainTextAsync("1710034065");
        await Expect(page.Locator("#a-serviceNumber")).ToHaveValueAsync("0229999");
        await NumbersAsync(keys, "7300");
        await keys.TabToAsync("#assistant-propose");
        await keys.PressAsync("Enter");
        await Expect(page.Locator(Observation)).ToHaveValueAsync("NO APLICA RETENCIÓN. QUEJA DUPLICADA");
        await keys.PressAsync("Control+s");
        await Expect(page.Locator("#main")).ToContainTextAsync("Completado", new() { Timeout = Soon });
        await keys.AssertNoPointerAsync();
        session.AssertQuiet();
    }

    [Fact]
    public async Task A_customer_is_retained_with_half_price_in_the_second_third_and_fifth_month_taken_back_and_retained_again()
    {
        var (requests, session, keys) = await StartAsync();
        await using var _ = session;
        var page = session.Page;
        await page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        var number = await requests.MakeAsync("7400");
        await session.GotoAsync(WithdrawalRequests.Address(number));
        await ChooseAsync(page, keys, "retenido", "descuento_cbm");
        await NumbersAsync(keys, "7400");
        await keys.TabToAsync("#a-benefit-percentage");
        await keys.TypeAsync("80");
        await keys.PressAsync("Tab");
        await Expect(page.Locator("#a-benefit-percentage-problem")).ToContainTextAsync("máximo 50", new() { Timeout = Soon });
        await keys.TabToAsync("#a-benefit-percentage", back: true);
        await keys.PressAsync("Control+a");
        await keys.TypeAsync("50");
        await keys.PressAsync("Tab");
        await keys.TabToAsync("[name='benefit.mode']");
        await keys.PickAsync("picked");
        foreach (var month in new[] { "2", "3", "5" })
        {
            await keys.TabToAsync($"#a-benefit-months-{month}");
            await keys.PressAsync("Space");
        }
        await Expect(page.Locator("#benefit-months")).ToContainTextAsync("Meses 2, 3 y 5", new() { Timeout = Soon });
        await Expect(page.Locator(Observation)).ToHaveValueAsync("RETENCIÓN / DESCUENTO 50% MESES 2, 3 Y 5 // CONTACTO MARTA EJEMPLO VELA 0991112223", new() { Timeout = Soon });
        await session.AssertAccessibleAsync();
        await session.PictureAsync("retention-assistant");
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await session.AssertAccessibleAsync();
        await session.PictureAsync("retention-assistant-dark");
        await page.Locator(Observation).ScrollIntoViewIfNeededAsync();
        await session.PictureAsync("retention-assistant-text-dark");
        foreach (var width in new[] { 390, 320 })
        {
            await page.SetViewportSizeAsync(width, 844);
            await page.Locator("#a-benefit-percentage").ScrollIntoViewIfNeededAsync();
            Assert.True(await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth") <= width);
            await session.PictureAsync($"retention-assistant-{width}");
        }
        await session.AssertAccessibleAsync();
        await page.SetViewportSizeAsync(1440, 900);
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        await page.ReloadAsync();                                       // what was typed is a draft
        await Expect(page.Locator(Form)).ToHaveCountAsync(1);
        await Expect(page.Locator("#a-benefit-months-5")).ToBeCheckedAsync();
        await Expect(page.Locator("#a-benefit-percentage")).ToHaveValueAsync("50");
        for (var round = 0; round < 2; round++)
        {
            await keys.PressAsync("Control+s");
            await Expect(page.Locator(".ch .st")).ToContainTextAsync("Completado", new() { Timeout = Soon });
            await Expect(page.GetByText($"Caso {number} tipificado y cerrado")).ToBeVisibleAsync();
            await Expect(page.Locator(".wr")).ToContainTextAsync("50 % meses 2, 3 y 5");
            if (round > 0)
                break;
            await keys.TabToAsync(".toast .undo");
            await keys.PressAsync("Enter");
            await Expect(page.Locator(Form)).ToHaveCountAsync(1, new() { Timeout = Soon });
            await Expect(page.Locator("#a-benefit-months-3")).ToBeCheckedAsync();
        }
        await keys.TabToAsync("#outcome-copy");
        await keys.PressAsync("Enter");
        await Expect(page.GetByText("Observación copiada")).ToBeVisibleAsync(new() { Timeout = Soon });
        Assert.Equal("RETENCIÓN / DESCUENTO 50% MESES 2, 3 Y 5 // CONTACTO MARTA EJEMPLO VELA 0991112223", await page.EvaluateAsync<string>("() => navigator.clipboard.readText()"));
        await session.AssertAccessibleAsync();
        await session.PictureAsync("retention-decided");
        await session.GotoAsync(WithdrawalRequests.Address(number) + "?pestana=historial");
        await Expect(page.Locator("li[data-event=disposition]").First).ToContainTextAsync("beneficio 50 % meses 2, 3 y 5");
        await session.GotoAsync($"/proyectos/{WithdrawalRequests.Code}/casos");
        await Expect(page.Locator("[role=grid]")).ToContainTextAsync("RETENIDO › DESCUENTO CBM");
        await keys.AssertNoPointerAsync();
        session.AssertQuiet();
    }

    private async Task<(WithdrawalRequests, BrowserSession, KeyboardOnly)> StartAsync()
    {
        var requests = new WithdrawalRequests(world.Console);
        await requests.OpenAsync(Agent);
        var session = await world.SignedInAsync(Agent);
        return (requests, session, await KeyboardOnly.GuardAsync(session.Page));
    }

    private static async Task ChooseAsync(IPage page, KeyboardOnly keys, string state, string motive)
    {
        await Expect(page.Locator(Form)).ToHaveCountAsync(1);
        await keys.TabToAsync("input[name=state]");
        await keys.PickAsync(state);
        await Expect(page.Locator($"#a-motive-{motive}")).ToHaveCountAsync(1, new() { Timeout = Soon });
        await keys.TabToAsync("input[name=motive]");
        await keys.PickAsync(motive);
        await Expect(page.Locator(Observation)).ToHaveCountAsync(1, new() { Timeout = Soon });
    }

    private static async Task NumbersAsync(KeyboardOnly keys, string number, string? service = null, string? complaint = null, string type = "107")
    {
        foreach (var (field, text) in new[] { ("serviceNumber", service ?? "22" + number), ("complaintNumber", complaint ?? "00" + number), ("complaintType", type) })
        {
            await keys.TabToAsync($"#a-{field}");
            await keys.PressAsync("Control+a");
            await keys.TypeAsync(text);
        }
    }

    private static string Proposed(Campaign campaign, RetentionState state, Motive motive, string? variant)
    {
        var request = new RetentionRequest("0227100", "7100", "107", "INTERNET", "anipagador", null, "C-7100", "Marta Ejemplo Vela", null, ["0991112223", "0991112224"]);
        var time = CampaignTime.Of(campaign, TimeProvider.System);
        var agent = new Actor(1, "Agente", "agente@example.test", Role.Agent, 0);
        return RetentionRules.Judge(new([state.Code, motive.Code], null, null) { Data = new() { Variant = variant, Contract = null } }, request, [], campaign.Settings, agent, time).Text!;
    }
}
