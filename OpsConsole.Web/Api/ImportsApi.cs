using Microsoft.Extensions.Options;
using OpsConsole.Domain.Imports;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;
using OpsConsole.Web.Campaigns;
using OpsConsole.Web.Files;

namespace OpsConsole.Web.Api;

public sealed record ImportReceived(string Id);

/// <summary>`/api/v1/campaigns/{code}/imports` and `/api/v1/imports`: files come in, are looked at, worked off, cancelled and taken back.</summary>
public static class ImportsApi
{
    private const int MostErrors = 1_000;

    public static void MapImports(this RouteGroupBuilder api)
    {
        api.MapPost("/campaigns/{code}/imports", ReceiveAsync).WithTags("imports").Accepts<IFormFile>("multipart/form-data")
            .Produces<ImportReceived>(202).ProducesProblem(400).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409).ProducesProblem(413).ProducesProblem(415);
        var imports = api.MapGroup("/imports").WithTags("imports");
        imports.MapGet("/{id}", FindAsync).Produces<ImportAnswer>().ProducesProblem(403).ProducesProblem(404);
        imports.MapDelete("/{id}", CancelAsync).Produces<ImportAnswer>().ProducesProblem(403).ProducesProblem(404).ProducesProblem(409);
        imports.MapGet("/{id}/rejected", RejectedAsync).Produces<string>(200, "text/csv").ProducesProblem(403).ProducesProblem(404);
    }

    /// <summary>Whether the caller may is asked before a byte of the file is read.</summary>
    private static async Task<IResult> ReceiveAsync(
        string code, string? kind, bool? dryRun, bool? createBranches, bool? allowNoScore, bool? wait, HttpContext http,
        Actor actor, ImportDesk desk, UploadStore store, IOptions<ImportOptions> limits, ApiResults results, CancellationToken ct)
    {
        var may = await desk.CheckAsync(code, kind, actor, ct);
        if (may is not Outcome.Done)
            return await results.OfAsync(may, _ => throw new InvalidOperationException());
        var received = await MultipartUpload.ReadAsync(http, store, limits.Value.MaxFileMb * 1024L * 1024, ct);
        if (received.Refusal is not null)
            return results.Unreadable(received.Refusal, received.Status);
        var outcome = await desk.ReceiveAsync(code, new(kind!, received.FileName, received.UploadName!, new(received.Mapping, createBranches ?? false, allowNoScore ?? false), dryRun ?? false, wait ?? false), actor, ct);
        if (outcome is not Outcome.Done)
            store.Delete(received.UploadName!);
        return await results.OfAsync(outcome, done => Task.FromResult(new ApiAnswer(StatusCodes.Status202Accepted, new ImportReceived(done.Id!), null, $"/api/v1/imports/{done.Id}")));
    }

    private static async Task<IResult> FindAsync(string id, Actor actor, ImportQueries queries, ImportWords words, ApiResults results, CancellationToken ct) =>
        await AnswerAsync(id, actor, queries, words, results, ct);

    private static async Task<IResult> CancelAsync(string id, Actor actor, ImportDesk desk, ImportQueries queries, ImportWords words, ApiResults results, CancellationToken ct) =>
        await results.OfAsync(await desk.CancelAsync(id, actor, ct), _ => AnswerAsync(id, actor, queries, words, results, ct));

    private static async Task<ApiAnswer> AnswerAsync(string id, Actor actor, ImportQueries queries, ImportWords words, ApiResults results, CancellationToken ct)
    {
        var (found, refusal) = await queries.FindAsync(id, actor, ct);
        if (found is null)
            return await results.OfAsync(refusal!, _ => throw new InvalidOperationException());
        var errors = await queries.ProblemsAsync(id, warnings: false, MostErrors, actor, ct);
        var warnings = found.State is ImportState.Reverted or ImportState.Cancelled ? await queries.ProblemsAsync(id, warnings: true, MostErrors, actor, ct) : [];
        return ApiResults.Ok(ImportAnswer.Of(found, errors, warnings, words));
    }

    private static async Task<IResult> RejectedAsync(string id, Actor actor, ImportQueries queries, ImportWords words, ApiResults results, CancellationToken ct)
    {
        var (found, refusal) = await queries.FindAsync(id, actor, ct);
        if (found is null)
            return await results.OfAsync(refusal!, _ => throw new InvalidOperationException());
        return Results.Stream(into => RejectedCsv.WriteAsync(into, found, queries.RejectedAsync(id, actor, ct), words, ct), "text/csv; charset=utf-8", $"{Path.GetFileNameWithoutExtension(found.FileName)}-rechazadas.csv");
    }
}
