using System.Globalization;
using OpsConsole.Domain.Protocols;

namespace OpsConsole.Domain.Requirements;

/// <summary>A ticket as the assistant sees it; its number and dates are said where they are known (docs/rules.md, "Requirements").</summary>
/// <param name="IsWithin">Today is not past the last day to answer, in the campaign's zone; of no account where it is answered.</param>
/// <param name="MaxDate">That day.</param>
/// <param name="AnsweredOn">The local day of the answer.</param>
public sealed record TicketFact(bool IsAnswered, bool IsWithin, string? Number = null, DateOnly? MaxDate = null, DateOnly? AnsweredOn = null)
{
    /// <summary>The date that goes with what is known: of the answer, else the last day to answer.</summary>
    public DateOnly? At => IsAnswered ? AnsweredOn : MaxDate;
}

/// <summary>What is known when the assistant is asked: the requirement, the insistence that counts, and what the customer says (docs/rules.md, "Requirements").</summary>
/// <param name="Insistence">Null: there is none.</param>
public sealed record RequirementFacts(TicketFact Initial, TicketFact? Insistence = null, string Customer = RequirementFacts.NotSaid, string? ProductLine = null)
{
    /// <summary>The facts by the codes of the table.</summary>
    public const string InitialFact = "initial", InsistenceFact = "insistence", CustomerFact = "customer";

    /// <summary>What the customer says.</summary>
    public const string Unaware = "unaware", Unsatisfied = "unsatisfied", Satisfied = "satisfied", NotSaid = "none";

    public static readonly IReadOnlyList<string> Sayings = [Unaware, Unsatisfied, Satisfied, NotSaid];

    public IReadOnlyDictionary<string, string> Codes => new Dictionary<string, string>
    {
        [InitialFact] = Initial.IsAnswered ? "yes" : Initial.IsWithin ? "no_within" : "no_late",
        [InsistenceFact] = Insistence is null ? "none" : Insistence.IsAnswered ? "answered" : Insistence.IsWithin ? "open_within" : "open_late",
        [CustomerFact] = Customer,
    };

    /// <summary>The ticket that a fact is about; null: it is about none.</summary>
    public TicketFact? TicketOf(string fact) => fact switch
    {
        InitialFact => Initial,
        InsistenceFact => Insistence,
        _ => null,
    };
}

/// <summary>A fact that the row asked for, in codes and in words (docs/rules.md, "Requirements").</summary>
/// <param name="Number">Of the ticket that it is about.</param>
/// <param name="At">When that was answered, else the last day to answer it.</param>
public sealed record AdviceReason(string Fact, string Value, string Label, string? Number, DateOnly? At);

/// <summary>What to do with a requirement, by which row and why (docs/rules.md, "Requirements").</summary>
/// <param name="Result">The row's number.</param>
/// <param name="HasSelfService">The customer can file the ticket that is asked for.</param>
/// <param name="IsAdded">By a row that the source does not have.</param>
public sealed record Advice(int Result, string Action, string Text, IReadOnlyList<AdviceReason> Reasons, bool HasSelfService, bool IsAdded)
{
    /// <summary>No further ticket: the requirement is the supervisor's.</summary>
    public bool Blocks => Action == ProtocolActions.EscalateSupervisor;
}

/// <summary>"¿Fuera de plazo o inconformidad?": the row of the published table that holds, and what it says of this requirement (docs/rules.md, "Requirements").</summary>
public static class RequirementAdvisor
{
    /// <summary>The marks that a row's text may have.</summary>
    public const string MaxDate = "fecha_maxima", InsistenceMaxDate = "fecha_maxima_ticket", Number = "numero", InsistenceNumber = "numero_ticket";

    public static readonly IReadOnlyList<string> Marks = [MaxDate, InsistenceMaxDate, Number, InsistenceNumber];

    /// <summary>Always an answer: no table is published that leaves a combination to none or to several rows.</summary>
    public static Advice Of(RequirementCatalogue catalogue, RequirementFacts facts)
    {
        var (table, codes) = (catalogue.Assistant, facts.Codes);
        var row = table.Find(codes) ?? throw new InvalidOperationException($"No single row holds for {string.Join(", ", codes.Values)}.");
        var text = ProtocolText.Fill(row.Text, new Dictionary<string, string?>
        {
            [MaxDate] = Day(facts.Initial.MaxDate),
            [InsistenceMaxDate] = Day(facts.Insistence?.MaxDate),
            [Number] = facts.Initial.Number,
            [InsistenceNumber] = facts.Insistence?.Number,
        });
        return new(row.Result, row.Action, text, [.. table.Facts.Where(fact => row.When.ContainsKey(fact.Code)).Select(fact => ReasonOf(fact, codes[fact.Code], facts.TicketOf(fact.Code)))],
            ProtocolActions.IsTicket(row.Action) && catalogue.Line(facts.ProductLine) is { HasSelfService: true }, row.IsAdded);
    }

    private static AdviceReason ReasonOf(ProtocolFact fact, string value, TicketFact? ticket) =>
        new(fact.Code, value, $"{fact.Label}: {fact.Values.FirstOrDefault(v => v.Code == value)?.Label ?? value}", ticket?.Number, ticket?.At);

    private static string? Day(DateOnly? day) => day?.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);
}
