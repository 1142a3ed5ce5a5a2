using System.Text.Json;
using Microsoft.Extensions.Options;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Live;
using OpsConsole.Domain.Messages;
using OpsConsole.Domain.People;
using OpsConsole.Web.Controls;
using OpsConsole.Web.Messaging;

namespace OpsConsole.Web.Api;

/// <summary>`/api/v1/cases/{number}/messages`: both directions, newest first; and what the gateway reports of what went out.</summary>
public static class MessagesApi
{
    private const int LongestReport = 16 * 1024, LongestReason = 500;

    public static void MapMessages(this RouteGroupBuilder api)
    {
        var messages = api.MapGroup("/cases/{number}/messages").WithTags("messages").ProducesProblem(404);
        messages.MapPost("", AddAsync).AddEndpointFilter<Idempotency>().Produces<MessageAnswer>(201).Produces<MessageAnswer>().ProducesProblem(400).ProducesProblem(403).ProducesProblem(409).ProducesProblem(412);
        messages.MapGet("", PageAsync).Produces<MessagesAnswer>().ProducesProblem(400);
        messages.MapGet("/{id}", FindAsync).Produces<MessageAnswer>();
        messages.MapPost("/{id}/retry", RetryAsync).Produces<MessageAnswer>().ProducesProblem(403).ProducesProblem(409);
        api.MapPost("/messages/{id}/delivery", ReportAsync).WithTags("messages").AllowAnonymous().Accepts<DeliveryBody>("application/json").Produces(204).ProducesProblem(400).ProducesProblem(404);
    }

    private static async Task<ApiAnswer> AddAsync(string number, JsonBody<MessageBody> body, IfMatch match, Actor actor, MessageDesk desk, CaseAnswers answers, RefusalWords words, ApiResults results, CancellationToken ct)
    {
        if (body.Value is not { } given || match.IsMalformed)
            return await answers.FindAsync(number, actor, ct) is null ? results.Missing
                : !actor.MayWork ? results.Forbidden
                : body.Error is { } error ? results.Unreadable(error, body.Status) : results.Invalid([new("version.malformed", "If-Match")]);
        return await results.OfAsync(await desk.AddAsync(number, given.Form, actor, ct, match.Version), done => Task.FromResult(Of((MessageDone)done, number, words)));
    }

    private static ApiAnswer Of(MessageDone done, string number, RefusalWords words) =>
        new(done.IsRepeated ? StatusCodes.Status200OK : StatusCodes.Status201Created, MessageAnswer.Of(done.Message, words), done.CaseVersion, $"/api/v1/cases/{number}/messages/{done.Id}");

    private static async Task<ApiAnswer> PageAsync(string number, string? cursor, Actor actor, MessageQueries queries, RefusalWords words, ApiResults results, CancellationToken ct)
    {
        try
        {
            return await queries.PageAsync(number, cursor, actor, ct) is { } page ? ApiResults.Ok(new MessagesAnswer([.. page.Messages.Select(m => MessageAnswer.Of(m, words))], page.NextCursor)) : results.Missing;
        }
        catch (RefusedException refused)
        {
            return await queries.PageAsync(number, null, actor, ct) is null ? results.Missing : results.Invalid(refused.Reasons);
        }
    }

    private static async Task<ApiAnswer> FindAsync(string number, string id, Actor actor, MessageQueries queries, RefusalWords words, ApiResults results, CancellationToken ct) =>
        await queries.FindAsync(number, id, actor, ct) is { } found ? ApiResults.Ok(MessageAnswer.Of(found, words)) : results.Missing;

    private static async Task<ApiAnswer> RetryAsync(string number, string id, Actor actor, MessageDesk desk, RefusalWords words, ApiResults results, CancellationToken ct) =>
        await results.OfAsync(await desk.RetryAsync(number, id, actor, ct), done => Task.FromResult(ApiResults.Ok(MessageAnswer.Of(((MessageDone)done).Message, words))));

    /// <summary>Nobody is signed in here: the signature is what says that the gateway speaks.</summary>
    private static async Task<IResult> ReportAsync(string id, HttpContext http, Outbox outbox, IOptions<GatewayOptions> gateway, ApiResults results, TimeProvider clock, CancellationToken ct)
    {
        if (await ReadAsync(http, ct) is not { } body)
            return results.OfStatus(StatusCodes.Status413PayloadTooLarge);
        if (string.IsNullOrWhiteSpace(gateway.Value.Secret) || !GatewaySignature.IsValid(http.Request.Headers[GatewaySignature.Header], body, gateway.Value.Secret, clock.GetUtcNow()))
            return results.OfStatus(StatusCodes.Status401Unauthorized);
        if (Report(body) is not { State: "delivered" or "failed" } report || TextRules.Check(report.Reason, "reason", LongestReason, required: false) is not null)
            return results.Invalid([new("unknown", "state")]);
        return await outbox.ReportAsync(id, report.State == "delivered", report.Reason, ct) ? Results.NoContent() : results.Missing;
    }

    private static async Task<byte[]?> ReadAsync(HttpContext http, CancellationToken ct)
    {
        var body = new byte[LongestReport + 1];
        var length = await http.Request.Body.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, ct);
        return length > LongestReport ? null : body[..length];
    }

    private static DeliveryBody? Report(byte[] body)
    {
        try
        {
            return JsonSerializer.Deserialize<DeliveryBody>(body, JsonBody.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
