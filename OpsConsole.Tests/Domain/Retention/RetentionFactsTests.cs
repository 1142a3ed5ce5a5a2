using OpsConsole.Domain.Retention;
using Xunit;

namespace OpsConsole.Tests.Domain.Retention;

/// <summary>What the base says in the customer's words, read as the facts of a condition.</summary>
public sealed class RetentionFactsTests
{
    [Theory]
    [InlineData(null, "normal")]
    [InlineData("", "normal")]
    [InlineData("  ", "normal")]
    [InlineData("Normal", "normal")]
    [InlineData("NORMAL ", "normal")]
    [InlineData("anipagador", "payer")]
    [InlineData("ANIPAGADOR", "payer")]
    [InlineData("Ani pagador", "payer")]
    [InlineData("payer", "payer")]
    [InlineData("virtual compartido", "shared_virtual")]
    [InlineData("Virtual  Compartido", "shared_virtual")]
    [InlineData("shared_virtual", "shared_virtual")]
    [InlineData("virtual", null)]
    [InlineData("titular", null)]
    public void A_role_is_one_of_three_and_the_normal_one_where_nothing_is_said(string? text, string? role) => Assert.Equal(role, RetentionFacts.Role(text));

    [Theory]
    [InlineData(null, "")]
    [InlineData("", "")]
    [InlineData("Televisión", "television")]
    [InlineData("TV", "television")]
    [InlineData("DTH", "television")]
    [InlineData("Decodificador", "television")]
    [InlineData("internet", "internet")]
    [InlineData("MÓDEM", "internet")]
    [InlineData("modem", "internet")]
    [InlineData("GPON", "internet")]
    [InlineData("líneas CDMA", "cdma")]
    [InlineData("TV, internet", "television internet")]
    [InlineData("CDMA; DTH / módem + GPON", "cdma television internet")]
    [InlineData("decodificador y módem", "television internet")]
    [InlineData("decodificador Y módem y CDMA", "television internet cdma")]
    [InlineData("teléfono", "")]
    [InlineData("antena, TV", "television")]
    public void Equipment_is_read_word_by_word(string? text, string facts) => Assert.Equal(facts, string.Join(' ', RetentionFacts.Equipment(text)));
}
