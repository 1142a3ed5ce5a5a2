using Microsoft.Extensions.Localization;
using OpsConsole.Domain.Filters;
using OpsConsole.Web.Resources;

namespace OpsConsole.Web.Controls;

/// <summary>What a column is called on screen: management columns in the reader's language, the campaign's own by their name.</summary>
public sealed class FieldLabels(IStringLocalizer<FieldTexts> texts)
{
    public string this[CaseField field] => field.Code is { } code ? texts["field." + code] : field.Name;
}
