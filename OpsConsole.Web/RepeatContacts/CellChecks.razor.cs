using Microsoft.AspNetCore.Components;
using OpsConsole.Domain.RepeatContacts;

namespace OpsConsole.Web.RepeatContacts;

public sealed partial class CellChecks
{
    [Parameter, EditorRequired]
    public required CellCause Cause { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyDictionary<string, bool> Checks { get; set; }

    [Parameter]
    public Func<string, string?> Problem { get; set; } = _ => null;

    [Parameter]
    public EventCallback<(string Point, bool Yes)> OnCheck { get; set; }
}
