using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Filters;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Lists;
using OpsConsole.Domain.People;
using OpsConsole.Tests.Support;
using OpsConsole.Web.Cases;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace OpsConsole.Tests.Browser;

/// <summary>Live with filters (issue 3, line 5): changes by others while somebody selects, scrolls and types. Full size: 100 a second for a minute.</summary>
[Collection(BrowserCollection.Name)]
public sealed class LiveListTests(ConsoleInBrowser world)
{
    private const string Who = "experiencia@demo.example", Grid = "/proyectos/operaciones/close-the-loop?estado=FollowUp&filas=50", Typed = "lo que se escribe a medias ñandú";

    [Fact]
    public async Task Scroll_focus_selection_and_typed_text_stay_and_what_is_shown_then_equals_a_fresh_query()
    {
        await using var console = await TestConsole.StartAsync();
        var (campaign, actor) = await WhoAsync(console);
        ColumnChoice[] columns = [.. GridStandard.Of(campaign), new(CaseField.Management, "Plan de acción")];
        await console.Services.GetRequiredService<ListDesk>().KeepAsync(campaign.Code, columns, null, actor, CancellationToken.None);
        await using var reading = await OpenAsync(console);
        await using var typing = await OpenAsync(console);
        var page = reading.Page;
        await page.Locator("tbody tr").Nth(3).Locator("input.chk").CheckAsync();
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("seleccion="));
        await page.Locator("tbody tr").Nth(12).Locator("td.t-cus").FocusAsync();
        await page.Locator(".gridwrap").EvaluateAsync("area => area.scrollTop = 180");
        var before = await StateAsync(page);
        Assert.Equal(180, before.Scroll);

        await typing.Page.Locator("#grid-search").FocusAsync();
        var (perSecond, seconds) = Counts.Full ? (100, 60) : (20, 10);
        var changing = ChangeAsync(console, campaign, actor, perSecond, seconds);
        while (!changing.IsCompleted)
        {
            await typing.Page.Locator("#grid-search").FillAsync("");
            await typing.Page.Locator("#grid-search").PressSequentiallyAsync(Typed, new() { Delay = 60 });
            Assert.Equal(Typed, await typing.Page.Locator("#grid-search").InputValueAsync());
            Assert.Equal(before, await StateAsync(page));
        }
        var (done, took) = await changing;
        Console.WriteLine(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"load, live list: {done} changes in {took.TotalSeconds:0.0} s, {done / took.TotalSeconds:0.0} a second of {perSecond} asked for"));
        Assert.InRange(done, perSecond * seconds * 9 / 10, int.MaxValue);
        await Expect(page.Locator(".livebar")).ToBeVisibleAsync();
        Assert.Equal(before, await StateAsync(page));
        Assert.Equal(1, await page.Locator("tbody tr[aria-selected=true]").CountAsync());

        await page.Locator(".livebar").ClickAsync();
        var fresh = await console.Services.GetRequiredService<CaseQueries>().PageAsync(new(campaign.Id) { Filter = GridFilter.AlertsOnly, Statuses = [CaseStatus.FollowUp], Limit = 50 }, actor, CancellationToken.None);
        var expected = string.Join('\n', fresh.Rows.Select(r => $"{r.Number}|Seguimiento|{r.ResponsibleName}|{r.ActionPlan}"));
        await page.WaitForFunctionAsync("""
            expected => expected === [...document.querySelectorAll("tbody tr")].map(tr => [tr.dataset.n, tr.querySelector(".st").textContent,
              tr.querySelector(".who")?.textContent ?? "", tr.cells[tr.cells.length - 2].textContent].join("|")).join("\n")
            """, expected);
        Assert.Contains("Plan ", expected, StringComparison.Ordinal);
        reading.AssertQuiet();
        typing.AssertQuiet();
    }

    private sealed record State(int Scroll, string Focus, string Selected, string Rows);

    private static async Task<State> StateAsync(IPage page)
    {
        var seen = await page.EvaluateAsync<string[]>("""
            () => [
              String(Math.round(document.querySelector(".gridwrap").scrollTop)),
              document.activeElement.closest("tr")?.dataset.n + ":" + document.activeElement.cellIndex,
              [...document.querySelectorAll("tbody input.chk:checked")].map(box => box.closest("tr").dataset.n).join(),
              [...document.querySelectorAll("tbody tr")].map(tr => tr.dataset.n).join(),
            ]
            """);
        return new(int.Parse(seen[0], System.Globalization.CultureInfo.InvariantCulture), seen[1], seen[2], seen[3]);
    }

    private async Task<BrowserSession> OpenAsync(TestConsole console)
    {
        var session = await world.Browser.OpenAsync(console);
        await session.SignInAsync(Who);
        await session.GotoAsync(Grid);
        await Expect(session.Page.Locator(".pager [data-total]")).ToBeVisibleAsync();
        await Expect(session.Page.Locator("tbody tr").Nth(20)).ToBeVisibleAsync();
        return session;
    }

    private static async Task<(Campaign Campaign, Actor Actor)> WhoAsync(TestConsole console)
    {
        await using var db = await console.Services.GetRequiredService<IDbContextFactory<OpsDbContext>>().CreateDbContextAsync();
        var id = await db.Users.Where(u => u.Email == Who).Select(u => u.Id).SingleAsync();
        return (await db.Campaigns.SingleAsync(c => c.Code == "operaciones"), (await console.Services.GetRequiredService<ActorQueries>().FindAsync(id, null, CancellationToken.None))!);
    }

    /// <summary>Cases are opened, get a plan, are shared and taken up again: they come into the list, change in it and leave it. Several people at once, each with cases of their own, so that the rate is kept; how many changes were made, in what time.</summary>
    private static async Task<(int Done, TimeSpan Took)> ChangeAsync(TestConsole console, Campaign campaign, Actor actor, int perSecond, int seconds)
    {
        const int Hands = 4;
        var page = await console.Services.GetRequiredService<CaseQueries>().PageAsync(new(campaign.Id) { Filter = GridFilter.AlertsOnly, Limit = 300 }, actor, CancellationToken.None);
        var open = page.Rows.Where(r => r.Status != CaseStatus.Completed).Select(r => r.Number).ToList();
        var from = TimeProvider.System.GetTimestamp();
        var done = await Task.WhenAll(Enumerable.Range(0, Hands).Select(hand => Task.Run(() =>
            ChangeAsync(console, campaign, actor, [.. open.Where((_, i) => i % Hands == hand)], TimeSpan.FromSeconds((double)Hands / perSecond), perSecond * seconds / Hands))));
        return (done.Sum(), TimeProvider.System.GetElapsedTime(from));
    }

    private static async Task<int> ChangeAsync(TestConsole console, Campaign campaign, Actor actor, List<string> open, TimeSpan every, int times)
    {
        var (desk, queries) = (console.Services.GetRequiredService<CaseDesk>(), console.Services.GetRequiredService<CaseQueries>());
        var done = 0;
        using var pace = new PeriodicTimer(every);
        for (var i = 0; i < times; i++)
        {
            await pace.WaitForNextTickAsync();
            var number = open[i * 7 % open.Count];
            var now = (await queries.RowsAsync(new(campaign.Id), [CaseNumber.IdOf(number)], actor, CancellationToken.None))[0].Row;
            var outcome = (now.Status, i % 5) switch
            {
                (CaseStatus.Unmanaged, _) => await desk.OpenAsync(number, actor, CancellationToken.None),
                (CaseStatus.FollowUp, 0) => await desk.ShareAsync(number, "jp.piura@demo.example", actor, CancellationToken.None),
                _ => await desk.SaveAsync(number, now.Version, AlertForm.Of(now) with { State = AlertForm.FollowUpState, ActionPlan = $"Plan {i}: se vuelve a llamar" }, actor, CancellationToken.None),
            };
            if (outcome is Outcome.Refused)         // shared with that person before
                outcome = await desk.UnshareAsync(number, "jp.piura@demo.example", actor, CancellationToken.None);
            done += outcome is Outcome.Done ? 1 : 0;
        }
        return done;
    }
}
