using OpsConsole.Tests.Support;
using OpsConsole.Web.Controls;
using Xunit;

namespace OpsConsole.Tests.Web.Controls;

public sealed class FormatsTests : ScreenTest
{
    private static readonly DateTime Night = new(2026, 7, 3, 4, 5, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData("es")]
    [InlineData("en")]
    public void Figures_and_dates_are_the_organisations_in_both_languages(string language)
    {
        Speak(language);
        Assert.Equal("141,365", Formats.Number(141365));
        Assert.Equal("2.8\u00a0%", Formats.Percent(2.847m));
        Assert.Equal("02/07/2026", Formats.Date(Night, Lima));
        Assert.Equal("02/07/2026 23:05", Formats.Moment(Night, Lima));
        Assert.Equal("Lima", Formats.ZoneName(Lima));
    }

    [Theory]
    [InlineData(2.85, "2.9\u00a0%")]
    [InlineData(2.25, "2.3\u00a0%")]
    [InlineData(100, "100.0\u00a0%")]
    public void A_half_is_rounded_up(double value, string said) => Assert.Equal(said, Formats.Percent((decimal)value));

    [Fact]
    public void A_zone_of_several_words_is_readable() =>
        Assert.Equal("Port of Spain", Formats.ZoneName(TimeZoneInfo.CreateCustomTimeZone("America/Port_of_Spain", TimeSpan.Zero, null, null)));
}
