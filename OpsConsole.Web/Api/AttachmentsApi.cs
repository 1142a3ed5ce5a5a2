using Microsoft.AspNetCore.Antiforgery;
using Microsoft.Extensions.Options;
using OpsConsole.Domain.Attachments;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;
using OpsConsole.Web.Account;
using OpsConsole.Web.Attachments;

namespace OpsConsole.Web.Api;

/// <summary>An attachment as the contract has it.</summary>
public sealed record AttachmentAnswer(string Id, string Number, string Name, long Size, string Type, string Sha256, NamedAnswer By, DateTime At, string Url)
{
    public static AttachmentAnswer Of(AttachmentView view) =>
        new(view.Id, view.Number, view.FileName, view.Size, view.MediaType, view.Sha256, new(view.ById, view.ByName), view.At, $"/api/v1/attachments/{view.Id}");
}

/// <summary>`/api/v1/cases/{number}/attachments` and `/api/v1/attachments/{id}`: files come in, are listed and fetched; none is ever shown by the browser in the console's name.</summary>
public static class AttachmentsApi
{
    /// <summary>Even what a browser would open does nothing: no script, no form, no request.</summary>
    private const string Inert = "sandbox; default-src 'none'";

    public static void MapAttachments(this RouteGroupBuilder api)
    {
        var files = api.MapGroup("").WithTags("attachments").ProducesProblem(404);
        files.MapPost("/cases/{number}/attachments", ReceiveAsync).Accepts<IFormFile>("multipart/form-data").Produces<AttachmentAnswer>(201)
            .ProducesProblem(400).ProducesProblem(403).ProducesProblem(409).ProducesProblem(412).ProducesProblem(413).ProducesProblem(415).ProducesProblem(507);
        files.MapGet("/cases/{number}/attachments", ListAsync).Produces<AttachmentAnswer[]>();
        files.MapGet("/attachments/{id}", ContentAsync).Produces<string>(200, "application/octet-stream");
    }

    /// <summary>Whether the caller may is asked before a byte of the file is read. A browser must prove that it is the console's own page that sends it.</summary>
    private static async Task<IResult> ReceiveAsync(string number, HttpContext http, IfMatch match, Actor actor, CaseDesk desk, AttachmentQueries queries, AttachmentStore store,
        IOptions<AttachmentOptions> limits, OwnPages pages, Idempotency once, ApiResults results, CancellationToken ct)
    {
        if (!await pages.MaySendAsync(http))
            return AccessAnswers.Forbidden();
        if (await desk.CheckAttachAsync(number, actor, ct) is var may and not Outcome.Done)
            return await results.OfAsync(may, _ => throw new InvalidOperationException());
        if (match.IsMalformed)
            return results.Invalid([new("version.malformed", "If-Match")]);
        var (kept, refusal, status) = await AttachmentUpload.ReadAsync(http, store, limits.Value, ct);
        if (kept is null)
            return results.Unreadable(refusal!, status);
        var isKept = false;
        var answer = await once.AnswerAsync(http, $"{kept.FileName}\n{kept.Sha256}", async () =>
        {
            var outcome = await desk.AttachAsync(number, kept, actor, CancellationToken.None, match.Version);      // the file is whole: what is left takes no time
            isKept = outcome is Outcome.Done;
            return await results.OfAsync(outcome, async done => new(StatusCodes.Status201Created,
                await queries.FindAsync(done.Id!, actor, CancellationToken.None) is var (made, _) ? AttachmentAnswer.Of(made) : new { id = done.Id }, done.Version, $"/api/v1/attachments/{done.Id}"));
        });
        if (!isKept)
            store.Delete(kept.StoredName);
        return answer;
    }

    private static async Task<ApiAnswer> ListAsync(string number, Actor actor, AttachmentQueries queries, ApiResults results, CancellationToken ct) =>
        await queries.ListAsync(number, actor, ct) is { } found ? ApiResults.Ok(found.Select(AttachmentAnswer.Of).ToList()) : results.Missing;

    private static async Task<IResult> ContentAsync(string id, HttpContext http, Actor actor, AttachmentQueries queries, AttachmentStore store, ApiResults results, CancellationToken ct)
    {
        if (await queries.FindAsync(id, actor, ct) is not var (view, name) || store.Open(name) is not { } file)
            return results.Missing;
        var headers = http.Response.Headers;
        (headers.ContentSecurityPolicy, headers.XContentTypeOptions, headers.CacheControl) = (Inert, "nosniff", "private, no-store");
        return Results.File(file, view.MediaType, view.FileName);
    }
}

/// <summary>A browser sends its cookie along with whatever makes it send: that it is a page of the console is proved by the antiforgery token, in the header, since looking for it in the form would read the file. Programs have tokens of their own.</summary>
public sealed class OwnPages(IAntiforgery antiforgery, IOptions<AntiforgeryOptions> options)
{
    public async Task<bool> MaySendAsync(HttpContext http) =>
        http.Request.Headers.Authorization.Count > 0 || (http.Request.Headers.ContainsKey(options.Value.HeaderName!) && await antiforgery.IsRequestValidAsync(http));
}
