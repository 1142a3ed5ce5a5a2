using Microsoft.AspNetCore.Components;

namespace OpsConsole.Web.Cases;

/// <summary>A case by its number alone, as lines and messages name it: leads to the page where it is worked.</summary>
public sealed partial class CaseLink
{
    private bool _missing;

    [Parameter]
    public string Number { get; set; } = "";

    [Inject]
    private AlertCommands Commands { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    protected override async Task OnParametersSetAsync()
    {
        var found = await Commands.FindAsync(Number, Gone);
        _missing = found is null;
        if (found is not null)
            Navigation.NavigateTo(Controls.ProjectPlaces.CaseAddress(found.Detail.Campaign, Number), replace: true);
    }
}
