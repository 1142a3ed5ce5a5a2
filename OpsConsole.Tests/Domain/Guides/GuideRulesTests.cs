using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Guides;
using OpsConsole.Domain.Kernel;
using OpsConsole.Tests.Support;
using Xunit;

namespace OpsConsole.Tests.Domain.Guides;

/// <summary>What is wrong with a guide and what publishing it changes (docs/rules.md, "Guides").</summary>
public sealed class GuideRulesTests
{
    private static readonly Campaign Campaign = CampaignTemplate.Create(CampaignKind.ServiceCase, "servicio", "Servicio", FakeClock.Start);

    [Fact]
    public void What_the_kind_brings_along_is_right()
    {
        foreach (var kind in GuideKinds.Of(CampaignKind.ServiceCase))
        {
            var guide = Guide.Of(kind, Campaign.Settings);
            Assert.Empty(guide.Check(Campaign));
            Assert.True(Guide.Read(kind, guide.Write())!.Against(guide).IsEmpty);
            Assert.True(guide.Completed().Against(guide).IsEmpty);
        }
        Assert.False(string.IsNullOrWhiteSpace(Campaign.Settings.Script));
    }

    [Fact]
    public void Each_fault_of_a_tree_is_named_at_its_place()
    {
        Assert.Equal([new("guide.no_choices", "tree")], Check());
        Assert.Equal([new("guide.label_missing", "tree.0"), new("too_long", "tree.1.0", 81, 80)], Check(Choice(" "), Choice("a", Choice(new string('x', 81)))));
        Assert.Equal([new("guide.label_twice", "tree.0"), new("guide.label_twice", "tree.1")], Check(Choice("Teléfono"), Choice("TELEFONO")));
        Assert.Equal(["guide.code_twice", "guide.code_twice"], Check(new Disposition("x", "A"), new Disposition("X", "B")).Select(r => r.Code));
        Assert.Empty(Check(Choice("a", Choice("mismo")), Choice("b", Choice("mismo"))));
        Assert.Equal("text.invalid", Assert.Single(Check(Choice("a\0b"))).Code);
        Assert.Equal([new("too_long", "title", 81, 80)], new DispositionGuide(new('t', 81), [Choice("a")]).Check(Campaign));
        var deep = Choice("7");
        for (var level = 6; level > 0; level--)
            deep = Choice($"{level}", deep);
        Assert.Equal([new("guide.too_deep", "tree.0.0.0.0.0.0.0", 7, 6)], Check(deep));
        Assert.Equal([new("guide.too_many", "tree", 501, 500)], Check([.. Enumerable.Range(0, 501).Select(n => Choice($"n{n}"))]));
        Assert.Empty(Check([.. Enumerable.Range(0, 500).Select(n => Choice($"n{n}"))]));
    }

    [Fact]
    public void New_choices_get_codes_of_their_labels_and_old_ones_keep_theirs()
    {
        var ready = (DispositionGuide)new DispositionGuide(" ", [new("resuelto", "Solucionado"), Choice("Resuelto"), Choice(" ¿Señal débil? ", Choice("日本")), Choice("Señal débil 2")]).Completed();
        Assert.Null(ready.Title);
        Assert.Equal(["resuelto", "resuelto_2", "senal_debil", "senal_debil_2"], ready.Tree.Select(d => d.Code));
        Assert.Equal(("¿Señal débil?", "opcion"), (ready.Tree[2].Label, ready.Tree[2].Children![0].Code));
        Assert.Equal("resuelto", Assert.Single(Disposition.Along(ready.Tree, ["resuelto"])).Code);          // a code before a label
    }

    [Fact]
    public void What_publishing_changes_is_said_by_labels()
    {
        var running = new DispositionGuide(null, [new("a", "Uno", [new("x", "Equis"), new("y", "Ye")]), new("b", "Dos")]);
        var diff = new DispositionGuide(null, [new("a", "Primero", [new("x", "Equis", NeedsNextContact: true), new("z", "Zeta")]), new("b", "Dos")]).Against(running);
        Assert.Equal(["Primero › Zeta"], diff.Added);
        Assert.Equal([("Uno", "Primero")], diff.Renamed);
        Assert.Equal(["Uno › Ye"], diff.Removed);
        Assert.Equal(["Primero › Equis"], diff.Changed);
        Assert.NotEmpty(new DispositionGuide(null, [running.Tree[1], running.Tree[0]]).Against(running).Changed);
        Assert.Equal(["Título"], new DispositionGuide("Título", running.Tree).Against(running).Changed);
        Assert.Equal(["- dos"], new ScriptGuide("uno\n\n- dos").Against(new ScriptGuide("uno\r\n")).Added);
        Assert.NotEmpty(new ScriptGuide("uno\n\ndos").Against(new ScriptGuide("uno\ndos")).Changed);
        var template = new MessageTemplate("a", "A", ["sms"], "uno");
        Assert.Equal(["A"], new TemplateGuide([template with { Text = "dos" }]).Against(new TemplateGuide([template])).Changed);
        Assert.Equal([("A", "B")], new TemplateGuide([template with { Label = "B" }]).Against(new TemplateGuide([template])).Renamed);
    }

    [Fact]
    public void A_mark_that_nothing_fills_is_refused_in_scripts_and_templates()
    {
        Assert.Equal([new("template.mark", "text")], new ScriptGuide("Hola @nombre@ @nadie@").Check(Campaign));
        Assert.Equal("too_long", Assert.Single(new ScriptGuide(new('x', ScriptGuide.TextMax + 1)).Check(Campaign)).Code);
        Assert.Equal([new("template.mark", "templates.1.text")], Templates(new("a", "A", ["sms"], "x"), new("b", "B", ["sms"], "@nadie@")));
        Assert.Equal([new("guide.label_twice", "templates.0.label"), new("guide.label_twice", "templates.1.label")], Templates(new("a", "A", ["sms"], "x"), new("b", "á", ["sms"], "x")));
        Assert.Equal([new("guide.label_missing", "templates.0.label"), new("required", "templates.0.channels"), new("required", "templates.0.text")], Templates(new MessageTemplate("", "", [], "")));
        Assert.Equal([new("too_long", "templates.0.text", 1_601, 1_600)], Templates(new MessageTemplate("a", "A", ["sms", "whatsapp"], new('x', 1_601))));
        Assert.Equal([new("required", "templates.0.subject")], Templates(new MessageTemplate("a", "A", ["email"], "x")));
        Assert.Equal([new("message.subject_line", "templates.0.subject")], Templates(new MessageTemplate("a", "A", ["email"], "x", "uno\ndos")));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("{\"tree\":[null]}")]
    [InlineData("{\"tree\":[{\"code\":\"a\"}]}")]
    [InlineData("<script>")]
    public void What_is_no_tree_is_not_read(string content) => Assert.Null(Guide.Read(GuideKind.Dispositions, content));

    [Fact]
    public void A_script_is_headings_paragraphs_and_points()
    {
        Assert.Equal(
            [new(ScriptPart.Heading, "Saludo"), new(ScriptPart.Paragraph, "Buenos días.\n¿Cómo está?"), new(ScriptPart.Point, "uno"), new(ScriptPart.Point, "dos"), new(ScriptPart.Paragraph, "#sin blanco")],
            ScriptBlock.Of("# Saludo\r\nBuenos días.\n  ¿Cómo está?\n\n- uno\n- dos\n#sin blanco\n"));
        Assert.Empty(ScriptBlock.Of(null));
    }

    private static Disposition Choice(string label, params Disposition[] below) => new("", label, below);

    private static List<Refusal> Check(params Disposition[] tree) => [.. new DispositionGuide(null, tree).Check(Campaign)];

    private static List<Refusal> Templates(params MessageTemplate[] templates) => [.. new TemplateGuide(templates).Check(Campaign)];
}
