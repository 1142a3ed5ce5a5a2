using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Tests.Support;
using Xunit;

namespace OpsConsole.Tests.Domain.Cases;

/// <summary>Whose two cases are, and which deadline stays (docs/rules.md, "Merging").</summary>
public sealed class MergeRulesTests
{
    private static readonly DateTime Noon = FakeClock.Start;

    private static readonly Campaign Campaign = CampaignTemplate.Create(CampaignKind.CloseTheLoop, "operaciones", "Operaciones", Noon);

    [Theory]
    [InlineData("R1", "Ana", "R1", "Eva", false)]       // one reference, whatever the names
    [InlineData("R1", "Ana", "R2", "Ana", true)]
    [InlineData(null, "Ana Núñez", "R1", "ana nunez", false)]
    [InlineData(null, "Ana", null, "Eva", true)]
    [InlineData("R1", null, null, "Ana", true)]         // nothing to compare: somebody must look
    [InlineData(null, null, "R1", "Ana", false)]        // nobody's yet
    public void A_customer_is_told_by_the_reference_else_by_the_name(string? reference, string? name, string? otherReference, string? otherName, bool different)
    {
        Assert.Equal(different, MergeRules.AreDifferentCustomers(Of(reference, name), Of(otherReference, otherName)));
        Assert.Equal(different, MergeRules.AreDifferentCustomers(Of(otherReference, otherName), Of(reference, name)));
    }

    [Fact]
    public void The_earlier_deadline_stays_and_any_is_earlier_than_none()
    {
        Assert.Equal(Noon, MergeRules.Earlier(Noon, Noon.AddHours(1)));
        Assert.Equal(Noon, MergeRules.Earlier(Noon.AddHours(1), Noon));
        Assert.Equal(Noon, MergeRules.Earlier(null, Noon));
        Assert.Equal(Noon, MergeRules.Earlier(Noon, null));
        Assert.Null(MergeRules.Earlier(null, null));
    }

    private static Case Of(string? reference, string? name) =>
        Case.Create(Campaign, new("K", "K", 1, Noon, new Dictionary<string, FieldValue>()) { CustomerRef = reference, CustomerName = name }, null, null, Noon, new FakeClock());
}
