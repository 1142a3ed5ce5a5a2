using OpsConsole.Domain.Campaigns;
using OpsConsole.Web.Cases;
using Xunit;

namespace OpsConsole.Tests.Web.Cases;

public sealed class DispositionDraftTests
{
    private static readonly Disposition[] Tree = [new("efectivo", "Efectivo", [new("resuelto", "Resuelto")])];

    [Fact]
    public void A_draft_that_names_a_choice_which_is_gone_says_so_and_keeps_its_text()
    {
        var kept = new DispositionDraft(["efectivo", "baja"], "A medias", "2026-02-01T09:00");
        var read = DispositionDraft.Read(kept.Content(), Tree)!;
        Assert.Equal(["efectivo"], read.Path);
        Assert.Equal((true, "A medias", "2026-02-01T09:00"), (read.HasLost, read.Observations, read.Next));
        Assert.False(DispositionDraft.Read((kept with { Path = ["efectivo", "resuelto"] }).Content(), Tree)!.HasLost);
        Assert.True(DispositionDraft.Read((kept with { Path = ["fallido"] }).Content(), Tree)!.HasLost);
    }
}
