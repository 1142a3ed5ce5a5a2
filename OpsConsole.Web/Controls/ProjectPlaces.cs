using OpsConsole.Domain.People;

namespace OpsConsole.Web.Controls;

/// <summary>Addresses of a project's sections, and which of them a person is offered.</summary>
public static class ProjectPlaces
{
    public static IEnumerable<ProjectSection> For(Actor actor, int campaignId) =>
        Enum.GetValues<ProjectSection>().Where(section => MayOpen(section, actor, campaignId));

    public static string Address(string code, ProjectSection section) => section switch
    {
        ProjectSection.Project => $"/proyectos/{Uri.EscapeDataString(code)}",
        ProjectSection.Operation => $"/proyectos/{Uri.EscapeDataString(code)}/operacion",
        ProjectSection.CloseTheLoop => $"/proyectos/{Uri.EscapeDataString(code)}/close-the-loop",
        ProjectSection.Share => $"/proyectos/{Uri.EscapeDataString(code)}/compartir",
    };

    private static bool MayOpen(ProjectSection section, Actor actor, int campaignId) => section switch
    {
        ProjectSection.CloseTheLoop => true,
        ProjectSection.Operation => actor.MayImport(campaignId),
        ProjectSection.Project or ProjectSection.Share => actor.MayManageCampaigns,
    };
}
