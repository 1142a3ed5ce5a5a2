using OpsConsole.Web.Controls;

namespace OpsConsole.Web.Campaigns;

/// <summary>Each step of an import has an address of its own: it can be left, reloaded and shared.</summary>
public static class ImportAddress
{
    public static string Start(string code) => ProjectPlaces.Address(code, ProjectSection.Operation);

    public static string Columns(string code, string id) => $"{Start(code)}/{id}/columnas";

    public static string Review(string code, string id, string? show = null) => $"{Start(code)}/{id}/revision{(show is null ? "" : "?ver=" + show)}";

    public static string Result(string code, string id) => $"{Start(code)}/{id}/resultado";

    public static string Rejected(string id) => $"/api/v1/imports/{id}/rejected";
}
