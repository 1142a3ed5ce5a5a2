using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Guides;
using OpsConsole.Domain.People;
using OpsConsole.Domain.RepeatContacts;
using OpsConsole.Tests.Support;
using Xunit;

namespace OpsConsole.Tests.Domain.Guides;

/// <summary>Causes and checklists of a repeat-contacts cell as a guide (docs/rules.md, "Escalations").</summary>
public sealed class ChecklistGuideTests
{
    private static readonly Campaign Campaign = CampaignTemplate.Create(CampaignKind.RepeatContact, "recurrentes", "Recurrentes", FakeClock.Start);
    private static readonly ChecklistGuide Running = (ChecklistGuide)Guide.Of(GuideKind.Checklists, Campaign.Settings);

    [Fact]
    public void What_the_kind_brings_along_is_right()
    {
        Assert.Equal([GuideKind.Checklists, GuideKind.Script, GuideKind.Templates], GuideKinds.Of(CampaignKind.RepeatContact));
        foreach (var kind in GuideKinds.Of(CampaignKind.RepeatContact))
        {
            var guide = Guide.Of(kind, Campaign.Settings);
            Assert.Empty(guide.Check(Campaign));
            Assert.True(Guide.Read(kind, guide.Write())!.Against(guide).IsEmpty);
            Assert.True(guide.Completed().Against(guide).IsEmpty);
        }
        Assert.Equal("ABCDEFGHI", string.Concat(Running.Causes.Select(c => c.Code)));
        Assert.All(Running.Causes, c => Assert.InRange(c.Checklist.Count, 3, 5));
        Assert.Equal("cuentas_especiales", Running.Causes[1].OwnerArea);
        Assert.Equal([GuideKind.Checklists, GuideKind.Script], GuideKinds.Of(CampaignKind.RepeatContact).Where(new Actor(1, "", "", Role.RegionalSupervisor, 1).MayGuide));
    }

    [Fact]
    public void Each_fault_is_named_at_its_place()
    {
        Assert.Equal("required causes.0.label", Wrong(c => c with { Label = " " }));
        Assert.Equal("unknown causes.0.ownerArea", Wrong(c => c with { OwnerArea = "luna" }));
        Assert.Equal("checklist.procedure causes.0.procedure", Wrong(c => c with { Procedure = "manual de la causal" }));
        Assert.Equal("checklist.procedure causes.0.procedure", Wrong(c => c with { Procedure = "javascript:alert(1)" }));
        Assert.Equal("", Wrong(c => c with { Procedure = "https://intranet.example/abc/soporte" }));
        Assert.Equal("checklist.points causes.0.checklist", Wrong(c => c with { Checklist = [.. c.Checklist.Take(2)] }));
        Assert.Equal("checklist.points causes.0.checklist", Wrong(c => c with { Checklist = [.. Enumerable.Range(1, 6).Select(n => new CheckPoint("", $"¿{n}?"))] }));
        Assert.Equal("checklist.point_twice causes.0.checklist", Wrong(c => c with { Checklist = [.. c.Checklist.Take(3), new("", c.Checklist[0].Text.ToUpperInvariant())] }));
        Assert.Equal("too_long causes.0.checklist", Wrong(c => c with { Checklist = [.. c.Checklist.Take(3), new("", new string('x', ChecklistGuide.TextMax + 1))] }));
        Assert.Equal("unknown causes", string.Join(", ", new ChecklistGuide([.. Running.Causes.Skip(1)]).Check(Campaign).Select(r => $"{r.Code} {r.Field}")));
    }

    [Fact]
    public void A_point_that_is_new_gets_a_code_and_one_whose_words_stayed_keeps_its_own()
    {
        var (first, second) = (Running.Causes[0].Checklist[0], Running.Causes[0].Checklist[1]);
        var draft = With(c => c with { Checklist = [second, first, new("", "¿Llamó al técnico?"), new("", "¿Llamó al técnico ya?")] });
        var published = (ChecklistGuide)draft.Completed();
        Assert.Equal([second.Code, first.Code, "llamo_al_tecnico", "llamo_al_tecnico_ya"], published.Causes[0].Checklist.Select(p => p.Code));
        var diff = published.Against(Running);
        Assert.Equal(["A · ¿Llamó al técnico?", "A · ¿Llamó al técnico ya?"], diff.Added);
        Assert.Equal(Running.Causes[0].Checklist.Skip(2).Select(p => $"A · {p.Text}"), diff.Removed);
        Assert.Equal(published.Causes, published.In(Campaign.Settings).Cell.Causes);
        Assert.Equal(["A · Soporte técnico"], With(c => c with { Procedure = "https://intranet.example/abc" }).Against(Running).Changed);
        Assert.Equal([("A · Soporte técnico", "A · Soporte")], With(c => c with { Label = "Soporte" }).Against(Running).Renamed);
    }

    private static ChecklistGuide With(Func<CellCause, CellCause> change) => new([change(Running.Causes[0]), .. Running.Causes.Skip(1)]);

    private static string Wrong(Func<CellCause, CellCause> change) => string.Join(", ", With(change).Check(Campaign).Select(r => $"{r.Code} {r.Field}"));
}
