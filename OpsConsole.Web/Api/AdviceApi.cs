using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;
using OpsConsole.Domain.Requirements;

namespace OpsConsole.Web.Api;

/// <summary>A ticket of which only this is known; within its deadline is asked where it has no answer.</summary>
public sealed record TicketFactBody(bool? Responded, bool? WithinDeadline);

/// <summary>The number of a requirement, or of an insistence on one, or facts to be judged. Campaign: where none is named, the first published requirements desk that the caller sees. Insistence null: there is none. Customer: what is said, "none" where nothing is.</summary>
public sealed record AdviceBody(string? Number, string? Campaign, TicketFactBody? Initial, TicketFactBody? Insistence, string? Customer, string? ProductLine)
{
    /// <summary>The facts, or what is missing of them.</summary>
    public RequirementFacts? Read(RequirementCatalogue catalogue, List<Refusal> errors)
    {
        var (initial, insistence) = (Initial is null ? null : TicketOf(Initial, "initial", errors), Insistence is null ? null : TicketOf(Insistence, "insistence", errors));
        if (Initial is null)
            errors.Add(new("required", "initial"));
        if (Customer is not null && !RequirementFacts.Sayings.Contains(Customer))
            errors.Add(new("unknown", "customer"));
        if (ProductLine is not null && catalogue.Line(ProductLine) is null)
            errors.Add(new("unknown", "productLine"));
        return errors.Count > 0 ? null : new(initial!, insistence, Customer ?? RequirementFacts.NotSaid, ProductLine);
    }

    private static TicketFact? TicketOf(TicketFactBody ticket, string field, List<Refusal> errors)
    {
        if (ticket.Responded is null)
            errors.Add(new("required", $"{field}.responded"));
        else if (ticket is { Responded: false, WithinDeadline: null })
            errors.Add(new("required", $"{field}.withinDeadline"));
        return new(ticket.Responded is true, ticket.WithinDeadline is true);
    }
}

/// <summary>A fact that counted; number and at (a day) where a ticket is known: when it was answered, else its last day.</summary>
public sealed record AdviceReasonAnswer(string Fact, string Value, string Label, string? Number, DateOnly? At);

/// <summary>What to do, by which row. SelfService: true where the customer can file the ticket, else null.</summary>
public sealed record AdviceAnswer(int Result, string Action, IReadOnlyList<AdviceReasonAnswer> Reasons, bool? SelfService, string Text, bool Added)
{
    public static AdviceAnswer Of(Advice advice) =>
        new(advice.Result, advice.Action, [.. advice.Reasons.Select(r => new AdviceReasonAnswer(r.Fact, r.Value, r.Label, r.Number, r.At))], advice.HasSelfService ? true : null, advice.Text, advice.IsAdded);
}

/// <summary>`POST /api/v1/requirements/advice`: what the assistant of a requirements desk says of a requirement, or of these facts. Nothing is written.</summary>
public static class AdviceApi
{
    public static void MapAdvice(this RouteGroupBuilder api) =>
        api.MapPost("/requirements/advice", AdviseAsync).WithTags("requirements").Produces<AdviceAnswer>().ProducesProblem(400).ProducesProblem(404);

    private static async Task<ApiAnswer> AdviseAsync(JsonBody<AdviceBody> body, Actor actor, CampaignQueries campaigns, RequirementQueries requirements, ApiResults results, CancellationToken ct)
    {
        if (body.Value is not { } asked)
            return results.Unreadable(body.Error!, body.Status);
        if (asked.Number is { } number)
            return await requirements.FindAsync(number, actor, ct) is not { } found ? results.Missing
                : asked.Customer is { } said && !RequirementFacts.Sayings.Contains(said) ? results.Invalid([new("unknown", "customer")])
                : ApiResults.Ok(AdviceAnswer.Of(found.Stand.Advice(asked.Customer ?? RequirementFacts.NotSaid)));
        var campaign = asked.Campaign is { } code ? await campaigns.FindAsync(code, actor, ct) : await campaigns.FirstOfKindAsync(CampaignKind.Requirement, actor, ct);
        if (campaign is null)
            return results.Missing;
        if (campaign.Kind != CampaignKind.Requirement)
            return results.Invalid([new("requirement.other_kind", "campaign")]);
        List<Refusal> errors = [];
        return asked.Read(campaign.Settings.Requirements, errors) is { } facts
            ? ApiResults.Ok(AdviceAnswer.Of(RequirementAdvisor.Of(campaign.Settings.Requirements, facts))) : results.Invalid(errors);
    }
}
