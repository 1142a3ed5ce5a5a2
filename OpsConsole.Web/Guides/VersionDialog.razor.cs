using Microsoft.AspNetCore.Components;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Guides;

namespace OpsConsole.Web.Guides;

/// <summary>An old version, to read.</summary>
public sealed partial class VersionDialog
{
    [Parameter, EditorRequired]
    public required string Title { get; set; }

    [Parameter, EditorRequired]
    public required Guide Guide { get; set; }

    [Parameter, EditorRequired]
    public required Campaign Campaign { get; set; }

    [Parameter, EditorRequired]
    public required Func<string, string> Fill { get; set; }

    [Parameter]
    public EventCallback OnClose { get; set; }
}
