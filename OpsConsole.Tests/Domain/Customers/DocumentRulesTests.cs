using OpsConsole.Domain.Customers;
using OpsConsole.Tests.Support;
using Xunit;

namespace OpsConsole.Tests.Domain.Customers;

/// <summary>Documents (docs/rules.md, "Documents"): by hand, and beside the verdicts of stdnum.</summary>
public sealed class DocumentRulesTests
{
    [Theory]
    [InlineData("DNI", "PE", "12345678", null)]
    [InlineData("DNI", "PE", "1234567", "document.format")]
    [InlineData("DNI", "PE", "123456789", "document.format")]
    [InlineData("DNI", "PE", "1234567A", "document.format")]
    [InlineData("DNI", "PE", "١٢٣٤٥٦٧٨", null)]
    [InlineData("CE", "PE", "001766062", null)]
    [InlineData("CE", "PE", "12345678", "document.format")]
    [InlineData("CE", "CO", "451278", null)]
    [InlineData("CE", "CO", "45127", "document.format")]
    [InlineData("RUC", "PE", "20512333797", null)]
    [InlineData("RUC", "PE", "20512333798", "document.check_digit")]
    [InlineData("RUC", "PE", "30512333797", "document.format")]
    [InlineData("CC", "CO", "123456", null)]
    [InlineData("CC", "CO", "12345", "document.format")]
    [InlineData("CC", "CO", "1.234.567.890", null)]
    [InlineData("CC", "CO", "12345678901", "document.format")]
    [InlineData("NIT", "CO", "213.123.432-1", null)]
    [InlineData("NIT", "CO", "213.123.432-2", "document.check_digit")]
    [InlineData("CEDULA", "EC", "171430710-3", null)]
    [InlineData("CEDULA", "EC", "1714307104", "document.check_digit")]
    [InlineData("CEDULA", "EC", "2714307104", "document.format")]
    [InlineData("RUC", "EC", "1792060346001", null)]
    [InlineData("RUC", "EC", "1792060347001", "document.check_digit")]
    [InlineData("RUC", "EC", "1714307103001", null)]
    [InlineData("RUC", "EC", "1714307103000", "document.check_digit")]
    [InlineData("RUC", "EC", "1760001550001", null)]
    [InlineData("RUC", "EC", "1760001560001", "document.check_digit")]
    [InlineData("RUT", "CL", "12.531.909-2", null)]
    [InlineData("RUT", "CL", "CL 12531909-2", null)]
    [InlineData("RUT", "CL", "12531909-3", "document.check_digit")]
    [InlineData("RUT", "CL", "76086A28-5", "document.format")]
    [InlineData("PASAPORTE", "", "AB-123456", null)]
    [InlineData("PASAPORTE", "", "A1", "document.format")]
    [InlineData("OTRO", "", "carné 7", null)]
    [InlineData("OTRO", "", "---", "document.format")]
    public void A_document_is_valid_or_says_what_is_wrong(string type, string country, string number, string? code) => Assert.Equal(code, DocumentRules.Check(type, country, number)?.Code);

    [Fact]
    public void One_wrong_digit_and_two_swapped_ones_are_seen_by_the_check_digit()
    {
        foreach (var (type, country, number) in new[] { ("RUC", "PE", "20512333797"), ("NIT", "CO", "9005444722"), ("CEDULA", "EC", "1714307103"), ("RUT", "CL", "125319092") })
            for (var at = 0; at < number.Length; at++)
                foreach (var digit in "0123456789".Where(d => d != number[at]))
                    Assert.NotNull(DocumentRules.Check(type, country, number[..at] + digit + number[(at + 1)..]));
    }

    [Theory]
    [InlineData("DNI", null, "PE")]
    [InlineData("RUC", null, null)]
    [InlineData("RUC", "EC", "EC")]
    [InlineData("RUC", "CL", null)]
    [InlineData("PASAPORTE", null, "")]
    [InlineData("PASAPORTE", "DE", "DE")]
    [InlineData("PASAPORTE", "Alemania", null)]
    public void The_country_follows_from_the_type_where_it_can(string type, string? given, string? country) => Assert.Equal(country, DocumentRules.CountryOf(type, given));

    [Theory]
    [InlineData("PE", "DNI CE RUC PASAPORTE OTRO")]
    [InlineData("CO", "CC CE NIT PASAPORTE OTRO")]
    [InlineData("EC", "CEDULA RUC PASAPORTE OTRO")]
    [InlineData("CL", "RUT PASAPORTE OTRO")]
    [InlineData(null, "PASAPORTE OTRO")]
    public void Each_country_offers_its_types(string? country, string types) => Assert.Equal(types, string.Join(' ', DocumentRules.TypesOf(country)));

    /// <summary>Spanish documents and the nine-digit form of the DNI are no types of the console.</summary>
    [Fact, Trait("Category", RealData.Category)]
    public void Verdicts_are_those_of_stdnum()
    {
        var types = new Dictionary<string, string> { ["PE ruc"] = "RUC", ["PE ce"] = "CE", ["EC ci"] = "CEDULA", ["EC ruc"] = "RUC", ["CL rut"] = "RUT", ["CO nit"] = "NIT" };
        var rows = File.ReadLines(RealData.File("contacts", "documentos_identidad.csv")).Skip(1).Select(line => line.Split(',')).Where(row => types.ContainsKey($"{row[0]} {row[1]}")).ToList();
        Assert.True(rows.Count >= 70);
        Assert.Empty(from row in rows
                     let type = types[$"{row[0]} {row[1]}"]
                     let valid = DocumentRules.Check(type, row[0], row[2]) is null
                     where valid != (row[3] == "1") || (valid && DocumentRules.Compact(row[2], type) != row[4])
                     select $"{row[0]} {type} {row[2]}: {valid}");
    }
}
