using Microsoft.Extensions.Localization;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Notifications;
using OpsConsole.Web.Campaigns;
using OpsConsole.Web.Cases;
using OpsConsole.Web.Controls;
using OpsConsole.Web.Reports;
using OpsConsole.Web.Resources;

namespace OpsConsole.Web.Notifications;

/// <summary>A notification in the reader's language, and the place it leads to. What is out of the reader's reach shows nothing of its case.</summary>
public sealed class NotificationWords(IStringLocalizer<NotificationTexts> text)
{
    public const string Page = "/avisos";

    public string Of(NotificationView told) =>
        told.IsOutOfReach ? text[told.Job is null ? "OutOfReach" : "OutOfReach.Job"]
        : told.Job is not null ? text[told.Kind.ToString(), told.CampaignName!, Formats.Number(told.Count)]
        : told.Count > 1 ? text[told.Kind + ".Many", By(told), Formats.Number(told.Count)]
        : text[told.Kind.ToString(), By(told), told.Number!];

    /// <summary>Null where there is nothing to see.</summary>
    public static string? PlaceOf(NotificationView told)
    {
        if (told.Job is { } job)
            return told is not { Campaign: { } ran, CampaignKind: { } its } ? null
                : told.Kind == NotificationKind.WeeklyReport ? ReportPlaces.Week(ran, job.Split('.')[0])
                : told.Kind == NotificationKind.Feedback ? ReportPlaces.Feedback
                : told.Kind is NotificationKind.CellDay or NotificationKind.CellQuality ? ReportPlaces.CellOf(ran, told.Kind, job)
                : told.Kind is NotificationKind.ImportDone or NotificationKind.ImportFailed ? ImportAddress.Result(ran, job)
                : ProjectPlaces.Address(ran, ProjectPlaces.ListSection(its));
        if (told is not { Number: { } number, Campaign: { } campaign, CampaignKind: { } kind })
            return told.Count <= 1 ? null : told.Branch is { } branch ? $"/tablero/casos?cifra=vencidas&agencia={Uri.EscapeDataString(branch)}" : "/pendientes";
        var tab = kind.IsServiceWork() && told.Kind is (NotificationKind.Message or NotificationKind.MessageFailed);
        return ProjectPlaces.CaseAddress(campaign, kind, number) + (tab ? $"?{CaseTabs.Parameter}={CaseTabs.NameOf(CaseTab.Conversation)}" : "");
    }

    public static string GlyphOf(NotificationKind kind) => kind switch
    {
        NotificationKind.Reassigned => "person_add",
        NotificationKind.HandedOn or NotificationKind.TakenOver => "swap_horiz",
        NotificationKind.Shared => "group_add",
        NotificationKind.Reopened => "restart_alt",
        NotificationKind.Message => "chat",
        NotificationKind.MessageFailed => "error",
        NotificationKind.NextContactDue or NotificationKind.DeadlinePassed or NotificationKind.AnswerLate => "alarm",
        NotificationKind.Escalated => "call_made",
        NotificationKind.Answered => "chat",
        NotificationKind.Returned => "undo",
        NotificationKind.Blocked => "priority_high",
        NotificationKind.DeadlineNear => "schedule",
        NotificationKind.Reminder => "notifications_active",
        NotificationKind.ImportDone => "upload_file",
        NotificationKind.ExportDone => "download",
        NotificationKind.BulkDone => "task_alt",
        NotificationKind.WeeklyReport or NotificationKind.CellDay or NotificationKind.CellQuality => "summarize",
        NotificationKind.Feedback => "comment",
        NotificationKind.ImportFailed or NotificationKind.ExportFailed or NotificationKind.BulkFailed => "error",
    };

    private string By(NotificationView told) => told.By ?? text["Somebody"];
}
