using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Requirements;
using OpsConsole.Tests.Support;
using Xunit;

namespace OpsConsole.Tests.Domain.Requirements;

/// <summary>"¿Fuera de plazo o inconformidad?" (docs/rules.md, "Requirements").</summary>
public sealed class RequirementAdvisorTests
{
    private static readonly RequirementCatalogue Desk = CampaignTemplate.Create(CampaignKind.Requirement, "requerimientos", "Requerimientos", FakeClock.Start).Settings.Requirements;
    private static readonly TicketFact Within = new(false, true), Late = new(false, false), Answered = new(true, false);

    /// <summary>The eight rows of the source: what is known, and exactly what comes of it.</summary>
    public static TheoryData<string, string?, string, int, string, string> Source => new()
    {
        { "within", null, "none", 1, "tell_max_date", "Indique al cliente que la fecha máxima de respuesta es el 27/01/2026." },
        { "answered", null, "unaware", 2, "read_response", "Lea al cliente la respuesta de su requerimiento." },
        { "late", null, "none", 3, "ticket_late_response", "Genere un ticket «Respuesta fuera de plazo»." },
        { "answered", null, "unsatisfied", 4, "ticket_disagreement", "Genere un ticket «Inconformidad en la respuesta»." },
        { "answered", "within", "none", 5, "tell_insistence_max_date", "Indique al cliente que la fecha máxima de respuesta de su ticket es el 10/02/2026." },
        { "late", "answered", "none", 6, "escalate_supervisor", "Escale el caso al supervisor; no genere otro ticket." },
        { "late", "late", "none", 7, "escalate_supervisor", "Escale el caso al supervisor; no genere otro ticket." },
        { "answered", "answered", "unsatisfied", 8, "escalate_supervisor", "Escale el caso al supervisor; no genere otro ticket." },
    };

    [Theory]
    [MemberData(nameof(Source))]
    public void Each_row_of_the_source_says_what_it_says(string initial, string? insistence, string customer, int result, string action, string text)
    {
        var advice = RequirementAdvisor.Of(Desk, new(Ticket(initial) with { Number = "100001", MaxDate = new(2026, 1, 27) }, insistence is null ? null : Ticket(insistence) with { Number = "100002", MaxDate = new(2026, 2, 10) }, customer));
        Assert.Equal((result, action, text, false, result >= 6), (advice.Result, advice.Action, advice.Text, advice.IsAdded, advice.Blocks));
    }

    [Fact]
    public void Every_combination_of_the_facts_has_the_result_that_the_specification_gives_it()
    {
        var seen = new List<int>();
        foreach (var initial in new[] { Within, Late, Answered })
            foreach (var insistence in new[] { null, Within, Late, Answered })
                foreach (var customer in RequirementFacts.Sayings)
                {
                    var advice = RequirementAdvisor.Of(Desk, new(initial, insistence, customer));
                    Assert.Equal(Expected(initial, insistence, customer), (advice.Result, advice.Action));
                    Assert.Equal(advice.Result is 0 or > 8, advice.IsAdded);
                    seen.Add(advice.Result);
                }
        Assert.Equal((48, 12), (seen.Count, seen.Distinct().Count()));
    }

    [Fact]
    public void The_reasons_are_the_facts_that_the_row_asks_for_with_numbers_and_dates()
    {
        var facts = new RequirementFacts(Late with { Number = "100001", MaxDate = new(2026, 1, 27) }, Answered with { Number = "100002", MaxDate = new(2026, 2, 10), AnsweredOn = new(2026, 2, 3) });
        Assert.Equal(
            [
                new("initial", "no_late", "Requerimiento inicial: Sin respuesta, fuera de plazo", "100001", new(2026, 1, 27)),
                new("insistence", "answered", "Ticket de insistencia: Con respuesta", "100002", new(2026, 2, 3)),
            ], RequirementAdvisor.Of(Desk, facts).Reasons);
        Assert.Equal([new("insistence", "open_late", "Ticket de insistencia: Sin respuesta, fuera de plazo", "100002", new(2026, 2, 10))], RequirementAdvisor.Of(Desk, facts with { Insistence = Late with { Number = "100002", MaxDate = new(2026, 2, 10) } }).Reasons);
        Assert.Equal([("initial", null), ("insistence", null), ("customer", (string?)null)], RequirementAdvisor.Of(Desk, new(Answered)).Reasons.Select(r => (r.Fact, r.Number)));
        Assert.Equal("Indique al cliente que la fecha máxima de respuesta es el —.", RequirementAdvisor.Of(Desk, new(Within)).Text);
    }

    [Fact]
    public void For_Medidor_the_customer_can_file_the_ticket_of_results_3_and_4()
    {
        Assert.Equal([3, 4], new[] { "medidor", "envasado", "granel", null }.SelectMany(line => Everything().Select(f => RequirementAdvisor.Of(Desk, f with { ProductLine = line }))).Where(a => a.HasSelfService).Select(a => a.Result).Distinct().Order());
        Assert.False(RequirementAdvisor.Of(Desk, new(Late, ProductLine: "envasado")).HasSelfService);
        Assert.True(RequirementAdvisor.Of(Desk, new(Late, ProductLine: "medidor")).HasSelfService);
    }

    private static IEnumerable<RequirementFacts> Everything() =>
        from initial in new[] { Within, Late, Answered } from insistence in new[] { null, Within, Late, Answered } from customer in RequirementFacts.Sayings select new RequirementFacts(initial, insistence, customer);

    private static TicketFact Ticket(string state) => state switch { "within" => Within, "late" => Late, _ => Answered };

    /// <summary>Written from the specification's table alone.</summary>
    private static (int, string) Expected(TicketFact initial, TicketFact? insistence, string customer)
    {
        if (insistence is { IsAnswered: false, IsWithin: false })
            return (7, "escalate_supervisor");
        if (insistence is { IsAnswered: false })
            return (initial.IsAnswered ? 5 : 9, "tell_insistence_max_date");
        if (!initial.IsAnswered)
            return insistence is not null ? (6, "escalate_supervisor") : initial.IsWithin ? (1, "tell_max_date") : (3, "ticket_late_response");
        return (customer, insistence) switch
        {
            ("satisfied", _) => (11, "offer_close"),
            ("none", _) => (0, "ask_customer"),
            ("unaware", null) => (2, "read_response"),
            ("unaware", _) => (10, "read_both"),
            (_, null) => (4, "ticket_disagreement"),
            _ => (8, "escalate_supervisor"),
        };
    }
}
