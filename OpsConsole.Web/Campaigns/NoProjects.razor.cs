using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using OpsConsole.Web.Resources;

namespace OpsConsole.Web.Campaigns;

public sealed partial class NoProjects
{
    [Parameter, EditorRequired]
    public required ProjectList List { get; set; }

    /// <summary>There are projects, but none as asked for.</summary>
    [Parameter, EditorRequired]
    public required bool Any { get; set; }

    [Parameter]
    public bool MayCreate { get; set; }

    [Parameter]
    public EventCallback OnClear { get; set; }

    [Inject]
    private IStringLocalizer<ShellTexts> Shell { get; set; } = default!;
}
