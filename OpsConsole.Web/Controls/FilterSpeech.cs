using Microsoft.Extensions.Localization;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Filters;
using OpsConsole.Web.Resources;

namespace OpsConsole.Web.Controls;

/// <summary>The words for filters in the reader's language.</summary>
public sealed class FilterSpeech(IStringLocalizer<FilterTexts> texts, IStringLocalizer<ControlTexts> controls, FieldLabels labels)
{
    public FilterWords Of(TimeZoneInfo zone) => new(key => texts[key], field => labels[field], Choice, Formats.ZoneName(zone));

    /// <summary>States in the reader's language; the campaign's own catalogues as they are.</summary>
    public string Choice(CaseField field, CatalogueEntry choice) =>
        field is { Source: CaseField.Management, Name: FieldCatalog.State } ? controls["Status." + choice.Code] : choice.Label;
}
