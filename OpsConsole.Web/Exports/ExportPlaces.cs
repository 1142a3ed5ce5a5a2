namespace OpsConsole.Web.Exports;

/// <summary>Where files are fetched, and what kind they are.</summary>
public static class ExportPlaces
{
    public const string CsvType = "text/csv; charset=utf-8", XlsxType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static string Content(string id) => $"/api/v1/exports/{id}/content";
}
