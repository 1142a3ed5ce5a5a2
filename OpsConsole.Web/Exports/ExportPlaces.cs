using OpsConsole.Domain.Exports;

namespace OpsConsole.Web.Exports;

/// <summary>Where files are fetched, and what kind they are.</summary>
public static class ExportPlaces
{
    public const string CsvType = "text/csv; charset=utf-8", XlsxType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", PdfType = "application/pdf";

    public static string Content(ExportView job) => $"/api/v1/{(job.Report is null ? "exports" : "reports")}/{job.Id}/content";

    public static string TypeOf(string format) => format switch
    {
        ExportJob.Xlsx => XlsxType,
        ExportJob.Pdf => PdfType,
        _ => CsvType,
    };
}
