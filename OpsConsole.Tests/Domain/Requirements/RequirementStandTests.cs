using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Requirements;
using OpsConsole.Tests.Support;
using Xunit;

namespace OpsConsole.Tests.Domain.Requirements;

/// <summary>Which of several insistences counts, and what may be filed on a requirement (docs/rules.md, "Assistant of requirements", "Insistences").</summary>
public sealed class RequirementStandTests
{
    private static readonly Campaign Campaign = CampaignTemplate.Create(CampaignKind.Requirement, "x", "x", FakeClock.Start);
    private static readonly RequirementCatalogue Catalogue = Campaign.Settings.Requirements;

    [Theory]
    [InlineData("", null)]
    [InlineData("answered-3 answered-1 answered-2", "answered-1")]                              // the newest answer
    [InlineData("answered-1 within+5 within+2", "within+2")]                                    // what has time goes before it, the earliest first
    [InlineData("answered-1 within+2 late-1 late-4", "late-4")]                                 // what is late goes before all
    [InlineData("other-4 answered-2", "answered-2")]                                            // only subjects that the assistant counts
    [InlineData("other-4", null)]
    [InlineData("within+0", "within+0")]                                                        // today is still within
    public void Of_several_insistences_a_late_one_counts_first_then_one_with_time_then_the_newest_answer(string insistences, string? counts)
    {
        var stand = Stand(null, insistences.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(counts, stand.Insistence?.Description);
        Assert.Equal(counts is null ? "none" : counts[0] == 'a' ? "answered" : counts[0] == 'w' ? "open_within" : "open_late", stand.Facts("none").Codes["insistence"]);
    }

    [Fact]
    public void No_combination_of_the_facts_lets_a_ticket_through_where_the_assistant_escalates_and_none_is_blocked_elsewhere()
    {
        foreach (var answered in new int?[] { null, -2 })
            foreach (var late in new[] { true, false })
                foreach (var insistence in new[] { "", "within+3", "late-2", "answered-1" })
                    foreach (var subject in Catalogue.Subjects.Where(s => s.IsInsistence))
                    {
                        var stand = Stand(answered, insistence.Length == 0 ? [] : [insistence], late);
                        var says = stand.Advice(subject.Code == "disagreement" ? "unsatisfied" : "none");
                        var (refusals, blocks) = InsistenceRules.Check(stand, subject, FakeClock.Start);
                        Assert.Equal(says.Blocks ? says.Result : null, blocks);
                        Assert.Equal(says.Blocks, refusals.Any(r => r.Code == "requirement.blocked"));
                        if (says.Action == (subject.Code == "late_response" ? ProtocolActions.TicketLateResponse : ProtocolActions.TicketDisagreement) && subject.Counts)
                            Assert.Empty(refusals);         // what it tells to do can be done
                        var allowed = stand with { Initial = stand.Initial with { Data = stand.Initial.Data with { MoreTickets = 1 } } };
                        Assert.DoesNotContain(InsistenceRules.Check(allowed, subject, FakeClock.Start).Refusals, r => r.Code is "requirement.blocked" or "requirement.insistence_open");
                    }
    }

    /// <param name="answered">Days from today.</param>
    private static RequirementStand Stand(int? answered, string[] insistences, bool late = false)
    {
        static DateTime In(int days) => FakeClock.Start.AddDays(days);
        var initial = new RequirementTicket(1, "general", CaseStatus.Unmanaged, In(-30), In(late ? -5 : 5), answered is { } on ? In(on) : null, null, null, new() { Subject = "general" });
        return new(initial, [.. insistences.Select((said, i) =>
        {
            var at = said.IndexOfAny(['+', '-']);
            var (kind, days) = (said[..at], int.Parse(said[at..]));
            return new RequirementTicket(i + 2, kind == "other" ? "not_executed" : "late_response", CaseStatus.Unmanaged, In(-20), kind == "answered" ? In(3) : In(days), kind == "answered" ? In(days) : null, said, null, new() { Subject = "late_response", Initial = "1" });
        })], Catalogue, CampaignTime.Of(Campaign, new FakeClock()));
    }
}
