using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;
using OpsConsole.Domain.Retention;
using OpsConsole.Tests.Support;
using Xunit;

namespace OpsConsole.Tests.Domain.Retention;

/// <summary>What a disposition of a withdrawal request is refused for (docs/rules.md, "Retention disposition", "Benefit matrix"). Thursday 15 January 2026, 10:00 in Guayaquil.</summary>
public sealed class RetentionRulesTests
{
    private static readonly CampaignSettings Settings = CampaignTemplate.Create(CampaignKind.Retention, "retencion", "Retención", DateTime.UnixEpoch).Settings;
    private static readonly Actor Agent = new(1, "Agente", "agente@example.test", Role.Agent, 0);
    private static readonly CampaignTime Time = new(TimeZoneInfo.FindSystemTimeZoneById("America/Guayaquil"), new FakeClock());
    private static readonly RetentionRequest Request = new("022900100", "Q-1", "107", "INTERNET", "normal", null, null, "Marta Ejemplo Vela", null, ["0991112223"]);
    private static readonly RetentionForm Numbers = new() { ServiceNumber = "022900100", ComplaintNumber = "Q-1", ComplaintType = "107" };
    private static readonly RetentionForm Discount = Numbers with { Benefit = new(Percentage: 50, StartMonth: 2, Skip: "skipped", Months: [2, 3, 5]) };

    [Fact]
    public void Fifty_per_cent_in_months_2_3_and_5_is_granted_as_calendar_months_too()
    {
        var verdict = Judge(["retenido", "descuento_cbm"], Discount);
        Assert.Equal([], verdict.Errors.Concat(verdict.Refusals));
        var benefit = verdict.Outcome!.Benefit!;
        Assert.Equal(("50 % meses 2, 3 y 5", "skipped", "DESCUENTO CBM"), (benefit.Words, benefit.Skip, benefit.Type));
        Assert.Equal(["2026-02", "2026-03", "2026-05"], benefit.Calendar);
        Assert.Equal(150, verdict.Outcome.DiscountPoints);
    }

    public static readonly TheoryData<string, BenefitForm, string> Outside = new()
    {
        { "INTERNET", new(Percentage: 51, StartMonth: 1, Count: 1), "data.benefit.percentage" },
        { "INTERNET", new(Percentage: 100, StartMonth: 1, Count: 3), "data.benefit.percentage" },
        { "INTERNET", new(Percentage: 50, StartMonth: 1, Count: 4), "data.benefit.months" },
        { "INTERNET", new(Percentage: 50, Skip: "skipped", Months: [1, 3, 5, 7]), "data.benefit.months" },
        { "TELEVISION", new(Percentage: 10, StartMonth: 1, Count: 1), "data.benefit" },
        { "PREPAGO", new(Percentage: 50, StartMonth: 1, Count: 1), "data.benefit" },
        { "", new(Percentage: 50, StartMonth: 1, Count: 1), "data.benefit" },
    };

    [Theory, MemberData(nameof(Outside))]
    public void What_the_matrix_does_not_allow_is_refused_at_its_field(string product, BenefitForm benefit, string field)
    {
        var verdict = Judge(["retenido", "descuento_cbm"], Numbers with { Benefit = benefit }, Request with { Product = product });
        Assert.Equal([], verdict.Errors);
        var refusal = Assert.Single(verdict.Refusals);
        Assert.Equal(("retention.outside_matrix", field), (refusal.Code, refusal.Field));
        Assert.Null(verdict.Outcome);
    }

    [Theory]
    [InlineData("suspension_temporal_sin_costo", 4, null, null, "data.n_meses", 3)]
    [InlineData("compensacion_falta_de_servicio", null, 9, null, "data.n_dias", 8)]
    [InlineData("suspension_temporal_con_costo", 3, null, 7.5, "data.costo", null)]
    [InlineData("suspension_temporal_sin_costo", 3, null, 5.0, "data.costo", null)]
    public void Suspensions_and_compensations_have_their_limits(string motive, int? months, int? days, double? cost, string field, int? most)
    {
        var form = Numbers with { From = new(2026, 2, 1), To = new(2026, 4, 30), Months = months, Days = days, PayerNumber = "22001133", Cost = (decimal?)cost };
        var refusal = Assert.Single(Judge(["retenido", motive], form).Refusals);
        Assert.Equal(("retention.outside_matrix", field, most), (refusal.Code, refusal.Field, refusal.Need));
    }

    [Theory]
    [InlineData("no_procede", "queja_duplicada")]
    [InlineData("retenido", "factura_pendiente")]
    [InlineData("pendiente", "DESCUENTO CBM")]
    public void A_motive_of_another_state_is_refused(string state, string motive) =>
        Assert.Equal([new("retention.motive_not_of_state", "path[1]")], Judge([state, motive], Numbers, next: true).Refusals);

    [Fact]
    public void A_motive_that_no_state_has_is_unknown()
    {
        Assert.Equal([new("unknown", "path[1]")], Judge(["retenido", "regalo"], Numbers).Errors);
        Assert.Equal([new("unknown", "path[0]")], Judge(["perdido"], Numbers).Errors);
        Assert.Equal([new("required", "path[1]")], Judge(["retenido"], Numbers).Errors);
        Assert.Equal([new("required", "path")], Judge([], Numbers).Errors);
        Assert.Equal([new("unknown", "path[2]")], Judge(["no_aplica", "queja_duplicada", "más"], Numbers).Errors);
    }

    [Theory]
    [InlineData("no_aplica", "queja_duplicada")]
    [InlineData("no_procede", "cliente_no_solicito_el_retiro")]
    [InlineData("retenido", "suspension_temporal_sin_costo")]
    [InlineData("retiro_en_proceso", "entregara_equipo_en_cis")]
    public void A_motive_that_grants_nothing_carries_no_benefit(string state, string motive)
    {
        var form = Discount with { From = new(2026, 2, 1), To = new(2026, 4, 30), Months = 3 };
        Assert.Equal([new("retention.benefit_not_allowed", "data.benefit")], Judge([state, motive], form).Refusals);
    }

    public static readonly TheoryData<string, string, RetentionForm, string, string> Lacking = new()
    {
        { "pendiente", "factura_pendiente", Numbers, "data.fecha_compromiso", "required" },
        { "pendiente", "volver_a_llamar", Numbers, "data.fecha_proxima", "required" },
        { "retenido", "descuento_cbm", Numbers, "data.benefit", "required" },
        { "retenido", "descuento_cbm", Numbers with { Benefit = new(StartMonth: 1, Count: 1) }, "data.benefit.percentage", "required" },
        { "retenido", "descuento_cbm", Numbers with { Benefit = new(Percentage: 0, StartMonth: 1, Count: 1) }, "data.benefit.percentage", "benefit.percentage_range" },
        { "retenido", "descuento_cbm", Numbers with { Benefit = new(Percentage: 12.5m, StartMonth: 1, Count: 1) }, "data.benefit.percentage", "benefit.percentage_range" },
        { "retenido", "descuento_cbm", Numbers with { Benefit = new(Percentage: 50) }, "data.benefit.months", "required" },
        { "retenido", "descuento_cbm", Numbers with { Benefit = new(Percentage: 50, Skip: "skipped", Months: [2, 2]) }, "data.benefit.months", "benefit.month_twice" },
        { "retenido", "descuento_cbm", Numbers with { Benefit = new(Percentage: 50, Skip: "skipped", Months: [13]) }, "data.benefit.months", "benefit.month_range" },
        { "retenido", "compensacion_falta_de_servicio", Numbers with { PayerNumber = "22" }, "data.n_dias", "required" },
        { "retenido", "compensacion_falta_de_servicio", Numbers with { PayerNumber = "22", Days = 0 }, "data.n_dias", "number.positive" },
        { "retenido", "suspension_temporal_sin_costo", Numbers with { From = new(2026, 2, 1), Months = 1 }, "data.fecha_fin", "required" },
        { "retenido", "suspension_temporal_sin_costo", Numbers with { From = new(2026, 2, 1), To = new(2026, 1, 31), Months = 1 }, "data.fecha_fin", "date.reversed" },
        { "retenido_seguimiento", "compensacion_falta_de_servicio", Numbers with { PayerNumber = "22", Days = 3 }, "data.fecha_seguimiento", "required" },
        { "retenido_seguimiento", "compensacion_falta_de_servicio", Numbers with { PayerNumber = "22", Days = 3, FollowUpOn = new(2026, 1, 14) }, "data.fecha_seguimiento", "date.past" },
        { "pendiente", "factura_pendiente", Numbers with { PromisedOn = new(2026, 1, 14) }, "data.fecha_compromiso", "date.past" },
        { "retiro_en_proceso", "cliente_se_acercara_a_cis", Numbers, "data.variant", "required" },
        { "retiro_en_proceso", "cliente_se_acercara_a_cis", Numbers with { Variant = "otra" }, "data.variant", "unknown" },
        { "no_aplica", "queja_duplicada", Numbers with { ServiceNumber = null }, "data.serviceNumber", "required" },
        { "no_aplica", "queja_duplicada", Numbers with { ComplaintNumber = " " }, "data.complaintNumber", "required" },
        { "no_aplica", "queja_duplicada", Numbers with { ComplaintType = "" }, "data.complaintType", "required" },
    };

    [Theory, MemberData(nameof(Lacking))]
    public void What_a_motive_needs_is_asked_for_by_its_field(string state, string motive, RetentionForm form, string field, string code) =>
        Assert.Equal([new(code, field)], Judge([state, motive], form, next: true).Errors.Select(e => new Refusal(e.Code, e.Field)));

    [Fact]
    public void A_promise_made_for_today_is_no_promise_of_the_past() =>
        Assert.Empty(Judge(["pendiente", "factura_pendiente"], Numbers with { PromisedOn = new(2026, 1, 15) }, next: true).Errors);

    [Fact]
    public void A_state_that_is_not_final_needs_the_next_contact()
    {
        Assert.Equal([new("required", "nextContactAt")], Judge(["pendiente", "factura_pendiente"], Numbers with { PromisedOn = new(2026, 1, 20) }).Errors);
        var morning = Judge(["pendiente", "volver_a_llamar"], Numbers with { NextOn = new(2026, 1, 16) });      // the day alone: its morning
        Assert.Equal((0, new DateTime(2026, 1, 16, 14, 0, 0)), (morning.Errors.Count, morning.NextContactAt));
        Assert.Equal([new("next_contact.past", "nextContactAt")], RetentionRules.Judge(new(["pendiente", "volver_a_llamar"], null, FakeClock.Start) { Data = Numbers with { NextOn = new(2026, 1, 16) } }, Request, [], Settings, Agent, Time).Errors);
    }

    [Theory]
    [InlineData("22900100", "q-1", "107", null, null)]
    [InlineData(" 0 22900100 ", "Q-1", "0107", null, null)]
    [InlineData("022900101", "Q-1", "107", "retention.number_mismatch", "data.serviceNumber")]
    [InlineData("022900100", "Q-2", "107", "retention.number_mismatch", "data.complaintNumber")]
    [InlineData("022900100", "Q-1", "105", "retention.complaint_type", "data.complaintType")]
    public void Service_and_complaint_are_those_of_the_case_and_the_type_is_107(string service, string complaint, string type, string? code, string? field)
    {
        var verdict = Judge(["no_aplica", "queja_duplicada"], new() { ServiceNumber = service, ComplaintNumber = complaint, ComplaintType = type });
        Assert.Equal(code is null ? [] : [new(code, field)], verdict.Refusals);
    }

    [Fact]
    public void A_case_that_came_with_another_type_of_complaint_is_refused_too() =>
        Assert.Equal("retention.complaint_type", Assert.Single(Judge(["no_aplica", "queja_duplicada"], Numbers, Request with { ComplaintType = "105" }).Refusals).Code);

    [Theory]
    [InlineData("normal", "", false)]
    [InlineData("", "ninguno", false)]
    [InlineData("anipagador", "", true)]
    [InlineData("Virtual Compartido", "", true)]
    [InlineData("normal", "Televisión y control", true)]
    [InlineData("normal", "módem de Internet", true)]
    [InlineData("normal", "línea CDMA", true)]
    public void Handing_over_to_N1_is_offered_for_payers_shared_numbers_and_equipment_alone(string role, string equipment, bool offered)
    {
        var request = Request with { Role = role, Equipment = equipment };
        var offer = RetentionRules.Offers(request, Unanswered(1, 2, 3), Settings, Time).Single(o => o.State.Code == "no_contesta_derivado_a_n1");
        Assert.Equal(offered ? null : new Refusal("retention.not_offered"), offer.Why);
        Assert.Equal(offered ? [] : [new("retention.not_offered", "path[0]")], Judge(["no_contesta_derivado_a_n1", "no_contesta"], Numbers, request, attempts: Unanswered(1, 2, 3)).Refusals);
    }

    [Fact]
    public void Handing_over_to_N1_takes_three_attempts_on_three_days_without_an_answer_after_them()
    {
        Refusal? Why(params ContactAttempt[] attempts) => RetentionRules.Offers(Request with { Role = "anipagador" }, attempts, Settings, Time).Single(o => o.State.NeedsAttempts).Why;
        Assert.Equal(new("finish.attempts_missing", null, 0, 3), Why());
        Assert.Equal(new("finish.attempts_missing", null, 2, 3), Why(Unanswered(1, 2)));
        Assert.Equal(new("finish.attempts_missing", null, 1, 3), Why(Unanswered(1, 1, 1)));
        Assert.Null(Why(Unanswered(1, 2, 3)));
        Assert.Null(Why([.. Unanswered(1, 2, 3), .. Unanswered(1)]));
        Assert.Equal(new("finish.attempts_missing", null, 1, 3), Why([.. Unanswered(3, 2, 0), new() { At = FakeClock.Start.AddDays(-1), ContactPoint = "0991112223", Result = AttemptResult.Effective }]));
        Assert.Equal("finish.attempts_missing", Judge(["no_contesta_derivado_a_n1", "no_contesta"], Numbers, Request with { Role = "anipagador" }, attempts: Unanswered(1, 2)).Refusals[0].Code);
    }

    [Fact]
    public void Days_of_attempts_are_the_campaigns_own()
    {
        var late = new DateTime(2026, 1, 15, 4, 30, 0, DateTimeKind.Utc);       // 23:30 of the 14th in Guayaquil
        ContactAttempt[] attempts = [At(late), At(late.AddHours(1)), At(late.AddDays(-1))];
        Assert.Null(RetentionRules.Offers(Request with { Role = "anipagador" }, attempts, Settings, Time).Single(o => o.State.NeedsAttempts).Why);
    }

    [Fact]
    public void The_text_stays_within_what_the_transactional_system_takes()
    {
        Assert.Equal([new("observation.too_long", "observations", 201, 200)], Judge(["no_aplica", "queja_duplicada"], Numbers, text: new string('A', 201)).Refusals);
        Assert.Empty(Judge(["no_aplica", "queja_duplicada"], Numbers, text: new string('A', 200)).Refusals);
    }

    [Fact]
    public void Agents_end_no_request_where_the_campaign_does_not_let_them()
    {
        var strict = Settings with { AgentsMayClose = false };
        Assert.Equal("finish.role", RetentionRules.Judge(new(["no_aplica", "queja_duplicada"], null, null) { Data = Numbers }, Request, [], strict, Agent, Time).Refusals[0].Code);
        Assert.Empty(RetentionRules.Judge(new(["pendiente", "volver_a_llamar"], null, null) { Data = Numbers with { NextOn = new(2026, 1, 20) } }, Request, [], strict, Agent, Time).Refusals);
    }

    private static RetentionVerdict Judge(string?[] path, RetentionForm form, RetentionRequest? request = null, bool next = false, ContactAttempt[]? attempts = null, string? text = null) =>
        RetentionRules.Judge(new(path, text, next ? FakeClock.Start.AddDays(3) : null) { Data = form }, request ?? Request, attempts ?? [], Settings, Agent, Time);

    private static ContactAttempt[] Unanswered(params int[] daysAgo) => [.. daysAgo.Select(days => At(FakeClock.Start.AddDays(-days)))];

    private static ContactAttempt At(DateTime at) => new() { At = at, ContactPoint = "0991112223", Result = AttemptResult.NoAnswer };
}
