using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Messages;
using OpsConsole.Domain.People;
using OpsConsole.Tests.Domain.Messages;
using OpsConsole.Tests.Filters;
using OpsConsole.Tests.Support;
using Xunit;

namespace OpsConsole.Tests.Domain.Cases;

/// <summary>Looking at a case from a list tells what one needs and changes nothing (docs/rules.md, "Pending queue").</summary>
public sealed class PreviewTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory, OnEveryDatabase]
    public async Task A_preview_says_who_did_what_last_whom_to_call_and_what_the_customer_wrote(DatabaseKind kind)
    {
        await using var room = await MessageRoom.OpenAsync(kind);
        var (desk, previews) = (room.Database.Get<CaseDesk>(), room.Database.Get<PreviewQueries>());
        var untouched = (await previews.FindAsync(room.Number, room.Head, None))!;
        Assert.Equal((null, null, null, "987 654 321", 0), (untouched.LastAt, untouched.LastBy, untouched.Message, untouched.ContactPoint, untouched.AttemptsToday));
        await desk.OpenAsync(room.Number, room.Agent, None);
        await desk.RecordAttemptAsync(room.Number, Forms.Attempt(), room.Agent, None);
        await room.Desk.AddAsync(room.Number, MessageRoom.In("Llámeme más tarde", "p-1"), await room.Organisation.ActorAsync(Role.ExperienceAnalyst), None);
        room.Clock.Advance(TimeSpan.FromMinutes(5));
        var at = room.Clock.UtcNow;
        await desk.NoteAsync(room.Number, "Llamará su hija", room.Agent, None);
        using var log = new StatementLog(room.Database.Connection);
        var seen = (await previews.FindAsync(room.Number, room.Head, None))!;
        Assert.Equal(2, log.Statements.Count);
        Assert.Equal((room.Agent.Name, 1, Forms.Attempt().ContactPoint), (seen.LastBy, seen.AttemptsToday, seen.ContactPoint));
        Assert.Equal(at, seen.LastAt!.Value, TimeSpan.FromMilliseconds(1));
        Assert.Equal(("Llámeme más tarde", MessageDirection.In, AttemptChannel.Whatsapp), (seen.Message!.Text, seen.Message.Direction, seen.Message.Channel));
        room.Clock.Advance(TimeSpan.FromHours(25));
        Assert.Equal(0, (await previews.FindAsync(room.Number, room.Head, None))!.AttemptsToday);
    }

    [Theory, OnEveryDatabase]
    public async Task Looking_opens_nothing_and_out_of_the_scope_there_is_nothing(DatabaseKind kind)
    {
        await using var room = await MessageRoom.OpenAsync(kind);
        var before = await room.FindCaseAsync();
        Assert.NotNull(await room.Database.Get<PreviewQueries>().FindAsync(room.Number, room.Agent, None));
        var after = await room.FindCaseAsync();
        Assert.Equal((before.Version, before.Status, before.ResponsibleId), (after.Version, after.Status, after.ResponsibleId));
        Assert.Null(await room.Database.Get<PreviewQueries>().FindAsync(room.Number, await room.Organisation.ActorAsync(Role.Agent, Organisation.Far), None));
        Assert.Null(await room.Database.Get<PreviewQueries>().FindAsync("nada", room.Agent, None));
    }
}
