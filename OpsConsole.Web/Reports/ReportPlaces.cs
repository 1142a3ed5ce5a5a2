using System.Globalization;
using OpsConsole.Domain.Notifications;
using OpsConsole.Web.Controls;

namespace OpsConsole.Web.Reports;

/// <summary>Addresses of reports.</summary>
public static class ReportPlaces
{
    public const string Feedback = "/retroalimentaciones";

    /// <param name="job">What was told: kind, campaign, day, reader.</param>
    public static string CellOf(string campaign, NotificationKind kind, string job)
    {
        var day = job.Split('.') is [_, _, var said, ..] && DateOnly.TryParseExact(said, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var found) ? found : (DateOnly?)null;
        return new CellAddress(campaign, kind == NotificationKind.CellDay ? CellTab.Day : CellTab.Quality, day).Href;
    }

    public static string Week(string campaign, string id) => $"{ProjectPlaces.Address(campaign, ProjectSection.Reports)}/{Uri.EscapeDataString(id)}";
}
