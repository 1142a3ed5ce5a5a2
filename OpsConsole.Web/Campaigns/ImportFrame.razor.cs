using Microsoft.AspNetCore.Components;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.People;

namespace OpsConsole.Web.Campaigns;

public sealed partial class ImportFrame
{
    private static readonly Dictionary<ImportStep, string> Codes = Enum.GetValues<ImportStep>().ToDictionary(step => step, step => step.ToString().ToLowerInvariant());

    [Parameter, EditorRequired]
    public required Campaign Campaign { get; set; }

    [Parameter, EditorRequired]
    public required Actor Actor { get; set; }

    [Parameter, EditorRequired]
    public required ImportStep Step { get; set; }

    [Parameter, EditorRequired]
    public required string Title { get; set; }

    [Parameter]
    public string? Problem { get; set; }

    [Parameter, EditorRequired]
    public required RenderFragment ChildContent { get; set; }

    [Parameter]
    public RenderFragment? Actions { get; set; }
}
