using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Notifications;
using OpsConsole.Domain.People;
using OpsConsole.Web.Notifications;

namespace OpsConsole.Web.Api;

/// <summary>A notification as programs get it, in the caller's language; `url` is null where there is nothing that the caller may see.</summary>
public sealed record NotificationAnswer(long Id, string Kind, string Text, string? Url, string? Number, int Count, DateTime At, DateTime? ReadAt)
{
    public static NotificationAnswer Of(NotificationView told, NotificationWords words) => new(told.Id, Codes.Of(told.Kind), words.Of(told), NotificationWords.PlaceOf(told), told.Number, told.Count, told.At, told.ReadAt);
}

public sealed record NotificationsAnswer(int Unread, IReadOnlyList<NotificationAnswer> Items, long? NextCursor);

/// <summary>Without ids: all of them.</summary>
public sealed record ReadBody(IReadOnlyList<long>? Ids);

/// <summary>What the caller was told, the newest first, and marking it as read.</summary>
public static class NotificationsApi
{
    public static void MapNotifications(this RouteGroupBuilder api)
    {
        var notifications = api.MapGroup("/notifications").WithTags("notifications");
        notifications.MapGet("", ListAsync).Produces<NotificationsAnswer>();
        notifications.MapPost("/read", ReadAsync).Produces<NotificationsAnswer>();
    }

    private static async Task<ApiAnswer> ListAsync(int? limit, long? cursor, bool? unread, Actor actor, NotificationQueries notifications, NotificationWords words, CancellationToken ct)
    {
        var most = Math.Clamp(limit ?? NotificationQueries.Most, 1, NotificationQueries.Most);
        var told = await notifications.PageAsync(most, cursor, unread == true, actor, ct);
        return ApiResults.Ok(new NotificationsAnswer(await notifications.CountAsync(actor, ct), [.. told.Select(t => NotificationAnswer.Of(t, words))], told.Count == most ? told[^1].Id : null));
    }

    private static async Task<ApiAnswer> ReadAsync(JsonBody<ReadBody> body, Actor actor, NotificationDesk desk, NotificationQueries notifications, NotificationWords words, ApiResults results, CancellationToken ct)
    {
        if (body.Value is not { } read)
            return results.Unreadable(body.Error!, body.Status);
        if (read.Ids is { Count: > NotificationQueries.Most })
            return results.Invalid([new("too_long", "ids", read.Ids.Count, NotificationQueries.Most)]);
        var outcome = await desk.ReadAsync(read.Ids, actor, ct);
        return outcome is Outcome.Done ? await ListAsync(null, null, null, actor, notifications, words, ct) : await results.OfAsync(outcome, _ => throw new InvalidOperationException());
    }
}
