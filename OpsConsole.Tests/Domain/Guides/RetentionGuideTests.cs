using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Guides;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;
using OpsConsole.Domain.Protocols;
using OpsConsole.Domain.Retention;
using OpsConsole.Tests.Support;
using Xunit;

namespace OpsConsole.Tests.Domain.Guides;

/// <summary>States, motives and the benefit matrix as guides (docs/rules.md, "Retention: catalogue and matrix as guides").</summary>
public sealed class RetentionGuideTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly Campaign Campaign = CampaignTemplate.Create(CampaignKind.Retention, "retencion", "Retención", FakeClock.Start);
    private static readonly BenefitGuide Matrix = (BenefitGuide)Guide.Of(GuideKind.Benefits, Campaign.Settings);
    private static readonly CatalogueGuide Catalogue = (CatalogueGuide)Guide.Of(GuideKind.Catalogue, Campaign.Settings);

    [Fact]
    public void What_the_kind_brings_along_is_right()
    {
        Assert.Equal([GuideKind.Catalogue, GuideKind.Benefits, GuideKind.Script, GuideKind.Templates], GuideKinds.Of(CampaignKind.Retention));
        foreach (var kind in GuideKinds.Of(CampaignKind.Retention))
        {
            var guide = Guide.Of(kind, Campaign.Settings);
            Assert.Empty(guide.Check(Campaign));
            Assert.True(Guide.Read(kind, guide.Write())!.Against(guide).IsEmpty);
            Assert.True(guide.Completed().Against(guide).IsEmpty);
            Assert.Equal(Campaign.Settings.Retention.States.Count, guide.Completed().In(Campaign.Settings).Retention.States.Count);
        }
        Assert.Empty(GuideKinds.Of(CampaignKind.CloseTheLoop));
    }

    [Fact]
    public void Supervisors_edit_states_and_motives_and_analysts_alone_what_may_be_granted()
    {
        Assert.Equal([GuideKind.Catalogue, GuideKind.Script], GuideKinds.Of(CampaignKind.Retention).Where(new Actor(1, "", "", Role.RegionalSupervisor, 1).MayGuide));
        Assert.Equal(4, GuideKinds.Of(CampaignKind.Retention).Count(new Actor(1, "", "", Role.ExperienceAnalyst, 1).MayGuide));
    }

    [Fact]
    public void Each_fault_of_the_catalogue_is_named_at_its_place()
    {
        Assert.Equal("catalogue.no_states states", Wrong(Catalogue with { States = [] }));
        Assert.Equal("required complaintType", Wrong(Catalogue with { ComplaintType = " " }));
        Assert.Equal("guide.label_missing states.0.label", WrongState(s => s with { Label = " " }));
        Assert.Equal("guide.label_twice states.0.label, guide.label_twice states.1.label", WrongState(s => s with { Label = "retenído" }));
        Assert.Equal("guide.code_twice states.0.label, guide.code_twice states.1.label", WrongState(s => s with { Code = "RETENIDO" }));
        Assert.Equal("catalogue.outcome states.0.outcome", WrongState(s => s with { Final = true }));
        Assert.Equal("catalogue.outcome states.0.outcome", WrongState(s => s with { Outcome = RetentionResult.Retained }));
        Assert.Equal("catalogue.no_motives states.0", WrongState(s => s with { Motives = [] }));
        Assert.Equal("catalogue.same_motives states.0.sameMotivesAs", WrongState(s => s with { SameMotivesAs = "retenido" }));
        Assert.Equal("catalogue.same_motives states.0.sameMotivesAs", WrongState(s => s with { Motives = [], SameMotivesAs = "nadie" }));
        Assert.Equal("catalogue.same_motives states.0.sameMotivesAs", WrongState(s => s with { Motives = [], SameMotivesAs = s.Code }));
        Assert.Equal("", WrongState(s => s with { Motives = [], SameMotivesAs = "retenido" }));
        Assert.Equal("unknown states.0.needs", WrongState(s => s with { Needs = ["benefit"] }));
        Assert.Equal("unknown states.0.onlyIf", WrongState(s => s with { OnlyIf = new([new Dictionary<string, IReadOnlyList<string>> { ["signo"] = ["leo"] }]) }));
        Assert.Equal("guide.label_missing states.0.motives.0.label", WrongMotive(m => m with { Label = "" }));
        Assert.Equal("too_long states.0.motives.0.label", WrongMotive(m => m with { Label = new('x', 81) }));
        Assert.Equal("guide.label_twice states.0.motives.0.label, guide.label_twice states.0.motives.1.label", WrongMotive(m => m with { Label = "Volver a llamar" }));
        Assert.Equal("unknown states.0.motives.0.closure", WrongMotive(m => m with { Closure = "CERRADO" }));
        Assert.Equal("campaign.number_range states.0.motives.0.days", WrongMotive(m => m with { Days = -1 }));
        Assert.Equal("campaign.number_range states.0.motives.0.days", WrongMotive(m => m with { Days = 61 }));
        Assert.Equal("", WrongMotive(m => m with { Days = 0 }));
        Assert.Equal("campaign.number_range states.0.motives.0.costUsd", WrongMotive(m => m with { CostUsd = -1 }));
        Assert.Equal("unknown states.0.motives.0.needs", WrongMotive(m => m with { Needs = ["horóscopo"] }));
        Assert.Equal("catalogue.benefit_annulled states.0.motives.0.needs", WrongMotive(m => m with { Needs = ["benefit"], Closure = Motive.Annulled }));
        Assert.Equal("catalogue.benefit_open states.0.motives.0.needs", WrongMotive(m => m with { Needs = ["benefit"] }));
        Assert.Equal("catalogue.texts states.0.motives.0.texts", WrongMotive(m => m with { Texts = [] }));
        Assert.Equal("catalogue.texts states.0.motives.0.texts", WrongMotive(m => m with { Texts = [new("UNO"), new("DOS")] }));
        Assert.Equal("catalogue.no_default states.0.motives.0.texts", WrongMotive(m => m with { ChosenBy = TextChoice.Product, Texts = [new("UNO", "DTH")] }));
        Assert.Equal("guide.label_missing states.0.motives.0.texts.1.label", WrongMotive(m => m with { ChosenBy = TextChoice.Variant, Texts = [new("UNO", null, "a"), new("DOS")] }));
        Assert.Equal("guide.label_twice states.0.motives.0.texts.0.label, guide.label_twice states.0.motives.0.texts.1.label", WrongMotive(m => m with { ChosenBy = TextChoice.Product, Texts = [new("UNO", "default"), new("DOS", "DEFAULT")] }));
        Assert.Equal("required states.0.motives.0.texts.0.text", WrongMotive(m => m with { Texts = [new(" ")] }));
        Assert.Equal("template.mark states.0.motives.0.texts.0.text", WrongMotive(m => m with { Texts = [new("CONTACTO {nadie}")] }));
        Assert.Equal("template.mark states.0.motives.0.texts.0.text", WrongMotive(m => m with { Texts = [new("CONTACTO {telefono")] }));
        Assert.Equal("template.mark states.0.motives.0.texts.0.text", WrongMotive(m => m with { Texts = [new("CONTACTO telefono}")] }));
        Assert.Equal("too_long states.0.motives.0.texts.0.text", WrongMotive(m => m with { Texts = [new(new string('X', 200) + "{telefono}")] }));
        Assert.Equal("", WrongMotive(m => m with { Texts = [new(new string('X', 199) + "{telefono}")] }));
    }

    [Fact]
    public void Each_fault_of_the_matrix_is_named_at_its_place()
    {
        Assert.Equal("required rules.0.motive", WrongRule(r => r with { Motive = "" }));
        Assert.Equal("matrix.motive rules.0.motive", WrongRule(r => r with { Motive = "suspension_temporal_sin_costo" }));
        Assert.Equal("matrix.motive rules.0.motive", WrongRule(r => r with { Motive = "queja_duplicada" }));
        Assert.Equal("required rules.0.products", WrongRule(r => r with { Products = [" "] }));
        Assert.Equal("matrix.row_twice rules.0.products", WrongRule(r => r with { Products = ["DTH", "dth"] }));
        Assert.Equal("matrix.row_twice rules.0.products, matrix.row_twice rules.4.products", Wrong(Matrix with { Rules = [.. Matrix.Rules, new("descuento_cbm", ["Gpon"], 10, 1)] }));
        Assert.Equal("", Wrong(Matrix with { Rules = [.. Matrix.Rules, new("descuento_cbm", ["TELEVISION"], 10, 1)] }));
        Assert.Equal("campaign.number_range rules.0.maxPercentage", WrongRule(r => r with { MaxPercentage = 0 }));
        Assert.Equal("campaign.number_range rules.0.maxPercentage", WrongRule(r => r with { MaxPercentage = 101 }));
        Assert.Equal("campaign.number_range rules.0.maxMonths", WrongRule(r => r with { MaxMonths = 13 }));
        Assert.Equal("", WrongRule(r => r with { MaxPercentage = 100, MaxMonths = 12 }));
        Assert.Equal("campaign.number_range limits.suspensionMaxMonths", WrongLimit(l => l with { SuspensionMaxMonths = 0 }));
        Assert.Equal("campaign.number_range limits.compensationMaxDays", WrongLimit(l => l with { CompensationMaxDays = 61 }));
        Assert.Equal("campaign.number_range limits.observationMaxLength", WrongLimit(l => l with { ObservationMaxLength = 49 }));
        Assert.Equal("matrix.observation_limit limits.observationMaxLength", WrongLimit(l => l with { ObservationMaxLength = 60 }));
        Assert.Equal("", WrongLimit(l => l with { ObservationMaxLength = 160 }));
    }

    [Fact]
    public void New_states_and_motives_get_codes_of_their_labels_and_old_ones_keep_theirs()
    {
        var typed = Catalogue with
        {
            States = [Catalogue.States[0] with { Label = " EN ESPERA ", Motives = [.. Catalogue.States[0].Motives, new("", "No contesta técnico", Motive.Attended, 2) { Texts = [new("A", null, "Ña"), new("B", "ya", "Ye")], ChosenBy = TextChoice.Variant }] },
                new("", "Retenido Técnico", true, [new("", "Único", Motive.Annulled, 1) { Texts = [new("X", "sobra", "sobra")] }], RetentionResult.Retained)],
        };
        var ready = (CatalogueGuide)typed.Completed();
        Assert.Equal([("pendiente", "EN ESPERA"), ("retenido_tecnico", "Retenido Técnico")], ready.States.Select(s => (s.Code, s.Label)));
        Assert.Equal(["factura_pendiente", "volver_a_llamar", "no_contesta", "no_contesta_tecnico"], ready.States[0].Motives.Select(m => m.Code));
        Assert.Equal(["na", "ya"], ready.States[0].Motives[3].Texts.Select(t => t.Code));
        Assert.Equal(new MotiveText("X"), ready.States[1].Motives[0].Texts[0]);
    }

    [Fact]
    public void What_publishing_changes_is_said_by_labels_and_numbers()
    {
        var diff = (Catalogue with { ComplaintType = "108", States = [.. Catalogue.States.Skip(1).Select((s, i) => i == 0 ? s with { Label = "SE QUEDA", Motives = [s.Motives[0] with { Days = 2 }, .. s.Motives.Skip(2)] } : s)] }).Against(Catalogue);
        Assert.Equal([("RETENIDO", "SE QUEDA")], diff.Renamed);
        Assert.Contains("SE QUEDA › DESCUENTO CBM", diff.Changed);
        Assert.Contains("107 → 108", diff.Changed);
        Assert.Contains("RETENIDO › DESCUENTO DECODIFICADOR ADICIONAL", diff.Removed);
        Assert.Contains("PENDIENTE › NO CONTESTA", diff.Removed);
        Assert.NotEmpty((Catalogue with { States = [.. Catalogue.States.Reverse()] }).Against(Catalogue).Changed);

        var changed = new BenefitGuide([Matrix.Rules[0] with { Products = ["INTERNET", "TELEVISION"], MaxPercentage = 40 }, .. Matrix.Rules.Skip(1)], Matrix.Limits with { CompensationMaxDays = 10 }).Against(Matrix);
        Assert.Equal(["DESCUENTO CBM · TELEVISION: 40 % × 3"], changed.Added);
        Assert.Equal(["DESCUENTO CBM · INTERNET: 50 % × 3 → 40 % × 3", "limits.compensationMaxDays: 8 → 10"], changed.Changed);
        Assert.Equal(["DESCUENTO CBM · DTH: 50 % × 3", "DESCUENTO CBM · GPON: 50 % × 3", "DESCUENTO CBM · CDMA: 50 % × 3"], changed.Removed);
    }

    [Theory]
    [InlineData(GuideKind.Catalogue, "{}")]
    [InlineData(GuideKind.Catalogue, "{\"complaintType\":\"107\",\"states\":[null]}")]
    [InlineData(GuideKind.Catalogue, "{\"complaintType\":\"107\",\"states\":[{\"code\":\"a\",\"label\":\"A\",\"motives\":[{\"code\":\"b\",\"label\":\"B\",\"closure\":\"ATENDIDO\",\"texts\":[null]}]}]}")]
    [InlineData(GuideKind.Benefits, "{}")]
    [InlineData(GuideKind.Benefits, "{\"rules\":[null],\"limits\":{}}")]
    [InlineData(GuideKind.Benefits, "{\"rules\":[{\"motive\":\"a\",\"products\":[null]}],\"limits\":{}}")]
    public void What_is_no_such_guide_is_not_read(GuideKind kind, string content) => Assert.Null(Guide.Read(kind, content));

    [Theory, OnEveryDatabase]
    public async Task The_matrix_is_drafted_published_and_brought_back_and_counts_from_its_publication(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var organisation = await Organisation.CreateAsync(database);
        await organisation.ServiceAsync();
        await organisation.RetentionAsync();
        var (desk, queries, actor, supervisor) = (database.Get<GuideDesk>(), database.Get<GuideQueries>(), await organisation.ActorAsync(Role.ExperienceAnalyst), await organisation.ActorAsync(Role.RegionalSupervisor));
        Assert.Equal(GuideKind.Catalogue, (await queries.FindAsync("retencion", null, actor, None))!.Kind);
        Assert.Equal(GuideKind.Dispositions, (await queries.FindAsync("servicio", null, actor, None))!.Kind);
        Assert.Null(await queries.FindAsync("retencion", GuideKind.Dispositions, actor, None));
        Assert.Null(await queries.VersionAsync("retencion", GuideKind.Dispositions, 1, actor, None));
        Assert.Null(await queries.FindAsync("operaciones", null, actor, None));
        Assert.Equal([new("case.other_kind")], Assert.IsType<Outcome.Refused>(await desk.SaveDraftAsync("retencion", GuideKind.Dispositions, 0, "{}", actor, None)).Reasons);
        Assert.Equal([new("case.other_kind")], Assert.IsType<Outcome.Refused>(await desk.SaveDraftAsync("servicio", GuideKind.Benefits, 0, Matrix.Write(), actor, None)).Reasons);
        Assert.IsType<Outcome.Forbidden>(await desk.SaveDraftAsync("retencion", GuideKind.Benefits, 0, Matrix.Write(), supervisor, None));

        var began = (BenefitGuide)(await queries.FindAsync("retencion", GuideKind.Benefits, actor, None))!.Running;
        var less = began with { Rules = [began.Rules[0] with { MaxPercentage = 40 }, .. began.Rules.Skip(1)] };
        var draft = await DoneAsync(desk.SaveDraftAsync("retencion", GuideKind.Benefits, 0, (less with { Rules = [new("", [], 0, 0)] }).Write(), actor, None));
        Assert.Equal(4, Assert.IsType<Outcome.Invalid>(await desk.PublishAsync("retencion", GuideKind.Benefits, draft, null, actor, None)).Errors.Count);
        draft = await DoneAsync(desk.SaveDraftAsync("retencion", GuideKind.Benefits, draft, less.Write(), actor, None));
        Assert.Equal(50, (await SettingsAsync()).Benefits.Rule("descuento_cbm", "internet")!.MaxPercentage);
        Assert.Equal(2, await DoneAsync(desk.PublishAsync("retencion", GuideKind.Benefits, draft, "Campaña de fin de año", actor, None)));
        Assert.Equal(40, (await SettingsAsync()).Benefits.Rule("descuento_cbm", "internet")!.MaxPercentage);
        Assert.Equal(50, ((BenefitGuide)(await queries.VersionAsync("retencion", GuideKind.Benefits, 1, actor, None))!).Rules[0].MaxPercentage);
        Assert.True((await SettingsAsync()).Retention.States.Count > 5);            // the other guide stays as it was
        draft = await DoneAsync(desk.BringBackAsync("retencion", GuideKind.Benefits, 1, 0, actor, None));
        Assert.Equal(3, await DoneAsync(desk.PublishAsync("retencion", GuideKind.Benefits, draft, null, actor, None)));
        Assert.Equal(50, (await SettingsAsync()).Benefits.Rule("descuento_cbm", "internet")!.MaxPercentage);

        Task<CampaignSettings> SettingsAsync() => database.ReadAsync(async db => (await db.Campaigns.AsNoTracking().SingleAsync(c => c.Code == "retencion")).Settings);
    }

    [Theory, OnEveryDatabase]
    public async Task A_supervisor_publishes_a_new_motive_and_people_work_with_it(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var organisation = await Organisation.CreateAsync(database);
        await organisation.RetentionAsync();
        var (desk, supervisor) = (database.Get<GuideDesk>(), await organisation.ActorAsync(Role.RegionalSupervisor));
        var more = Catalogue with { States = [Catalogue.States[0] with { Motives = [.. Catalogue.States[0].Motives, new("", "Espera visita técnica", Motive.Attended, 3) { Texts = [new("ESPERA VISITA. CONTACTO {telefono}")] }] }, .. Catalogue.States.Skip(1)] };
        var draft = await DoneAsync(desk.SaveDraftAsync("retencion", GuideKind.Catalogue, 0, more.Write(), supervisor, None));
        Assert.Equal(2, await DoneAsync(desk.PublishAsync("retencion", GuideKind.Catalogue, draft, null, supervisor, None)));
        var settings = await database.ReadAsync(async db => (await db.Campaigns.AsNoTracking().SingleAsync(c => c.Code == "retencion")).Settings);
        Assert.Equal("espera_visita_tecnica", settings.Retention.Motive(settings.Retention.State("Pendiente")!, "ESPERA VISITA TECNICA")!.Code);
        Assert.Equal(Matrix.Limits, settings.Benefits.Limits);
    }

    private static async Task<long> DoneAsync(Task<Outcome> outcome) => Assert.IsType<Outcome.Done>(await outcome).Version;

    private static string Wrong(Guide guide) => string.Join(", ", guide.Check(Campaign).Select(r => $"{r.Code} {r.Field}"));

    private static string WrongState(Func<RetentionState, RetentionState> change) => Wrong(Catalogue with { States = [change(Catalogue.States[0]), .. Catalogue.States.Skip(1)] });

    private static string WrongMotive(Func<Motive, Motive> change) => WrongState(s => s with { Motives = [change(s.Motives[0]), .. s.Motives.Skip(1)] });

    private static string WrongRule(Func<BenefitRule, BenefitRule> change) => Wrong(Matrix with { Rules = [change(Matrix.Rules[0]), .. Matrix.Rules.Skip(1)] });

    private static string WrongLimit(Func<RetentionLimits, RetentionLimits> change) => Wrong(Matrix with { Limits = change(Matrix.Limits) });
}
