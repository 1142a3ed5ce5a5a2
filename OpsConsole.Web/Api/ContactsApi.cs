using OpsConsole.Domain.People;
using OpsConsole.Domain.RepeatContacts;
using OpsConsole.Web.RepeatContacts;

namespace OpsConsole.Web.Api;

public sealed record ContactBody(string? ExternalId, string? Account, DateTime? At, string? Channel, string? Cause, string? Symptom, bool? IsComplaint, string? Agent)
{
    public ContactForm Form => new(ExternalId, Account, At, Channel, Cause, Symptom, IsComplaint, Agent);
}

/// <summary>Why, in the caller's language; null where nothing is marked.</summary>
public sealed record ContactAnswer(bool Recurrent, bool Repeat, string? Reason);

/// <summary>`/api/v1/campaigns/{code}/contacts`: contacts of customers, each marked as it is logged.</summary>
public static class ContactsApi
{
    public static void MapContacts(this RouteGroupBuilder api) =>
        api.MapPost("/campaigns/{code}/contacts", RecordAsync).WithTags("contacts").AddEndpointFilter<Idempotency>().Produces<ContactAnswer>(201).Produces<ContactAnswer>().ProducesProblem(400).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409);

    private static async Task<ApiAnswer> RecordAsync(string code, JsonBody<ContactBody> body, Actor actor, Domain.Campaigns.CampaignQueries campaigns, ContactDesk desk, ContactWords words, ApiResults results, CancellationToken ct)
    {
        if (body.Value is not { } asked)
            return await campaigns.FindAsync(code, actor, ct) is null ? results.Missing : actor.MayWork ? results.Unreadable(body.Error!, body.Status) : results.Forbidden;
        return await results.OfAsync(await desk.RecordAsync(code, asked.Form, actor, ct), done =>
        {
            var logged = (ContactLogged)done;
            return Task.FromResult(new ApiAnswer(logged.IsRepeated ? StatusCodes.Status200OK : StatusCodes.Status201Created, new ContactAnswer(logged.IsRecurrent, logged.IsRepeat, logged.Reason is { } reason ? words.Of(reason) : null)));
        });
    }
}
