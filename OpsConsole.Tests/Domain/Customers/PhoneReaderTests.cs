using OpsConsole.Domain.Customers;
using OpsConsole.Tests.Support;
using Xunit;

namespace OpsConsole.Tests.Domain.Customers;

/// <summary>Phones in the notations people use (docs/rules.md, "Contact points"): by hand, and beside the verdicts of libphonenumber.</summary>
public sealed class PhoneReaderTests
{
    [Theory]
    [InlineData("PE", "912 345 678", "+51912345678")]
    [InlineData("PE", "(+51) 912-345-678", "+51912345678")]
    [InlineData("PE", "0051912345678", "+51912345678")]
    [InlineData("PE", "51912345678", "+51912345678")]
    [InlineData("PE", "cel. 912.345.678", "+51912345678")]
    [InlineData("PE", "+57 321 123 4567", "+573211234567")]
    [InlineData("PE", "+34 612 345 678", "+34612345678")]
    [InlineData("CO", "00457 3211234567", null)]
    [InlineData("CO", "009 57 3211234567", "+573211234567")]
    [InlineData("EC", "0991234567", "+593991234567")]
    [InlineData("CL", "9 8123 4567", "+56981234567")]
    [InlineData("PE", "812345678", null)]
    [InlineData("PE", "912345678 / 912345679", null)]
    [InlineData("PE", "sin teléfono", null)]
    [InlineData("PE", "+", null)]
    [InlineData("PE", "++51912345678", null)]
    [InlineData("PE", "+1234567", null)]
    public void A_mobile_is_read_in_any_notation_or_refused(string country, string text, string? e164) => Assert.Equal(e164, PhoneReader.Read(text, ContactPointType.Mobile, country).E164);

    [Theory]
    [InlineData("PE", "(01) 234-5678", null, "+5112345678", null)]
    [InlineData("PE", "234 5678", "01", "+5112345678", null)]
    [InlineData("PE", "2345678", null, null, "phone.area_code")]
    [InlineData("PE", "2345678", "099", null, "phone.area_code")]
    [InlineData("PE", "555010", "044", "+5144555010", null)]
    [InlineData("PE", "044 555 010", null, "+5144555010", null)]
    [InlineData("PE", "912345678", null, null, "phone.not_landline")]
    [InlineData("CO", "601 234 5678", null, "+576012345678", null)]
    [InlineData("CO", "2345678", "602", "+576022345678", null)]
    [InlineData("CO", "2345678", null, null, "phone.area_code")]
    [InlineData("EC", "02 234 5678", null, "+59322345678", null)]
    [InlineData("EC", "2345678", "04", "+59342345678", null)]
    [InlineData("CL", "2 2123 4567", null, "+56221234567", null)]
    [InlineData("CL", "2123456", "32", "+56322123456", null)]
    public void A_landline_needs_its_area_code(string country, string text, string? areaCode, string? e164, string? fault)
    {
        var read = PhoneReader.Read(text, ContactPointType.Landline, country, areaCode);
        Assert.Equal((e164, fault), (read.E164, read.Fault));
    }

    [Fact]
    public void A_landline_is_no_mobile() => Assert.Equal("phone.not_mobile", PhoneReader.Read("(01) 234 5678", ContactPointType.Mobile, "PE").Fault);

    [Fact]
    public void An_extension_is_kept_beside_the_number() => Assert.Equal(("+5112345678", "123"), (PhoneReader.Read("tel. (01) 234 5678 anexo 123", ContactPointType.Landline, "PE") is var read ? read.E164 : null, read.Extension));

    [Fact]
    public void Area_codes_are_those_of_the_specification()
    {
        Assert.Equal(["01", "041", "042", "043", "044"], NumberingPlan.Of("PE")!.Areas.Take(5).Select(a => a.Code));
        Assert.All(NumberingPlan.Of("PE")!.Areas.Skip(1), a => Assert.Equal(3, a.Code.Length));
        Assert.All(NumberingPlan.Of("CO")!.Areas, a => Assert.InRange(int.Parse(a.Code), 601, 608));
        Assert.Equal(["02", "03", "04", "05", "06", "07"], NumberingPlan.Of("EC")!.Areas.Select(a => a.Code));
        Assert.All(NumberingPlan.Of("CL")!.Areas, a => Assert.True(a.Code == "2" || a.Code.Length == 2));
        Assert.All(NumberingPlan.All, plan => Assert.Equal(plan.Areas.Length, plan.Areas.Select(a => a.Code).Distinct().Count()));
    }

    /// <summary>As mobiles: where libphonenumber takes the digits behind a letter O for a landline, the mobile that was meant is still not one.</summary>
    [Fact, Trait("Category", RealData.Category)]
    public void Verdicts_are_those_of_libphonenumber()
    {
        var rows = File.ReadLines(RealData.File("contacts", "telefonos_dev.csv")).Skip(1).Select(line => line.Split(',')).ToList();
        Assert.True(rows.Count >= 80);
        Assert.Empty(from row in rows
                     let expected = row[4] == "1" && row[5].Contains("MOBILE") ? row[3] : null
                     let read = PhoneReader.Read(row[2], ContactPointType.Mobile, row[0])
                     where read.E164 != expected || (expected is not null && (read.Extension ?? "") != row[7])
                     select $"{row[0]} {row[1]} '{row[2]}': {read.E164} {read.Extension} instead of {expected}");
    }
}
