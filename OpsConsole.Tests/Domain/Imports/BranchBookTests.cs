using OpsConsole.Domain.Imports;
using OpsConsole.Domain.People;
using Xunit;

namespace OpsConsole.Tests.Domain.Imports;

public sealed class BranchBookTests
{
    private readonly BranchBook _book = new([Branch("PIURA", "Piura Centro"), Branch("JAEN", "Jaén"), Branch("LIMA1", "Lima Uno"), Branch("LIMA2", "Lima Dos"), Branch("VIEJA", "Vieja", active: false)]);

    [Theory]
    [InlineData(" piura ", "PIURA")]
    [InlineData("PIURA CENTRO", "PIURA")]
    [InlineData("jaen", "JAEN")]
    [InlineData("VIEJA", "VIEJA")]
    [InlineData("PIURRA", null)]
    public void A_branch_is_found_by_code_or_name_folded_even_a_retired_one(string text, string? code) => Assert.Equal(code, _book.Find(text)?.Code);

    [Theory]
    [InlineData("PIURRA", "PIURA")]
    [InlineData("Lima3", null)]
    [InlineData("Cusco", null)]
    public void A_misspelt_name_leads_to_the_only_near_one(string text, string? code) => Assert.Equal(code, _book.Nearest(text));

    private static Branch Branch(string code, string name, bool active = true) => new() { Code = code, Name = name, IsActive = active };
}
