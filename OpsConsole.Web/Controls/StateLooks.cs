using OpsConsole.Domain.Cases;

namespace OpsConsole.Web.Controls;

/// <summary>Which class carries the colours of a state (app.css); used by badge, legend and charts alike.</summary>
public static class StateLooks
{
    public static string Css(CaseStatus status) => status switch
    {
        CaseStatus.Unmanaged => "st-sg",
        CaseStatus.Started => "st-i",
        CaseStatus.FollowUp => "st-s",
        CaseStatus.Shared => "st-co",
        CaseStatus.Transferred => "st-t",
        CaseStatus.Completed => "st-c",
    };
}
