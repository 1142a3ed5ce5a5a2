using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.People;
using OpsConsole.Web.Controls;
using OpsConsole.Web.Resources;

namespace OpsConsole.Web.Campaigns;

public sealed partial class ProjectTable
{
    [Parameter, EditorRequired]
    public required IReadOnlyList<CampaignSummary> Projects { get; set; }

    [Parameter, EditorRequired]
    public required ProjectList List { get; set; }

    [Parameter, EditorRequired]
    public required Actor Actor { get; set; }

    [Parameter, EditorRequired]
    public required TimeZoneInfo Zone { get; set; }

    [Inject]
    private IStringLocalizer<ControlTexts> Sections { get; set; } = default!;

    private static bool IsFigure(ProjectSort column) => column is ProjectSort.Base or ProjectSort.Effective or ProjectSort.Effectiveness;

    private static string Width(decimal share) => Math.Clamp(share, 0, 100).ToString("0.#", CultureInfo.InvariantCulture) + "%";

    private static string Glyph(CampaignKind kind) => kind switch
    {
        CampaignKind.CloseTheLoop => "sync",
        CampaignKind.ServiceCase => "support_agent",
        CampaignKind.Retention => "handshake",
        CampaignKind.RepeatContact => "replay",
        CampaignKind.Requirement => "assignment",
    };

    private static string Glyph(CampaignStatus status) => status switch
    {
        CampaignStatus.Draft => "edit",
        CampaignStatus.Published => "check_circle",
        CampaignStatus.Closed => "lock",
    };

    private static string Glyph(ProjectSection section) => section switch
    {
        ProjectSection.Project => "tune",
        ProjectSection.Operation => "upload_file",
        ProjectSection.CloseTheLoop => "sync",
        ProjectSection.Cases => "support_agent",
        ProjectSection.Guides => "menu_book",
        ProjectSection.Reports => "summarize",
        ProjectSection.Form => "send",
        ProjectSection.Cell or ProjectSection.Desk => "hub",
        ProjectSection.Figures => "monitoring",
        ProjectSection.Share => "share",
        ProjectSection.Logbook => "history",
    };

    private static string? Tone(CampaignStatus status) => status == CampaignStatus.Published ? "ok" : null;

    private string? Sorted(ProjectSort column) => List.Sort == column ? List.Descending ? "descending" : "ascending" : null;

    private string? Help(ProjectSort column) => IsFigure(column) ? L[$"Column.{column}.Help"].Value : null;
}
