using System.Globalization;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Customers;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;
using OpsConsole.Web.Customers;

namespace OpsConsole.Web.Api;

/// <summary>`/api/v1/customers`: one by one and by matching; there is no list of them.</summary>
public static class CustomersApi
{
    public static void MapCustomers(this RouteGroupBuilder api)
    {
        var customers = api.MapGroup("/customers").WithTags("customers").ProducesProblem(400).ProducesProblem(403).ProducesProblem(404);
        customers.MapPost("/match", MatchAsync).Produces<MatchAnswer[]>();
        customers.MapPost("", CreateAsync).AddEndpointFilter<Idempotency>().Produces<CustomerAnswer>(201).ProducesProblem(409);
        customers.MapGet("/{id}", FindAsync).Produces<CustomerAnswer>();
        customers.MapPatch("/{id}", ChangeAsync).Produces<CustomerAnswer>().ProducesProblem(409).ProducesProblem(412).ProducesProblem(428);
        customers.MapPost("/{id}/contact-points", AddContactPointAsync).AddEndpointFilter<Idempotency>().Produces<ContactPointAnswer>(201).ProducesProblem(409).ProducesProblem(412);
        customers.MapPatch("/{id}/contact-points/{point:long}", ChangeContactPointAsync).Produces<ContactPointAnswer>().ProducesProblem(409).ProducesProblem(412).ProducesProblem(428);
        customers.MapDelete("/{id}/contact-points/{point:long}", RemoveContactPointAsync).Produces(204).ProducesProblem(412);
        customers.MapPost("/{id}/accounts", AddAccountAsync).AddEndpointFilter<Idempotency>().Produces<AccountAnswer>(201).ProducesProblem(409).ProducesProblem(412);
    }

    private static async Task<ApiAnswer> MatchAsync(JsonBody<MatchBody> body, Actor actor, CustomerQueries queries, MatchWords words, ApiResults results, CancellationToken ct)
    {
        if (body.Value is not { } asked)
            return results.Unreadable(body.Error!, body.Status);
        var (request, errors) = asked.Read();
        return errors.Count > 0 ? results.Invalid(errors) : ApiResults.Ok((await queries.MatchAsync(request, actor, ct)).Select(m => Of(m, words)).ToList());
    }

    private static MatchAnswer Of(CustomerMatch match, MatchWords words) => new(
        new(match.Customer.Id, match.Customer.Name, match.Customer.DocumentType is { } type ? new(type, match.Customer.DocumentNumber, match.Customer.DocumentCountry is { Length: > 0 } country ? country : null, match.Customer.IsDocumentValid) : null, match.Customer.Version),
        match.Score, match.IsProposed, [.. match.Reasons.Select(r => new ReasonAnswer(Codes.Of(r), words[r]))]);

    private static async Task<ApiAnswer> CreateAsync(JsonBody<CustomerBody> body, Actor actor, CustomerDesk desk, CustomerQueries queries, ApiResults results, CancellationToken ct)
    {
        if (body.Value is null)
            return actor.MayWork ? results.Unreadable(body.Error!, body.Status) : results.Forbidden;
        return await results.OfAsync(await desk.CreateAsync(body.Value.Form, actor, ct), async done =>
            new(StatusCodes.Status201Created, CustomerAnswer.Of((await queries.FindAsync(done.Id!, actor, ct))!), done.Version, $"/api/v1/customers/{done.Id}"));
    }

    private static async Task<ApiAnswer> FindAsync(string id, Actor actor, CustomerQueries queries, ApiResults results, CancellationToken ct) =>
        await queries.FindAsync(id, actor, ct) is { } found ? ApiResults.Ok(CustomerAnswer.Of(found), found.Version) : results.Missing;

    private static async Task<ApiAnswer> ChangeAsync(string id, JsonBody<CustomerPatch> body, IfMatch match, Actor actor, CustomerDesk desk, CustomerQueries queries, ApiResults results, CancellationToken ct)
    {
        var known = await queries.FindAsync(id, actor, ct);
        if (Barred(known, body, match, actor, results, needsVersion: true) is { } barred)
            return barred;
        var (form, errors) = body.Value!.Over(known!.Form);
        if (errors.Count > 0)
            return results.Invalid(errors);
        return await results.OfAsync(await desk.ChangeAsync(id, match.Version!.Value, form, actor, ct), async done =>
            ApiResults.Ok(CustomerAnswer.Of((await queries.FindAsync(id, actor, ct))!), done.Version));
    }

    private static async Task<ApiAnswer> AddContactPointAsync(string id, JsonBody<ContactPointBody> body, IfMatch match, Actor actor, CustomerDesk desk, CustomerQueries queries, ApiResults results, CancellationToken ct)
    {
        if (Barred(await queries.FindAsync(id, actor, ct), body, match, actor, results) is { } barred)
            return barred;
        return await results.OfAsync(await desk.AddContactPointAsync(id, body.Value!.Form, actor, ct, body.Value.Case, match.Version), done =>
            PointAsync(id, long.Parse(done.Id!, CultureInfo.InvariantCulture), StatusCodes.Status201Created, done.Version, actor, queries, ct));
    }

    private static async Task<ApiAnswer> ChangeContactPointAsync(string id, long point, JsonBody<ContactPointBody> body, IfMatch match, Actor actor, CustomerDesk desk, CustomerQueries queries, ApiResults results, CancellationToken ct)
    {
        var known = await queries.FindAsync(id, actor, ct);
        if (known?.ContactPoints.FirstOrDefault(p => p.Id == point) is not { } now)
            return results.Missing;
        if (Barred(known, body, match, actor, results, needsVersion: true) is { } barred)
            return barred;
        return await results.OfAsync(await desk.ChangeContactPointAsync(id, point, match.Version!.Value, body.Value!.Over(now), actor, ct), done =>
            PointAsync(id, point, StatusCodes.Status200OK, done.Version, actor, queries, ct));
    }

    private static async Task<IResult> RemoveContactPointAsync(string id, long point, IfMatch match, Actor actor, CustomerDesk desk, CustomerQueries queries, ApiResults results, CancellationToken ct)
    {
        if (match.IsMalformed)
            return Past(await queries.FindAsync(id, actor, ct), actor, results) ?? results.Invalid([BadVersion]);
        var outcome = await desk.RemoveContactPointAsync(id, point, actor, ct, match.Version);
        return outcome is Outcome.Done ? Results.NoContent() : await results.OfAsync(outcome, _ => throw new InvalidOperationException());
    }

    private static async Task<ApiAnswer> AddAccountAsync(string id, JsonBody<AccountBody> body, IfMatch match, Actor actor, CustomerDesk desk, CustomerQueries queries, ApiResults results, CancellationToken ct)
    {
        if (Barred(await queries.FindAsync(id, actor, ct), body, match, actor, results) is { } barred)
            return barred;
        return await results.OfAsync(await desk.AddAccountAsync(id, body.Value!.Form, actor, ct, body.Value.Case, match.Version), async done =>
            new(StatusCodes.Status201Created, AccountAnswer.Of((await queries.FindAsync(id, actor, ct))!.Accounts.Single(a => a.Id.ToString(CultureInfo.InvariantCulture) == done.Id)), done.Version, $"/api/v1/customers/{id}"));
    }

    private static async Task<ApiAnswer> PointAsync(string id, long point, int status, long version, Actor actor, CustomerQueries queries, CancellationToken ct) =>
        new(status, ContactPointAnswer.Of((await queries.FindAsync(id, actor, ct))!.ContactPoints.Single(p => p.Id == point)), version, status == StatusCodes.Status201Created ? $"/api/v1/customers/{id}/contact-points/{point}" : null);

    private static Refusal BadVersion => new("version.malformed", "If-Match");

    /// <summary>Scope and role answer before the shape of a request does.</summary>
    private static ApiAnswer? Past(CustomerView? known, Actor actor, ApiResults results) => known is null ? results.Missing : actor.MayWork ? null : results.Forbidden;

    private static ApiAnswer? Barred<T>(CustomerView? known, JsonBody<T> body, IfMatch match, Actor actor, ApiResults results, bool needsVersion = false) where T : class =>
        Past(known, actor, results) ?? (body.Error is { } error ? results.Unreadable(error, body.Status)
            : match.IsMalformed ? results.Invalid([BadVersion])
            : needsVersion && match.Version is null ? results.VersionRequired : null);
}
