using System.Text.Json;
using System.Text.Json.Serialization;
using OpsConsole.Domain.Bulk;
using OpsConsole.Domain.Filters;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;
using OpsConsole.Web.Controls;
using OpsConsole.Web.Files;
using OpsConsole.Web.Tasks;

namespace OpsConsole.Web.Api;

/// <summary>What POST bulk takes: an action over the cases of a filter, or over these numbers.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record BulkBody(string? Action, BulkArgsBody? Args, string? Campaign, JsonElement Filter, string? Search, IReadOnlyList<string?>? Numbers)
{
    public (NewBulk? Wanted, IReadOnlyList<Refusal> Errors) Read()
    {
        var (tree, errors) = FilterJson.Read(Filter);
        if (errors.Count > 0)
            return (null, errors);
        // Everything of the campaign is asked for by an empty filter, never by leaving it out.
        var all = Filter.ValueKind == JsonValueKind.Object || Search is not null;
        return (new(Campaign, Action, (Args ?? new()).Args, all ? id => new(id) { Filter = tree!, Search = Search } : null, Numbers), []);
    }
}

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record BulkArgsBody
{
    public string? User { get; init; }
    public string? Branch { get; init; }
    public string? Reason { get; init; }
    public string? Priority { get; init; }
    public IReadOnlyList<string?>? Tags { get; init; }
    public IReadOnlyList<string?>? Remove { get; init; }
    public DateTime? NextContactAt { get; init; }

    [JsonIgnore]
    public BulkArgs Args => new() { User = User, Branch = Branch, Reason = Reason, Priority = Priority, Tags = Tags, Remove = Remove, NextContactAt = NextContactAt };
}

public sealed record BulkCount(string Code, int Count);

public sealed record BulkCase(string Number, string Result, string? Code, string Reason);

/// <summary>Where a bulk change stands; <see cref="Left"/> are the first thousand cases that it did not change, or did not put back.</summary>
public sealed record BulkAnswer(string Id, string Action, string State, int Percent, int Total, int WillDo, IReadOnlyList<BulkCount> WillRefuse,
    int Done, int Refused, int Changed, int Restored, int Kept, string? Error, bool CanUndo, IReadOnlyList<BulkCase> Left)
{
    public static BulkAnswer Of(BulkView job, IReadOnlyList<BulkLine> left, BulkWords words) =>
        new(job.Id, job.Action, job.State.ToString().ToLowerInvariant(), job.Percent, job.Total, job.WillDo, [.. job.WillRefuse.OrderByDescending(r => r.Value).Select(r => new BulkCount(r.Key, r.Value))],
            job.Done, job.Refused, job.Changed, job.Restored, job.Kept, job.Error, job.CanUndo, [.. left.Select(l => new BulkCase(l.Number, l.Result.ToString().ToLowerInvariant(), l.Code, words.Why(l)))]);
}

/// <summary>`/api/v1/bulk`: one change of many cases, previewed, run beside the people's work, taken back.</summary>
public static class BulkApi
{
    private const int MostLeft = 1_000;

    public static void MapBulk(this RouteGroupBuilder api)
    {
        var bulk = api.MapGroup("/bulk").WithTags("bulk").ProducesProblem(403).ProducesProblem(404);
        bulk.MapPost("", PrepareAsync).AddEndpointFilter<Idempotency>().Produces<BulkAnswer>().ProducesProblem(400);
        bulk.MapGet("/{id}", FindAsync).Produces<BulkAnswer>();
        bulk.MapDelete("/{id}", (string id, Actor actor, BulkDesk desk, BulkQueries queries, BulkWords words, ApiResults results, CancellationToken ct) =>
            ActAsync(desk.CancelAsync(id, actor, ct), id, actor, queries, words, results, ct)).Produces<BulkAnswer>().ProducesProblem(409);
        bulk.MapPost("/{id}/run", (string id, Actor actor, BulkDesk desk, BulkQueries queries, BulkWords words, ApiResults results, CancellationToken ct) =>
            ActAsync(desk.RunAsync(id, actor, ct), id, actor, queries, words, results, ct)).Produces<BulkAnswer>().ProducesProblem(409);
        bulk.MapPost("/{id}/undo", (string id, Actor actor, BulkDesk desk, BulkQueries queries, BulkWords words, ApiResults results, CancellationToken ct) =>
            ActAsync(desk.UndoAsync(id, actor, ct), id, actor, queries, words, results, ct)).Produces<BulkAnswer>().ProducesProblem(409);
        bulk.MapGet("/{id}/results", ResultsAsync).Produces<string>(200, "text/csv");
    }

    private static async Task<ApiAnswer> PrepareAsync(JsonBody<BulkBody> body, Actor actor, BulkDesk desk, BulkQueries queries, BulkWords words, ApiResults results, CancellationToken ct)
    {
        if (body.Value is not { } asked)
            return actor.MayWork ? results.Unreadable(body.Error!, body.Status) : results.Forbidden;
        var (wanted, errors) = asked.Read();
        return wanted is null ? results.Invalid(errors) : await results.OfAsync(await desk.PrepareAsync(wanted, actor, ct), done => FindAsync(done.Id!, actor, queries, words, results, ct));
    }

    private static async Task<ApiAnswer> FindAsync(string id, Actor actor, BulkQueries queries, BulkWords words, ApiResults results, CancellationToken ct) =>
        await queries.FindAsync(id, actor, ct) is { } found ? ApiResults.Ok(BulkAnswer.Of(found, await queries.LeftAsync(id, MostLeft, actor, ct), words)) : results.Missing;

    private static async Task<ApiAnswer> ActAsync(Task<Outcome> act, string id, Actor actor, BulkQueries queries, BulkWords words, ApiResults results, CancellationToken ct) =>
        await results.OfAsync(await act, _ => FindAsync(id, actor, queries, words, results, ct));

    /// <summary>Every case with its result, as a table.</summary>
    private static async Task<IResult> ResultsAsync(string id, Actor actor, BulkQueries queries, BulkWords words, ApiResults results, CancellationToken ct)
    {
        if (await queries.FindAsync(id, actor, ct) is not { } found)
            return results.Missing;
        return Results.Stream(async into =>
        {
            await using var table = new CsvTable(into, ';');
            await table.WriteAsync(words.Head.Select(h => Cell.Of(h)).ToArray(), ct);
            await foreach (var line in queries.LinesAsync(id, actor, ct))
                await table.WriteAsync(new[] { Cell.Of(line.Number), Cell.Of(words.Result(line.Result)), Cell.Of(words.Why(line)) }, ct);
            await table.FinishAsync(ct);
        }, "text/csv; charset=utf-8", $"{words.FileName(found)}.csv");
    }
}
