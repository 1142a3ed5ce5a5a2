using OpsConsole.Domain.Customers;
using Xunit;

namespace OpsConsole.Tests.Domain.Customers;

/// <summary>What speaks for and against a candidate (docs/rules.md, "Matching").</summary>
public sealed class CustomerMatcherTests
{
    private static readonly MatchCandidate Muñoz = new(new("id", "x", "DNI", "45678912", "PE", true, 1), "Rosa", "Elena", "Muñoz", "De la Peña", "45678912", ["+51912345678"], ["rosa.munoz@correo.example"]);

    [Fact]
    public void The_same_person_in_other_notation_is_nearly_certain()
    {
        var match = Match("45.678.912", "rosa elena MUNOZ DE LA PENA", "0051 912 345 678");
        Assert.True(match.Score > 0.99);
        Assert.Equal([MatchReason.DocumentSame, MatchReason.NamesSame, MatchReason.PhoneSame], match.Reasons);
    }

    [Theory]
    [InlineData("45678921")]     // swapped neighbours
    [InlineData("54678912")]
    [InlineData("45698712")]     // swapped at a distance
    [InlineData("45678913")]
    [InlineData("4567891")]
    public void A_slip_in_the_document_is_forgiven_and_said(string document)
    {
        var match = Match(document, "Rosa Elena Muñoz Peña", null);
        Assert.True(match.IsProposed);
        Assert.Contains(MatchReason.DocumentClose, match.Reasons);
    }

    [Theory]
    [InlineData("Muñoz Rosa", MatchReason.NamesReordered, MatchReason.NamesIncomplete)]
    [InlineData("Peña Muñoz Elena Rosa", MatchReason.NamesSame, MatchReason.NamesReordered)]
    [InlineData("Roza Elena Muños Penna", MatchReason.NamesClose, MatchReason.NamesClose)]
    public void Order_and_typing_slips_in_names_are_forgiven_and_said(string names, MatchReason first, MatchReason second)
    {
        var match = Match(null, names, "912345678");
        Assert.True(match.IsProposed);
        Assert.Contains(first, match.Reasons);
        Assert.Contains(second, match.Reasons);
    }

    [Fact]
    public void A_namesake_with_another_document_is_not_proposed() => Assert.False(Match("70111222", "Rosa Elena Muñoz Peña", "999888777").IsProposed);

    [Fact]
    public void A_relative_at_the_same_phone_is_not_proposed() => Assert.False(Match(null, "Julia Muñoz Peña", "912345678").IsProposed);

    [Fact]
    public void Nothing_in_common_scores_nothing() => Assert.True(Match("70111222", "Pedro Quispe", "999888777").Score < 0.01);

    [Theory]
    [InlineData("gonzalez", "gonsales")]
    [InlineData("valle", "baye")]
    [InlineData("quispe", "kispe")]
    [InlineData("hernandez", "ernandes")]
    [InlineData("yupanqui", "llupanki")]
    public void Words_that_sound_the_same_are_known_by_it(string a, string b) => Assert.Equal(NameWords.Sound(a), NameWords.Sound(b));

    [Theory]
    [InlineData("garcia", "garcia", 0)]
    [InlineData("garcia", "gracia", 1)]
    [InlineData("garcia", "garia", 1)]
    [InlineData("garcia", "garciaa", 1)]
    [InlineData("garcia", "marcos", 3)]
    public void Distance_counts_slips(string a, string b, int distance) => Assert.Equal(distance, NameWords.Distance(a, b));

    [Fact]
    public void Whoever_is_asked_for_with_one_slip_shares_a_key()
    {
        var kept = CustomerKeys.Of(Muñoz);
        foreach (var asked in new[] { ("45678921", ""), ("45688912", ""), ("", "Rosa Munos"), ("", "Elena Muñoz"), ("", "Rosa Muñzo"), ("", "Rosa Munnoz"), ("", "Peña Rosa") })
            Assert.True(CustomerKeys.Of(new MatchRequest(asked.Item1, [asked.Item2], [], [])).Any(k => kept.Contains(k.Key)), asked.ToString());
    }

    private static CustomerMatch Match(string? document, string names, string? phone) => CustomerMatcher.Score(new(document, [names], phone is null ? [] : [phone], []), Muñoz);
}
