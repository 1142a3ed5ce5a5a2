using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Lists;
using OpsConsole.Web.Cases;
using OpsConsole.Web.Controls;
using OpsConsole.Web.Resources;

namespace OpsConsole.Tests.Web.Cases;

/// <summary>Columns of a grid without a screen, in Spanish and in Lima's time.</summary>
internal static class GridSets
{
    private static readonly ServiceProvider Services = new ServiceCollection().AddLogging().AddLocalization().BuildServiceProvider();

    public static GridSet Of(Campaign campaign, IReadOnlyList<ColumnChoice> columns)
    {
        System.Globalization.CultureInfo.CurrentUICulture = System.Globalization.CultureInfo.GetCultureInfo("es");
        return new(campaign, columns, new(Words<GridTexts>(), Words<ControlTexts>(), new FieldLabels(Words<FieldTexts>())), TimeZoneInfo.FindSystemTimeZoneById("America/Lima"));
    }

    private static IStringLocalizer<T> Words<T>() => Services.GetRequiredService<IStringLocalizer<T>>();
}
