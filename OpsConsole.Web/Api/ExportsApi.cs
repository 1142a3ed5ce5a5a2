using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Exports;
using OpsConsole.Domain.Filters;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;
using OpsConsole.Web.Exports;

namespace OpsConsole.Web.Api;

/// <summary>What POST exports takes: a search without pages, and the columns of the file.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ExportBody(string? Campaign, JsonElement Filter, string? Search, IReadOnlyList<SearchSort?>? Sort, string? Format, string? Separator, IReadOnlyList<ExportBodyColumn?>? Columns)
{
    public (NewExport? Wanted, IReadOnlyList<Refusal> Errors) Read()
    {
        var (tree, errors) = FilterJson.Read(Filter);
        List<Refusal> all = [.. errors,
            .. (Sort ?? []).Index().Where(s => string.IsNullOrEmpty(s.Item?.Field)).Select(s => new Refusal("required", $"sort[{s.Index}].field")),
            .. (Columns ?? []).Index().Where(c => string.IsNullOrEmpty(c.Item?.Field) || string.IsNullOrEmpty(c.Item.Source)).Select(c => new Refusal("required", $"columns[{c.Index}].{(string.IsNullOrEmpty(c.Item?.Source) ? "source" : "field")}"))];
        if (all.Count > 0)
            return (null, all);
        return (new(Campaign, Format, id => new(id) { Filter = tree!, Search = Search, Sorts = [.. (Sort ?? []).Select(s => new CaseSort(s!.Source, s.Field!, s.Desc))] },
            Columns?.Select(c => new ExportColumn(c!.Source!, c.Field!, c.Alias)).ToList(), Separator)
        { Language = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName }, []);
    }
}

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ExportBodyColumn(string? Source, string? Field, string? Alias);

public sealed record JobReceived(string Id);

/// <summary>Where a file stands; the address is there as long as it can be fetched.</summary>
public sealed record ExportAnswer(string Id, string State, int Percent, int Rows, int Total, string FileName, string? Error, string? Url)
{
    public static ExportAnswer Of(ExportView job) =>
        new(job.Id, job.State.ToString().ToLowerInvariant(), job.Percent, job.Rows, job.Total, job.FileName, job.Error, job.HasFile ? ExportPlaces.Content(job) : null);
}

/// <summary>`/api/v1/exports`: lists of cases as files, made beside the people's work.</summary>
public static class ExportsApi
{
    public static void MapExports(this RouteGroupBuilder api)
    {
        var exports = api.MapGroup("/exports").WithTags("exports").ProducesProblem(404);
        exports.MapPost("", RequestAsync).AddEndpointFilter<Idempotency>().Produces<JobReceived>(202).ProducesProblem(400);
        exports.MapGet("/{id}", FindAsync).Produces<ExportAnswer>();
        exports.MapDelete("/{id}", CancelAsync).Produces<ExportAnswer>().ProducesProblem(409);
        exports.MapGet("/{id}/content", ContentAsync).Produces<string>(200, "text/csv", ExportPlaces.XlsxType);
    }

    private static async Task<ApiAnswer> RequestAsync(JsonBody<ExportBody> body, Actor actor, ExportDesk desk, ApiResults results, CancellationToken ct)
    {
        if (body.Value is not { } asked)
            return results.Unreadable(body.Error!, body.Status);
        var (wanted, errors) = asked.Read();
        return wanted is null ? results.Invalid(errors) : await results.OfAsync(await desk.RequestAsync(wanted, actor, ct),
            done => Task.FromResult(new ApiAnswer(StatusCodes.Status202Accepted, new JobReceived(done.Id!), null, $"/api/v1/exports/{done.Id}")));
    }

    private static async Task<ApiAnswer> FindAsync(string id, Actor actor, ExportQueries queries, ApiResults results, CancellationToken ct) =>
        await queries.FindAsync(id, actor, ct) is { Report: null } found ? ApiResults.Ok(ExportAnswer.Of(found)) : results.Missing;

    private static async Task<ApiAnswer> CancelAsync(string id, Actor actor, ExportDesk desk, ExportQueries queries, ApiResults results, CancellationToken ct) =>
        await queries.FindAsync(id, actor, ct) is { Report: null } ? await results.OfAsync(await desk.CancelAsync(id, actor, ct), _ => FindAsync(id, actor, queries, results, ct)) : results.Missing;

    private static Task<IResult> ContentAsync(string id, Actor actor, ExportQueries queries, ExportDesk desk, ExportStore store, ApiResults results, CancellationToken ct) =>
        SendAsync(id, isReport: false, actor, queries, desk, store, results, ct);

    /// <summary>Scope is asked again: who lost it since gets nothing.</summary>
    internal static async Task<IResult> SendAsync(string id, bool isReport, Actor actor, ExportQueries queries, ExportDesk desk, ExportStore store, ApiResults results, CancellationToken ct)
    {
        if (await queries.FindAsync(id, actor, ct) is not { HasFile: true } found || isReport != found.Report is not null || store.Open(found.Id) is not { } file)
            return results.Missing;
        await desk.NoteFetchAsync(id, actor, ct);
        return Results.File(file, ExportPlaces.TypeOf(found.Format), found.FileName);
    }
}
