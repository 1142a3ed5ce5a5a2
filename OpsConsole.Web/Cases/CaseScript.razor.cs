using Microsoft.AspNetCore.Components;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Customers;
using OpsConsole.Domain.Guides;
using OpsConsole.Web.Controls;
using OpsConsole.Web.Guides;

namespace OpsConsole.Web.Cases;

/// <summary>"Guión": what the project's script says to this customer about this case.</summary>
public sealed partial class CaseScript
{
    private IReadOnlyDictionary<string, string?> _named = new Dictionary<string, string?>();

    [Parameter, EditorRequired]
    public required AlertCase Case { get; set; }

    [Parameter]
    public CustomerView? Customer { get; set; }

    private string ScriptAddress => $"{ProjectPlaces.Address(Case.Detail.Campaign.Code, ProjectSection.Guides)}?{GuideSections.Parameter}={GuideSections.NameOf(GuideKind.Script)}";

    protected override void OnParametersSet() =>
        _named = CaseMarks.Named(Case.Number, Customer?.Name ?? Case.Row.CustomerName, Customer?.FirstName ?? Case.Row.CustomerName, Customer?.FirstSurname, Case.Row.Subject?.Account, Case.Row.Subject?.Type, Case.Detail.Campaign, Case.Actor);

    private string Fill(string text) => CaseMarks.Fill(text, Case.Detail.Campaign.Schema, Case.Values, _named);
}
