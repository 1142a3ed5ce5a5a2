using System.Web;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Guides;
using OpsConsole.Domain.People;
using OpsConsole.Domain.Reports;

namespace OpsConsole.Web.Controls;

/// <summary>Addresses of a project's sections, and which of them a person is offered.</summary>
public static class ProjectPlaces
{
    private const string Origin = "de", Queue = "pendientes";

    public static IEnumerable<ProjectSection> For(Actor actor, int campaignId, CampaignKind kind) =>
        Enum.GetValues<ProjectSection>().Where(section => MayOpen(section, actor, campaignId, kind));

    /// <summary>Where the list of such a project stands.</summary>
    public static ProjectSection ListSection(CampaignKind kind) => kind.IsServiceWork() ? ProjectSection.Cases : ProjectSection.CloseTheLoop;

    public static string ListOf(Campaign campaign) => Address(campaign.Code, ListSection(campaign.Kind));

    public static string Address(string code, ProjectSection section) => section switch
    {
        ProjectSection.Project => $"/proyectos/{Uri.EscapeDataString(code)}",
        ProjectSection.Operation => $"/proyectos/{Uri.EscapeDataString(code)}/operacion",
        ProjectSection.CloseTheLoop => $"/proyectos/{Uri.EscapeDataString(code)}/close-the-loop",
        ProjectSection.Cases => $"/proyectos/{Uri.EscapeDataString(code)}/casos",
        ProjectSection.Reports => $"/proyectos/{Uri.EscapeDataString(code)}/informes",
        ProjectSection.Form => $"/proyectos/{Uri.EscapeDataString(code)}/formulario",
        ProjectSection.Cell => $"/proyectos/{Uri.EscapeDataString(code)}/celula",
        ProjectSection.Desk => $"/proyectos/{Uri.EscapeDataString(code)}/areas",
        ProjectSection.Figures => $"/proyectos/{Uri.EscapeDataString(code)}/cifras",
        ProjectSection.Guides => $"/proyectos/{Uri.EscapeDataString(code)}/guias",
        ProjectSection.Share => $"/proyectos/{Uri.EscapeDataString(code)}/compartir",
        ProjectSection.Logbook => $"/proyectos/{Uri.EscapeDataString(code)}/bitacora",
    };

    /// <summary>The page where a case is worked: an alert's, or a service case's workspace.</summary>
    public static string CaseAddress(Campaign campaign, string number) => CaseAddress(campaign.Code, campaign.Kind, number);

    public static string CaseAddress(string code, CampaignKind kind, string number) => $"{Address(code, ListSection(kind))}/{number}";

    /// <summary>The page of a case as the pending queue leads to it: the address says so, and with it the rail, the crumbs and the case that comes next.</summary>
    public static string FromQueue(string address) => $"{address}{(address.Contains('?') ? '&' : '?')}{Origin}={Queue}";

    public static bool IsFromQueue(string uri) => HttpUtility.ParseQueryString(new Uri(uri).Query)[Origin] == Queue;

    private static bool MayOpen(ProjectSection section, Actor actor, int campaignId, CampaignKind kind) => section switch
    {
        ProjectSection.CloseTheLoop or ProjectSection.Cases => section == ListSection(kind),
        ProjectSection.Operation => actor.MayImport(campaignId),
        ProjectSection.Reports => kind == CampaignKind.CloseTheLoop && WeeklyReportQueries.IsFor(actor),
        ProjectSection.Form => kind is (CampaignKind.RepeatContact or CampaignKind.Requirement) && actor.MayWork,
        ProjectSection.Cell => kind == CampaignKind.RepeatContact && actor.MayManageCampaigns,
        ProjectSection.Desk => kind == CampaignKind.Requirement && actor.MayManageCampaigns,
        ProjectSection.Figures => kind is CampaignKind.Retention or CampaignKind.RepeatContact,
        ProjectSection.Guides => GuideKinds.Of(kind) is [var first, ..] && actor.MayGuide(first),
        ProjectSection.Logbook => actor.MayAudit,
        ProjectSection.Project or ProjectSection.Share => actor.MayManageCampaigns,
    };
}
