using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.People;
using OpsConsole.Domain.Retention;
using OpsConsole.Tests.Support;
using Xunit;

namespace OpsConsole.Tests.Domain.Retention;

/// <summary>Every row of the catalogue that a new campaign starts with (docs/rules.md, "Retention catalogue"). The clock stands at Thursday 15 January 2026, 10:00 in Guayaquil.</summary>
public sealed class CatalogueTests
{
    private static readonly CampaignSettings Settings = CampaignTemplate.Create(CampaignKind.Retention, "retencion", "Retención", DateTime.UnixEpoch).Settings;
    private static readonly Actor Agent = new(1, "Agente", "agente@example.test", Role.Agent, 0);
    private static readonly CampaignTime Time = new(TimeZoneInfo.FindSystemTimeZoneById("America/Guayaquil"), new FakeClock());

    private static readonly RetentionForm Everything = new()
    {
        ServiceNumber = "022900100",
        ComplaintNumber = "Q-1",
        ComplaintType = "107",
        PromisedOn = new(2026, 1, 20),
        NextOn = new(2026, 1, 19),
        From = new(2026, 2, 1),
        To = new(2026, 4, 30),
        FollowUpOn = new(2026, 2, 16),
        VirtualNumber = "35001",
        Plan = "Cine",
        Service = "Internet 2410001",
        PayerNumber = "22001133",
        Days = 8,
        Months = 3,
        Benefit = new(Percentage: 50, StartMonth: 2, Skip: BenefitMonths.Skipped, Months: [2, 3, 5]),
    };

    /// <summary>State, motive, product line, final, closure, days until it is due, text; the variant where the agent chooses.</summary>
    public static readonly TheoryData<string, string, string, bool, string, int, string, string?> Rows = new()
    {
        { "PENDIENTE", "FACTURA PENDIENTE", "INTERNET", false, "ATENDIDO", 7, "FACTURA PENDIENTE, CLIENTE PAGARÁ HASTA 20/01/2026. CONTACTO 0991112223", null },
        { "PENDIENTE", "VOLVER A LLAMAR", "INTERNET", false, "ATENDIDO", 5, "CLIENTE PIDE LLAMADA 19/01/2026. PROBABLE RETENCIÓN. CONTACTO 0991112223", null },
        { "PENDIENTE", "NO CONTESTA", "INTERNET", false, "ATENDIDO", 5, "PENDIENTE, NO CONTESTA. NUEVO INTENTO 19/01/2026", null },
        { "RETENIDO", "DESCUENTO CBM", "INTERNET", true, "ATENDIDO", 1, "RETENCIÓN / DESCUENTO 50% MESES 2, 3 Y 5 // CONTACTO MARTA EJEMPLO VELA 0991112223", null },
        { "RETENIDO", "DESCUENTO DECODIFICADOR ADICIONAL", "DTH", true, "ATENDIDO", 1, "NÚMERO VIRTUAL 35001 / CONTRATO C-77 // 50% EN 1 DECODIFICADOR ADICIONAL POR 3 MESES // CONTACTO MARTA EJEMPLO VELA 0991112223", null },
        { "RETENIDO", "DESCUENTO PLAN ADICIONAL", "TELEVISION", true, "ATENDIDO", 1, "RETENCIÓN / NÚMERO VIRTUAL 35001 // 50% EN PLAN CINE POR 3 MESES // CONTACTO MARTA EJEMPLO VELA 0991112223", null },
        { "RETENIDO", "SUSPENSIÓN TEMPORAL SIN COSTO", "DTH", true, "ATENDIDO", 1, "RETENCIÓN / SUSPENSIÓN SIN COSTO POR 3 MESES 01/02/2026 - 30/04/2026. SERVICIO 022900100. CONTACTO MARTA EJEMPLO VELA 0991112223", null },
        { "RETENIDO", "SUSPENSIÓN TEMPORAL CON COSTO", "DTH", true, "ATENDIDO", 1, "RETENCIÓN / SUSPENSIÓN CON COSTO $5.00 POR 3 MESES 01/02/2026 - 30/04/2026. SERVICIO 022900100. CONTACTO MARTA EJEMPLO VELA 0991112223", null },
        { "RETENIDO", "SUSPENSION TEMPORAL SIN COSTO TECNICO", "DTH", true, "ATENDIDO", 1, "RETENCIÓN / SUSPENSIÓN SIN COSTO TÉCNICO POR 3 MESES 01/02/2026 - 30/04/2026. SERVICIO 022900100. CONTACTO MARTA EJEMPLO VELA 0991112223", null },
        { "RETENIDO", "SUSPENSIÓN TEMPORAL CON COSTO TÉCNICO", "DTH", true, "ATENDIDO", 1, "RETENCIÓN / SUSPENSIÓN CON COSTO TÉCNICO $5.00 POR 3 MESES 01/02/2026 - 30/04/2026. SERVICIO 022900100. CONTACTO MARTA EJEMPLO VELA 0991112223", null },
        { "RETENIDO", "COMPENSACIÓN FALTA DE SERVICIO", "INTERNET", true, "ATENDIDO", 1, "ANIPAGADOR 22001133 // COMPENSACIÓN POR 8 DÍAS SIN SERVICIO // CONTACTO MARTA EJEMPLO VELA 0991112223", null },
        { "RETENIDO", "DESCUENTO SERVICIOS CONVERGENTES", "INTERNET", true, "ATENDIDO", 1, "50% EN SERVICIO INTERNET 2410001 POR 1 MES(ES). CONTACTO MARTA EJEMPLO VELA 0991112223", null },
        { "RETENIDO SEGUIMIENTO", "DESCUENTO CBM", "GPON", true, "ATENDIDO", 1, "RETENCIÓN / DESCUENTO 50% MESES 2, 3 Y 5 // CONTACTO MARTA EJEMPLO VELA 0991112223", null },
        { "RETENIDO SEGUIMIENTO", "COMPENSACIÓN FALTA DE SERVICIO", "INTERNET", true, "ATENDIDO", 1, "ANIPAGADOR 22001133 // COMPENSACIÓN POR 8 DÍAS SIN SERVICIO // CONTACTO MARTA EJEMPLO VELA 0991112223", null },
        { "RETIRO EN PROCESO", "ENTREGARÁ EQUIPO EN CIS", "DTH", true, "ATENDIDO", 1, "CLIENTE ENTREGARÁ EQUIPOS EN CIS SEGÚN CRONOGRAMA. CONTACTO 0991112223", null },
        { "RETIRO EN PROCESO", "ENTREGARÁ EQUIPO EN CIS", "GPON", true, "ATENDIDO", 1, "CLIENTE ENTREGARÁ EQUIPOS EN CIS. CONTACTO 0991112223", null },
        { "RETIRO EN PROCESO", "ENTREGARÁ EQUIPO EN CIS", "CDMA", true, "ATENDIDO", 1, "CLIENTE ENTREGARÁ EQUIPOS EN CIS. CONTACTO 0991112223", null },
        { "RETIRO EN PROCESO", "ENTREGARÁ EQUIPO EN CIS", "INTERNET", true, "ATENDIDO", 1, "CLIENTE ENTREGARÁ EQUIPOS EN CIS. CONTACTO 0991112223", null },
        { "RETIRO EN PROCESO", "ENTREGARÁ EQUIPO EN CIS", "TELEVISION", true, "ATENDIDO", 1, "CLIENTE ENTREGARÁ EQUIPOS EN CIS. CONTACTO 0991112223", null },
        { "RETIRO EN PROCESO", "CLIENTE SE ACERCARÁ A CIS", "INTERNET", true, "ANULADO", 1, "CLIENTE IRÁ A CIS A REVISIÓN DEL SERVICIO. CONTACTO MARTA EJEMPLO VELA 0991112223", "revision" },
        { "RETIRO EN PROCESO", "CLIENTE SE ACERCARÁ A CIS", "INTERNET", true, "ANULADO", 1, "CLIENTE IRÁ A CIS A INGRESAR RECLAMO DE FACTURACIÓN. CONTACTO MARTA EJEMPLO VELA 0991112223", "reclamo" },
        { "NO PROCEDE", "CLIENTE NO SOLICITÓ EL RETIRO", "INTERNET", true, "ANULADO", 1, "NO SE RETIRA. CLIENTE NO SOLICITÓ. CONTACTO 0991112223", null },
        { "NO PROCEDE", "NO ES TITULAR DEL SERVICIO", "INTERNET", true, "ANULADO", 1, "NO SE RETIRA. SIN CONTACTO CON TITULAR. CONTACTO 0991112223", null },
        { "NO PROCEDE", "NÚMERO DE SERVICIO A RETIRAR INCORRECTO", "INTERNET", true, "ANULADO", 1, "NO SE RETIRA. NÚMERO DE SERVICIO INCORRECTO. CONTACTO 0991112223", null },
        { "NO PROCEDE", "NO APLICA PROCESO DE RETENCIÓN", "INTERNET", true, "ANULADO", 1, "SERVICIO EN PREPAGO. CONTACTO 0991112223", "prepago" },
        { "NO PROCEDE", "NO APLICA PROCESO DE RETENCIÓN", "INTERNET", true, "ANULADO", 1, "CLIENTE IRÁ A CIS POR CAMBIO A PREPAGO Y TIENE VALORES PENDIENTES. CONTACTO 0991112223", "cambio" },
        { "NO PROCEDE", "NÚMERO DE CONTACTO EQUIVOCADO", "INTERNET", true, "ANULADO", 1, "NO SE RETIRA. NÚMEROS DE CONTACTO EQUIVOCADOS. CONTACTO 0991112223", null },
        { "NO APLICA", "NO EXISTE NÚMERO DE CONTACTO", "INTERNET", true, "ANULADO", 1, "NO SE RETIRA. NO EXISTEN NÚMEROS DE CONTACTO", null },
        { "NO APLICA", "QUEJA DUPLICADA", "INTERNET", true, "ANULADO", 1, "NO APLICA RETENCIÓN. QUEJA DUPLICADA", null },
        { "NO APLICA", "SERVICIO RETIRADO", "INTERNET", true, "ANULADO", 1, "NO APLICA RETENCIÓN. SERVICIO RETIRADO", null },
        { "NO APLICA", "CLIENTE ENTREGÓ EQUIPOS EN CIS", "INTERNET", true, "ANULADO", 1, "NO APLICA RETENCIÓN. CLIENTE ENTREGÓ EQUIPOS EN CIS", null },
        { "NO APLICA", "CAUSAL INCORRECTO", "INTERNET", true, "ANULADO", 1, "NO APLICA RETENCIÓN. CAUSAL INCORRECTO", null },
        { "NO CONTESTA DERIVADO A N1", "NO CONTESTA", "INTERNET", true, "ATENDIDO", 3, "NO CONTESTA, DERIVADO A N1", null },
    };

    [Theory, MemberData(nameof(Rows))]
    public void Each_motive_says_whether_it_is_final_how_and_until_when_it_closes_and_gives_its_text(string state, string motive, string product, bool final, string closure, int days, string text, string? variant)
    {
        var verdict = Judge(state, motive, product, variant);
        Assert.Equal([], verdict.Errors.Concat(verdict.Refusals));
        Assert.Equal((final, text, text), (verdict.State!.Final, verdict.Text, verdict.Observation));
        Assert.Equal(new(closure, new DateOnly(2026, 1, 15).AddDays(days)), verdict.Closure);
        Assert.Equal(final ? verdict.Closure : null, verdict.Outcome!.Closure);
        Assert.Equal(final ? null : FakeClock.Start.AddDays(days), verdict.DueAt);
        Assert.True(text.Length <= 200);
    }

    [Fact]
    public void The_table_above_holds_every_motive_of_every_state()
    {
        var catalogue = Settings.Retention;
        var told = Rows.Select(row => (State: catalogue.State((string)row[0]!)!.Code, Motive: (string)row[1]!)).ToHashSet();
        foreach (var state in catalogue.States.Where(s => s.SameMotivesAs is null))
            foreach (var motive in state.Motives)
                Assert.Contains(told, t => t.State == state.Code && catalogue.Motive(state, t.Motive) == motive);
        Assert.Equal(["pendiente", "retenido", "retenido_seguimiento", "retiro_en_proceso", "no_procede", "no_aplica", "no_contesta_derivado_a_n1"], catalogue.States.Select(s => s.Code));
        Assert.Equal(25, catalogue.States.Sum(s => s.Motives.Count));
        Assert.Equal(["pendiente"], catalogue.States.Where(s => !s.Final).Select(s => s.Code));
        Assert.Same(catalogue.MotivesOf(catalogue.State("retenido")!), catalogue.MotivesOf(catalogue.State("retenido_seguimiento")!));
        Assert.Equal("107", catalogue.ComplaintType);
        foreach (var entry in catalogue.States.Cast<CatalogueEntry>().Concat(catalogue.States.SelectMany(s => s.Motives)))
            Assert.Equal(OpsConsole.Domain.Kernel.TextFold.Fold(entry.Label).Replace(' ', '_'), entry.Code);
    }

    [Fact]
    public void Every_mark_of_every_text_is_one_that_is_filled() =>
        Assert.Empty(Settings.Retention.States.SelectMany(s => s.Motives).SelectMany(m => m.Texts).SelectMany(t => ObservationTemplate.Unknown(t.Text)));

    [Fact]
    public void Settings_survive_being_stored() =>
        Assert.Equal(Json.Write(Settings), Json.Write(Json.Read<CampaignSettings>(Json.Write(Settings))));

    private static RetentionVerdict Judge(string state, string motive, string product, string? variant)
    {
        var rule = Settings.Benefits.Rules.FirstOrDefault(r => r.Motive == Settings.Retention.States.SelectMany(s => s.Motives).First(m => m.Label == motive || m.Code == OpsConsole.Domain.Kernel.TextFold.Fold(motive).Replace(' ', '_')).Code);
        var form = Everything with
        {
            Variant = variant,
            Benefit = rule is null ? null : rule.MaxMonths == 1 ? new(Percentage: 50, StartMonth: 1, Count: 1) : Everything.Benefit,
            Months = rule is null ? 3 : null,
        };
        var request = new RetentionRequest("022900100", "Q-1", "107", product, "anipagador", "", "C-77", "Marta Ejemplo Vela", null, ["0991112223"]);
        List<ContactAttempt> attempts = state.StartsWith("NO CONTESTA", StringComparison.Ordinal) ? [.. Enumerable.Range(1, 3).Select(day => new ContactAttempt { At = FakeClock.Start.AddDays(-day), ContactPoint = "0991112223", Result = AttemptResult.NoAnswer })] : [];
        var open = Settings.Retention.State(state) is { Final: false };
        return RetentionRules.Judge(new([state, motive], null, open ? FakeClock.Start.AddDays(4) : null) { Data = form }, request, attempts, Settings, Agent, Time);
    }
}
