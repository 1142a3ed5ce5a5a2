using System.Globalization;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;

namespace OpsConsole.Domain.Retention;

/// <summary>What a disposition of a withdrawal request must hold: the page asks while it is typed, the desk before it is saved (docs/rules.md, "Retention disposition").</summary>
public static class RetentionRules
{
    /// <summary>When the day of a next contact is all that was said.</summary>
    public static readonly TimeOnly Morning = new(9, 0);

    /// <summary>Every state of the catalogue, with why it is not offered now.</summary>
    public static IReadOnlyList<StateOffer> Offers(RetentionRequest request, IReadOnlyList<ContactAttempt> attempts, CampaignSettings settings, CampaignTime time) =>
        [.. settings.Retention.States.Select(state => new StateOffer(state, WhyNot(state, request, attempts, settings, time)))];

    public static RetentionVerdict Judge(DispositionForm wanted, RetentionRequest request, IReadOnlyList<ContactAttempt> attempts, CampaignSettings settings, Actor actor, CampaignTime time)
    {
        var (form, path) = (wanted.Data ?? new(), wanted.Path);
        var catalogue = settings.Retention;
        var state = catalogue.State(path.ElementAtOrDefault(0));
        var motive = state is null ? null : catalogue.Motive(state, path.ElementAtOrDefault(1));
        var benefit = motive is { GrantsBenefit: true } ? new BenefitCheck(form.Benefit, motive, request, settings, time.Today) : null;
        var next = NextContact(wanted, form, state, time);
        var text = state is null || motive is null ? null : Proposed(motive, form, request, benefit?.Months, attempts);
        var observation = string.IsNullOrWhiteSpace(wanted.Observations) ? text?.Text : wanted.Observations;
        var findings = Lint(observation, text?.Taken ?? [], request);
        var errors = new List<Refusal>();
        var refusals = new List<Refusal>();
        errors.AddRange(PathErrors(path, state, motive, catalogue));
        errors.AddRange(FormErrors(form, time.Today));
        if (state is not null && motive is not null)
        {
            errors.AddRange(MotiveCatalogue.Needs(state, motive).Where(need => !Given(need, form, request)).Select(need => new Refusal("required", Field(need))));
            errors.AddRange(VariantErrors(motive, form, isTyped: !string.IsNullOrWhiteSpace(wanted.Observations)));
            errors.AddRange(benefit?.Errors ?? []);
        }
        if (state is { Final: false })
            errors.AddRange(next is null ? [new("required", "nextContactAt")] : next <= time.UtcNow ? [new("next_contact.past", "nextContactAt")] : Array.Empty<Refusal>());
        if (TextRules.Check(wanted.Observations, "observations", DispositionForm.ObservationsMax, required: false) is { } unstorable)
            errors.Add(unstorable);

        if (state is { Final: true } && actor.Role == Role.Agent && !settings.AgentsMayClose)
            refusals.Add(new("finish.role"));
        if (state is not null && WhyNot(state, request, attempts, settings, time) is { } why)
            refusals.Add(why with { Field = "path[0]" });
        if (state is not null && motive is null && catalogue.KnowsMotive(path.ElementAtOrDefault(1)))
            refusals.Add(new("retention.motive_not_of_state", "path[1]"));
        refusals.AddRange(NumberRefusals(form, request, catalogue));
        refusals.AddRange(benefit?.Refusals ?? (motive is not null && form.Benefit is not null ? [new("retention.benefit_not_allowed", "data.benefit")] : []));
        refusals.AddRange(LimitRefusals(form, motive, settings.Benefits.Limits));
        if (observation?.Length > settings.Benefits.Limits.ObservationMaxLength)
            refusals.Add(new("observation.too_long", "observations", observation.Length, settings.Benefits.Limits.ObservationMaxLength));
        if (findings.Any(f => ObservationLint.IsRefused(f.Kind)))
            refusals.Add(new("observation.identity_document", "observations"));
        else if (findings.Count > 0 && string.IsNullOrWhiteSpace(form.Override))
            refusals.Add(new("observation.personal_data", "observations"));

        var closure = motive is null ? null : new ExternalClosure(motive.Closure, time.Today.AddDays(motive.Days));
        return new()
        {
            State = state,
            Motive = motive,
            Errors = errors,
            Refusals = refusals,
            Text = text?.Text,
            Observation = observation,
            Findings = findings,
            Rule = benefit?.Rule,
            Months = benefit?.Months,
            Closure = closure,
            DueAt = state is { Final: false } && motive is not null ? new SlaPolicy(motive.Days).DueAt(time.UtcNow, time) : null,
            NextContactAt = next,
            Outcome = errors.Count + refusals.Count > 0 ? null : new(form with { Override = findings.Count > 0 ? form.Override : null }, time.Today, actor.Id, state!.Final ? closure : null, benefit?.Granted),
        };
    }

    private static Refusal? WhyNot(RetentionState state, RetentionRequest request, IReadOnlyList<ContactAttempt> attempts, CampaignSettings settings, CampaignTime time) =>
        state.OnlyIf is { } condition && !condition.Holds(request.Facts) ? new("retention.not_offered")
        : state.NeedsAttempts ? AttemptRules.MissingUnreached(attempts, settings.AttemptProtocol, time) : null;

    private static IEnumerable<Refusal> PathErrors(IReadOnlyList<string?> path, RetentionState? state, Motive? motive, MotiveCatalogue catalogue)
    {
        if (path.Count == 0)
            yield return new("required", "path");
        else if (state is null)
            yield return new("unknown", "path[0]");
        else if (path.Count == 1)
            yield return new("required", "path[1]");
        else if (motive is null && !catalogue.KnowsMotive(path[1]))
            yield return new("unknown", "path[1]");
        if (path.Count > 2)
            yield return new("unknown", "path[2]");
    }

    /// <summary>What every disposition has, and what is wrong whatever the motive asks.</summary>
    private static IEnumerable<Refusal> FormErrors(RetentionForm form, DateOnly today)
    {
        foreach (var (field, text) in new[] { ("serviceNumber", form.ServiceNumber), ("complaintNumber", form.ComplaintNumber), ("complaintType", form.ComplaintType) })
            if (TextRules.Check(text, $"data.{field}", RetentionForm.TextMax) is { } wrong)
                yield return wrong;
        foreach (var (field, text) in new[] { ("numero_virtual", form.VirtualNumber), ("contrato", form.Contract), ("plan", form.Plan), ("servicio", form.Service), ("anipagador", form.PayerNumber), ("telefono", form.Phone), ("variant", form.Variant) })
            if (TextRules.Check(text, $"data.{field}", RetentionForm.TextMax, required: false) is { } wrong)
                yield return wrong;
        if (TextRules.Check(form.Override, "data.override", TextRules.ReasonMax, required: false) is { } reason)
            yield return reason;
        foreach (var (field, day) in new[] { ("fecha_compromiso", form.PromisedOn), ("fecha_proxima", form.NextOn), ("fecha_seguimiento", form.FollowUpOn) })
            if (day < today)
                yield return new("date.past", $"data.{field}");
        if (form.To < form.From)
            yield return new("date.reversed", "data.fecha_fin");
        if (form.Months < 1)
            yield return new("number.positive", "data.n_meses");
        if (form.Days < 1)
            yield return new("number.positive", "data.n_dias");
    }

    /// <summary>A text that is typed needs no choice between texts.</summary>
    private static IEnumerable<Refusal> VariantErrors(Motive motive, RetentionForm form, bool isTyped)
    {
        if (motive.ChosenBy != TextChoice.Variant)
            yield break;
        if (!string.IsNullOrWhiteSpace(form.Variant) && Variant(motive, form.Variant) is null)
            yield return new("unknown", "data.variant");
        else if (string.IsNullOrWhiteSpace(form.Variant) && !isTyped)
            yield return new("required", "data.variant");
    }

    private static IEnumerable<Refusal> NumberRefusals(RetentionForm form, RetentionRequest request, MotiveCatalogue catalogue)
    {
        if (!string.IsNullOrWhiteSpace(form.ServiceNumber) && !RetentionRequest.SameNumber(form.ServiceNumber, request.ServiceNumber))
            yield return new("retention.number_mismatch", "data.serviceNumber");
        if (!string.IsNullOrWhiteSpace(form.ComplaintNumber) && !RetentionRequest.SameNumber(form.ComplaintNumber, request.ComplaintNumber))
            yield return new("retention.number_mismatch", "data.complaintNumber");
        if (!string.IsNullOrWhiteSpace(form.ComplaintType) && !(RetentionRequest.SameNumber(form.ComplaintType, catalogue.ComplaintType) && (request.ComplaintType is null || RetentionRequest.SameNumber(request.ComplaintType, catalogue.ComplaintType))))
            yield return new("retention.complaint_type", "data.complaintType");
    }

    private static IEnumerable<Refusal> LimitRefusals(RetentionForm form, Motive? motive, RetentionLimits limits)
    {
        if (motive is null)
            yield break;
        if (form.Months > limits.SuspensionMaxMonths && motive.Needs.Contains("n_meses"))
            yield return new("retention.outside_matrix", "data.n_meses", form.Months, limits.SuspensionMaxMonths);
        if (form.Days > limits.CompensationMaxDays)
            yield return new("retention.outside_matrix", "data.n_dias", form.Days, limits.CompensationMaxDays);
        if (form.Cost is { } cost && cost != (motive.CostUsd ?? 0))
            yield return new("retention.outside_matrix", "data.costo");
    }

    private static bool Given(string need, RetentionForm form, RetentionRequest request) => need switch
    {
        RetentionForm.BenefitKey => form.Benefit is not null,
        "fecha_compromiso" => form.PromisedOn is not null,
        "fecha_proxima" => form.NextOn is not null,
        "fecha_seguimiento" => form.FollowUpOn is not null,
        "fecha_inicio" => form.From is not null,
        "fecha_fin" => form.To is not null,
        "n_meses" => form.Months is not null,
        "n_dias" => form.Days is not null,
        "numero_virtual" => !string.IsNullOrWhiteSpace(form.VirtualNumber),
        "contrato" => !string.IsNullOrWhiteSpace(form.Contract ?? request.Contract),
        "plan" => !string.IsNullOrWhiteSpace(form.Plan),
        "servicio" => !string.IsNullOrWhiteSpace(form.Service),
        "anipagador" => !string.IsNullOrWhiteSpace(form.PayerNumber),
        _ => true,
    };

    /// <summary>What a template took from fields passes; what somebody types freely into a field of the form does not.</summary>
    private static IReadOnlyList<LintFinding> Lint(string? observation, IReadOnlyList<(string Mark, string Value)> taken, RetentionRequest request) =>
        observation is null ? [] : ObservationLint.Find(observation, new(request.Customer, request.Document, [.. taken.Where(t => t.Mark is not "plan").Select(t => t.Value)], [.. new[] { request.ServiceNumber, request.ComplaintNumber, request.Contract }.OfType<string>()]));

    private static string Field(string need) => $"data.{need}";

    /// <summary>While it stays open: the time that was said, or the morning of the day. Of a retained one with follow-up: the morning of that day.</summary>
    private static DateTime? NextContact(DispositionForm wanted, RetentionForm form, RetentionState? state, CampaignTime time)
    {
        DateTime Of(DateOnly day) => day == time.Today && time.ToUtc(day.ToDateTime(Morning)) is var morning && morning <= time.UtcNow ? time.UtcNow.AddHours(1) : time.ToUtc(day.ToDateTime(Morning));
        return state switch
        {
            null => null,
            { Final: false } => wanted.NextContactAt ?? (form.NextOn is { } next ? Of(next) : null),
            _ => state.Needs.Contains("fecha_seguimiento") && form.FollowUpOn is { } follow ? Of(follow) : null,
        };
    }

    private static MotiveText? Variant(Motive motive, string? name) => motive.Texts.FirstOrDefault(t => TextFold.Fold(t.Code ?? "") == TextFold.Fold(name ?? "")) ?? motive.Texts.FirstOrDefault(t => t.Label is { } label && TextFold.Fold(label) == TextFold.Fold(name ?? ""));

    private static (string Text, IReadOnlyList<(string Mark, string Value)> Taken)? Proposed(Motive motive, RetentionForm form, RetentionRequest request, BenefitMonths? months, IReadOnlyList<ContactAttempt> attempts)
    {
        var text = motive.ChosenBy switch
        {
            TextChoice.Product => Variant(motive, request.Product) ?? Variant(motive, MotiveText.Default),
            TextChoice.Variant => Variant(motive, form.Variant),
            _ => motive.Texts.ElementAtOrDefault(0),
        };
        return text is null ? null : ObservationTemplate.Fill(text.Text, Values(motive, form, request, months, attempts));
    }

    /// <summary>The transactional system writes in capitals.</summary>
    private static Dictionary<string, string?> Values(Motive motive, RetentionForm form, RetentionRequest request, BenefitMonths? months, IReadOnlyList<ContactAttempt> attempts)
    {
        static string? Day(DateOnly? day) => day?.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);
        static string? Number(IFormattable? number, string? format = null) => number?.ToString(format, CultureInfo.InvariantCulture);
        static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim().ToUpperInvariant();
        var cost = form.Cost ?? motive.CostUsd;
        return new()
        {
            ["telefono"] = Text(form.Phone ?? Reached(attempts) ?? request.Phones.ElementAtOrDefault(0)),
            ["cliente"] = Text(request.Customer),
            ["numero_servicio"] = Text(request.ServiceNumber),
            ["contrato"] = Text(form.Contract ?? request.Contract),
            ["fecha_compromiso"] = Day(form.PromisedOn),
            ["fecha_proxima"] = Day(form.NextOn),
            ["fecha_inicio"] = Day(form.From),
            ["fecha_fin"] = Day(form.To),
            ["fecha_seguimiento"] = Day(form.FollowUpOn),
            ["porcentaje"] = Number(form.Benefit?.Percentage, "0.##"),
            ["meses"] = months?.Words,
            ["n_meses"] = Number(form.Months ?? months?.Periods.Count),
            ["n_dias"] = Number(form.Days),
            ["costo"] = cost is null ? null : $"${Number(cost, "0.00")}",
            ["numero_virtual"] = Text(form.VirtualNumber),
            ["anipagador"] = Text(form.PayerNumber),
            ["plan"] = Text(form.Plan),
            ["servicio"] = Text(form.Service),
        };
    }

    /// <summary>The number on which the customer last answered; else the one tried last.</summary>
    private static string? Reached(IReadOnlyList<ContactAttempt> attempts) =>
        attempts.Where(a => a.Channel is AttemptChannel.Phone or AttemptChannel.Whatsapp or AttemptChannel.Sms).OrderBy(a => a.Result == AttemptResult.Effective).ThenBy(a => a.At).LastOrDefault()?.ContactPoint;
}
