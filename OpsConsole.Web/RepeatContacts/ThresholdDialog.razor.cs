using Microsoft.AspNetCore.Components;
using OpsConsole.Domain.RepeatContacts;

namespace OpsConsole.Web.RepeatContacts;

/// <summary>Who would get a mark and who would lose it, before thresholds are saved.</summary>
public sealed partial class ThresholdDialog
{
    [Parameter, EditorRequired]
    public required ThresholdPreview Preview { get; set; }

    [Parameter]
    public EventCallback OnClose { get; set; }

    [Parameter]
    public EventCallback OnGo { get; set; }
}
