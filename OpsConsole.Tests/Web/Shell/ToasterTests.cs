using Bunit;
using Microsoft.Extensions.DependencyInjection;
using OpsConsole.Tests.Support;
using OpsConsole.Web.Shell;
using Xunit;

namespace OpsConsole.Tests.Web.Shell;

public sealed class ToasterTests : ScreenTest
{
    private Toasts Toasts => Services.GetRequiredService<Toasts>();

    [Fact]
    public void A_notice_is_said_politely_and_goes_by_itself()
    {
        var toaster = Render<Toaster>();
        Toasts.Show("Guardado");
        toaster.WaitForAssertion(() => Assert.Contains("Guardado", toaster.Find("[role=status]").TextContent));
        Clock.Advance(Toasts.PlainFor + TimeSpan.FromSeconds(1));
        toaster.WaitForAssertion(() => Assert.Empty(toaster.FindAll(".toast")));
    }

    [Fact]
    public void Under_the_pointer_a_notice_stays_as_long_as_it_takes_to_read()
    {
        var toaster = Render<Toaster>();
        Toasts.Show("Guardado");
        toaster.WaitForElement(".toast").TriggerEvent("onpointerenter", new Microsoft.AspNetCore.Components.Web.PointerEventArgs());
        Clock.Advance(TimeSpan.FromMinutes(1));
        toaster.WaitForAssertion(() => Assert.Single(toaster.FindAll(".toast")));
        toaster.Find(".toast").TriggerEvent("onpointerleave", new Microsoft.AspNetCore.Components.Web.PointerEventArgs());
        Clock.Advance(TimeSpan.FromSeconds(1));
        toaster.WaitForAssertion(() => Assert.Empty(toaster.FindAll(".toast")));
    }

    [Fact]
    public void Undo_counts_down_in_the_browser_and_runs_once()
    {
        var undone = 0;
        var toaster = Render<Toaster>();
        Toasts.Show("Finalizada", undo: () => { undone++; return Task.CompletedTask; }, undoUntil: Clock.UtcNow.AddSeconds(10));
        Assert.Equal("2026-01-15T15:00:10Z", toaster.WaitForElement("[data-until]").GetAttribute("data-until"));
        toaster.Find(".undo").Click();
        Assert.Equal(1, undone);
        Assert.Empty(toaster.FindAll(".toast"));
    }

    [Fact]
    public void At_most_three_notices_stand_at_once()
    {
        var toaster = Render<Toaster>();
        foreach (var n in Enumerable.Range(1, 5))
            Toasts.Show($"Aviso {n}");
        toaster.WaitForAssertion(() => Assert.Equal(["Aviso 3", "Aviso 4", "Aviso 5"], toaster.FindAll(".toast b").Select(b => b.TextContent)));
    }
}
