using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Exports;
using OpsConsole.Domain.Filters;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;
using OpsConsole.Domain.Reports;
using OpsConsole.Web.Exports;

namespace OpsConsole.Web.Api;

/// <summary>What POST reports takes: of what, from when to when, as what file. Filter, search, order and columns are a list's.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ReportBody(string? Type, string? Campaign, string? From, string? To, string? Number, string? Format, JsonElement Filter, string? Search, IReadOnlyList<SearchSort?>? Sort, IReadOnlyList<ExportBodyColumn?>? Columns)
{
    public (NewReport? Wanted, IReadOnlyList<Refusal> Errors) Read()
    {
        List<Refusal> errors = [];
        var (from, to) = (RetentionApi.Day(From, "from", errors), RetentionApi.Day(To, "to", errors));
        var (list, wrong) = new ExportBody(Campaign, Filter, Search, Sort, ExportJob.Csv, null, Columns).Read();
        errors.AddRange(wrong);
        return errors.Count > 0 ? (null, errors) : (new(Type, Format) { Campaign = Campaign, From = from, To = to, Number = Number, Query = list!.Query, Columns = list.Columns, Language = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName }, []);
    }
}

/// <summary>`/api/v1/reports`: weeks, cases, lists and retention as PDF or workbook; jobs like exports.</summary>
public static class ReportsApi
{
    public static void MapReports(this RouteGroupBuilder api)
    {
        var reports = api.MapGroup("/reports").WithTags("reports").ProducesProblem(404);
        reports.MapPost("", RequestAsync).AddEndpointFilter<Idempotency>().Produces<JobReceived>(202).ProducesProblem(400);
        reports.MapGet("/{id}", FindAsync).Produces<ExportAnswer>();
        reports.MapDelete("/{id}", CancelAsync).Produces<ExportAnswer>().ProducesProblem(409);
        reports.MapGet("/{id}/content", ContentAsync).Produces<string>(200, ExportPlaces.PdfType, ExportPlaces.XlsxType);
    }

    private static async Task<ApiAnswer> RequestAsync(JsonBody<ReportBody> body, Actor actor, ReportDesk desk, ApiResults results, CancellationToken ct)
    {
        if (body.Value is not { } asked)
            return results.Unreadable(body.Error!, body.Status);
        var (wanted, errors) = asked.Read();
        return wanted is null ? results.Invalid(errors) : await results.OfAsync(await desk.RequestAsync(wanted, actor, ct),
            done => Task.FromResult(new ApiAnswer(StatusCodes.Status202Accepted, new JobReceived(done.Id!), null, $"/api/v1/reports/{done.Id}")));
    }

    private static async Task<ApiAnswer> FindAsync(string id, Actor actor, ExportQueries queries, ApiResults results, CancellationToken ct) =>
        await queries.FindAsync(id, actor, ct) is { Report: not null } found ? ApiResults.Ok(ExportAnswer.Of(found)) : results.Missing;

    private static async Task<ApiAnswer> CancelAsync(string id, Actor actor, ExportDesk desk, ExportQueries queries, ApiResults results, CancellationToken ct) =>
        await queries.FindAsync(id, actor, ct) is { Report: not null } ? await results.OfAsync(await desk.CancelAsync(id, actor, ct), _ => FindAsync(id, actor, queries, results, ct)) : results.Missing;

    private static Task<IResult> ContentAsync(string id, Actor actor, ExportQueries queries, ExportDesk desk, ExportStore store, ApiResults results, CancellationToken ct) =>
        ExportsApi.SendAsync(id, isReport: true, actor, queries, desk, store, results, ct);
}
