using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Protocols;

namespace OpsConsole.Domain.Requirements;

/// <summary>A requirement, or an insistence on one, as far as rules and the desk's view look at it.</summary>
/// <param name="Subject">Code.</param>
/// <param name="DueAt">The end of the maximum date.</param>
public sealed record RequirementTicket(long Id, string Subject, CaseStatus Status, DateTime ReceivedAt, DateTime? DueAt, DateTime? RespondedAt, string? Description, string? ResponsibleName, Requirement Data)
{
    public string Number => CaseNumber.Of(Id);
    public bool IsAnswered => RespondedAt is not null;

    /// <summary>Its maximum date has not gone by: today is that day, or before it, where the campaign is.</summary>
    public bool IsWithin(CampaignTime time) => DueAt is not { } due || time.Today <= time.Day(due);

    /// <summary>The reader sees the case itself; of one out of reach only what the assistant counts is told.</summary>
    public bool IsVisible { get; init; } = true;

    /// <summary>Number, subject, state and dates.</summary>
    internal RequirementTicket Hidden() => this with
    {
        IsVisible = false,
        Description = null,
        ResponsibleName = null,
        Data = new() { Subject = Data.Subject, Initial = Data.Initial, Line = Data.Line, Block = Data.Block, Responses = [.. Data.Responses.Select(r => new RequirementResponse(null, r.At))] },
    };

    internal static RequirementTicket Of(Case found) =>
        new(found.Id, found.Subject!, found.Status, found.ReceivedAt, found.DueAt, found.RespondedAt, found.Description, found.ResponsibleName, found.Requirement!);
}

/// <summary>Where a requirement and its insistences stand, as the assistant's facts (docs/rules.md, "Assistant of requirements").</summary>
/// <param name="Insistences">Every one, oldest first.</param>
public sealed record RequirementStand(RequirementTicket Initial, IReadOnlyList<RequirementTicket> Insistences, RequirementCatalogue Catalogue, CampaignTime Time)
{
    /// <summary>Of several, one that is late for an answer goes before one that still has time, and that before the one answered last; only subjects that the assistant counts.</summary>
    public RequirementTicket? Insistence => Counting.Where(i => !i.IsAnswered && !i.IsWithin(Time)).MinBy(i => (i.DueAt, i.Id)) ?? Counting.Where(i => !i.IsAnswered).MinBy(i => (i.DueAt, i.Id)) ?? Counting.MaxBy(i => (i.RespondedAt, i.Id));

    /// <param name="customer">What the customer says.</param>
    public RequirementFacts Facts(string customer) => new(FactOf(Initial), Insistence is { } counts ? FactOf(counts) : null, customer, Initial.Data.Line);

    /// <param name="customer">What the customer says.</param>
    public Advice Advice(string customer) => RequirementAdvisor.Of(Catalogue, Facts(customer));

    /// <summary>The row that holds; null where none or several do.</summary>
    internal ProtocolRow? Row(string customer) => Catalogue.Assistant.Find(Facts(customer).Codes);

    private TicketFact FactOf(RequirementTicket ticket) =>
        new(ticket.IsAnswered, ticket.IsWithin(Time), ticket.Number, ticket.DueAt is { } due ? Time.Day(due) : null, ticket.RespondedAt is { } at ? Time.Day(at) : null);

    private IEnumerable<RequirementTicket> Counting => Insistences.Where(i => Catalogue.Subject(i.Subject) is { Counts: true });
}
