using OpsConsole.Web.Controls;

namespace OpsConsole.Web.Reports;

/// <summary>Addresses of reports.</summary>
public static class ReportPlaces
{
    public static string Week(string campaign, string id) => $"{ProjectPlaces.Address(campaign, ProjectSection.Reports)}/{Uri.EscapeDataString(id)}";
}
