using System.Globalization;
using System.Text.Json.Serialization;
using OpsConsole.Domain.People;
using OpsConsole.Domain.RepeatContacts;

namespace OpsConsole.Web.Api;

/// <summary>A record of feedback: the four texts, whom it is for, and whether they have read it.</summary>
public sealed record FeedbackAnswer(long Id, string Campaign, PersonAnswer Agent, DateOnly Week, int Marked, int Errors, string Proceso, string Error, string Refuerzo, string? Compromiso, string OpenedBy, DateTime OpenedAt, DateTime? AcknowledgedAt)
{
    public static FeedbackAnswer Of(FeedbackView f) => new(f.Id, f.Campaign, new(f.AgentId, f.Agent), f.Week, f.Marked, f.Errors, f.Process, f.Error, f.Reinforcement, f.Commitment, f.OpenedBy, f.OpenedAt, f.AcknowledgedAt);
}

public sealed record PersonAnswer(int Id, string Name);

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record AcknowledgeBody(string? Compromiso);

/// <summary>`/api/v1/feedback`: the records that the caller may see, those without acknowledgement first; the person concerned acknowledges.</summary>
public static class FeedbackApi
{
    public static void MapFeedback(this RouteGroupBuilder api)
    {
        var feedback = api.MapGroup("/feedback").WithTags("reports");
        feedback.MapGet("", async (string? campaign, bool? pending, Actor actor, FeedbackQueries queries, CancellationToken ct) =>
            ApiResults.Ok((await queries.ListAsync(string.IsNullOrEmpty(campaign) ? null : campaign, pending == true, actor, ct)).Select(FeedbackAnswer.Of))).Produces<IReadOnlyList<FeedbackAnswer>>();
        feedback.MapPost("/{id}/acknowledge", AcknowledgeAsync).Produces<FeedbackAnswer>().ProducesProblem(404).ProducesProblem(409);
    }

    private static async Task<ApiAnswer> AcknowledgeAsync(string id, JsonBody<AcknowledgeBody> body, Actor actor, FeedbackDesk desk, FeedbackQueries queries, ApiResults results, CancellationToken ct)
    {
        if (body.Value is not { } given)
            return results.Unreadable(body.Error!, body.Status);
        if (!long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var record))
            return results.Missing;
        return await results.OfAsync(await desk.AcknowledgeAsync(record, given.Compromiso, actor, ct), async _ => ApiResults.Ok(FeedbackAnswer.Of((await queries.FindAsync(record, actor, ct))!)));
    }
}
