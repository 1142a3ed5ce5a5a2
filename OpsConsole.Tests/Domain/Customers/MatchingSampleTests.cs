using OpsConsole.Tests.Support;
using Xunit;

namespace OpsConsole.Tests.Domain.Customers;

/// <summary>The sample is what the specification describes, and the same each time.</summary>
public sealed class MatchingSampleTests
{
    [Fact, Trait("Category", RealData.Category)]
    public void A_seed_gives_one_sample_with_as_many_pairs_as_decoys()
    {
        var sample = MatchingSample.Of(1);
        Assert.Equal((MatchingSample.Customers, MatchingSample.Pairs, MatchingSample.Decoys), (sample.Stored.Count, sample.Asked.Count(a => a.Meant is not null), sample.Asked.Count(a => a.Meant is null)));
        Assert.Equal(sample.Asked, MatchingSample.Of(1).Asked);
        Assert.NotEqual(sample.Asked, MatchingSample.Of(2).Asked);
        Assert.All(sample.Asked, asked => Assert.True(asked.Typed.Document is not null || asked.Typed.Phone is not null || asked.Typed.Email is not null));
    }

    [Fact, Trait("Category", RealData.Category)]
    public void Every_way_of_spoiling_a_true_pair_occurs_alone_and_with_another() =>
        Assert.Equal(8 + 28, MatchingSample.Of(1).Asked.Where(a => a.Meant is not null).Select(a => string.Join(" + ", a.Way.Split(" + ").Order())).Distinct().Count());

    [Fact, Trait("Category", RealData.Category)]
    public void Decoys_are_namesakes_or_share_a_familys_phone()
    {
        var sample = MatchingSample.Of(1);
        var names = sample.Stored.Select(p => (p.FirstName, p.FirstSurname)).ToHashSet();
        var phones = sample.Stored.Select(p => p.Phone).ToHashSet();
        Assert.All(sample.Asked.Where(a => a.Meant is null), a =>
            Assert.True(names.Contains((a.Typed.FirstName, a.Typed.FirstSurname)) || a.Typed.Phone is null || phones.Contains(a.Typed.Phone)));
    }
}
