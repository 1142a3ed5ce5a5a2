using Microsoft.AspNetCore.Components;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.People;

namespace OpsConsole.Web.Controls;

/// <summary>The row of links on every page of a project; each person sees the sections the role opens.</summary>
public sealed partial class ProjectSections
{
    [Parameter, EditorRequired]
    public required string Code { get; set; }

    [Parameter, EditorRequired]
    public required int CampaignId { get; set; }

    [Parameter, EditorRequired]
    public required CampaignKind Kind { get; set; }

    [Parameter, EditorRequired]
    public required Actor Actor { get; set; }

    [Parameter]
    public ProjectSection? Here { get; set; }
}
