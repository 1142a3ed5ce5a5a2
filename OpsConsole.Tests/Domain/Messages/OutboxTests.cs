using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Live;
using OpsConsole.Domain.Messages;
using OpsConsole.Domain.People;
using OpsConsole.Tests.Support;
using Xunit;

namespace OpsConsole.Tests.Domain.Messages;

/// <summary>How messages leave the console (docs/rules.md, "Conversation"; promise F14).</summary>
public sealed class OutboxTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    private static readonly AttemptChannel[] Every = Enum.GetValues<AttemptChannel>();

    private static readonly Handover Unreachable = new Handover.Later("delivery.smtp_unreachable", "connection refused");

    [Theory, OnEveryDatabase]
    public async Task Messages_of_a_case_go_out_once_each_and_in_the_order_they_were_written(DatabaseKind kind)
    {
        await using var room = await MessageRoom.OpenAsync(kind);
        var other = await room.MadeAsync();
        var written = new Dictionary<string, List<string>> { [room.Number] = [], [other] = [] };
        for (var i = 0; i < 12; i++)
            foreach (var number in written.Keys)
                written[number].Add((await room.SentAsync(MessageRoom.Out($"mensaje {i}", i % 2 == 0 ? "email" : "sms"), number)).Id);
        var order = new List<OutgoingMessage>();
        room.Mail.Answer = room.Gateway.Answer = async message =>
        {
            await Task.Yield();
            lock (order)
                order.Add(message);
            return new Handover.Accepted("p-" + message.Id);
        };
        await Task.WhenAll(room.WorkAsync(), room.WorkAsync());         // two nodes, or one that is asked twice
        foreach (var (number, ids) in written)
            Assert.Equal(ids, order.Where(m => m.CaseNumber == number).Select(m => m.Id));
        var sent = await room.FindAsync(written[room.Number][0]);
        Assert.Equal((MessageState.Sent, 1, "p-" + sent.Id), (sent.State, sent.Tries, sent.ProviderId));
        await room.WorkAsync();
        Assert.Equal(24, order.Count);
    }

    [Theory, OnEveryDatabase]
    public async Task A_dead_server_is_asked_again_after_growing_pauses_and_given_up_after_the_fifth_time(DatabaseKind kind)
    {
        await using var room = await MessageRoom.OpenAsync(kind);
        room.Mail.Answer = _ => Task.FromResult(Unreachable);
        var id = (await room.SentAsync(MessageRoom.Out("Hola"))).Id;
        foreach (var pause in new[] { TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2) })
        {
            await room.WorkAsync();
            var waits = await room.FindAsync(id);
            Assert.Equal((MessageState.Queued, "delivery.smtp_unreachable", "connection refused", room.Clock.UtcNow + pause), (waits.State, waits.Error, waits.ErrorDetail, waits.NextTryAt));
            Assert.True(waits.MayBeRetried);
            room.Clock.Advance(pause - TimeSpan.FromSeconds(1));
            await room.WorkAsync();
            Assert.Equal(waits.Tries, room.Mail.Taken.Count);
            room.Clock.Advance(TimeSpan.FromSeconds(1));
        }
        Assert.Equal(2, (await room.FindCaseAsync()).Version);              // waiting is no change of the case
        await room.WorkAsync();
        var failed = await room.FindAsync(id);
        Assert.Equal((MessageState.Failed, 5, (DateTime?)null, "Hola"), (failed.State, failed.Tries, failed.NextTryAt, failed.Text));
        Assert.Single(room.Mail.Taken.Select(m => m.Id).Distinct());
        var entry = await room.Database.ReadAsync(db => db.CaseEvents.OrderByDescending(e => e.Sequence).FirstAsync());
        Assert.Equal((CaseEventType.Message, 3L, (int?)null, "delivery.smtp_unreachable"), (entry.Type, entry.Version, entry.ById, JsonElement.Parse(entry.Data).GetProperty("failed").GetString()));
        room.Clock.Advance(TimeSpan.FromDays(1));
        await room.WorkAsync();
        Assert.Equal(5, room.Mail.Taken.Count);
    }

    [Theory, OnEveryDatabase]
    public async Task Whoever_asks_for_it_has_a_message_tried_at_once_also_one_that_was_given_up(DatabaseKind kind)
    {
        await using var room = await MessageRoom.OpenAsync(kind);
        room.Mail.Answer = message => Task.FromResult(message.Tries == 1 ? Unreachable : new Handover.Refused("delivery.address_refused"));
        var id = (await room.SentAsync(MessageRoom.Out("Hola"))).Id;
        await room.WorkAsync();
        Assert.IsType<MessageDone>(await room.Desk.RetryAsync(room.Number, id, room.Agent, None));
        await room.WorkAsync();
        Assert.Equal((MessageState.Failed, 2), ((await room.FindAsync(id)).State, (await room.FindAsync(id)).Tries));
        await room.CloseAsync();
        room.Mail.Answer = _ => Task.FromResult<Handover>(new Handover.Accepted());
        room.Mail.Lacks = [new("delivery.smtp_host_missing", "channel")];
        Assert.Equal("delivery.smtp_host_missing", Assert.IsType<Outcome.Refused>(await room.Desk.RetryAsync(room.Number, id, room.Agent, None)).Reasons.Single().Code);
        room.Mail.Lacks = [];
        var again = Assert.IsType<MessageDone>(await room.Desk.RetryAsync(room.Number, id, room.Agent, None)).Message;
        Assert.Equal((MessageState.Queued, 0), (again.State, again.Tries));
        await room.WorkAsync();
        var sent = await room.FindAsync(id);
        Assert.Equal((MessageState.Sent, (string?)null), (sent.State, sent.Error));
        Assert.Equal("message.not_waiting", Assert.IsType<Outcome.Refused>(await room.Desk.RetryAsync(room.Number, id, room.Agent, None)).Reasons.Single().Code);
        Assert.IsType<Outcome.Missing>(await room.Desk.RetryAsync(room.Number, "nothing", room.Agent, None));
        Assert.IsType<Outcome.Missing>(await room.Desk.RetryAsync(await room.MadeAsync(), id, room.Agent, None));
        Assert.IsType<Outcome.Forbidden>(await room.Desk.RetryAsync(room.Number, id, await room.Organisation.ActorAsync(Role.Administrator), None));
        Assert.Equal(2, await room.Database.ReadAsync(db => db.Audit.CountAsync(a => a.Type == "message.retried" && a.ById == room.Agent.Id)));
    }

    [Theory, OnEveryDatabase]
    public async Task A_failing_mail_holds_back_the_mails_after_it_but_no_other_channel(DatabaseKind kind)
    {
        await using var room = await MessageRoom.OpenAsync(kind);
        room.Mail.Answer = _ => Task.FromResult(Unreachable);
        await room.SentAsync(MessageRoom.Out("correo 1"));
        await room.SentAsync(MessageRoom.Out("correo 2"));
        await room.WorkAsync();
        await room.SentAsync(MessageRoom.Out("sms", "sms"));
        await room.WorkAsync();
        Assert.Equal(["correo 1"], room.Mail.Taken.Select(m => m.Text));
        Assert.Equal(["sms"], room.Gateway.Taken.Select(m => m.Text));
        room.Mail.Answer = _ => Task.FromResult<Handover>(new Handover.Accepted());
        room.Clock.Advance(TimeSpan.FromMinutes(1));
        await room.WorkAsync();
        Assert.Equal(["correo 1", "correo 1", "correo 2"], room.Mail.Taken.Select(m => m.Text));
    }

    [Theory, OnEveryDatabase]
    public async Task What_a_dead_process_was_sending_is_sent_again_under_the_same_id_when_its_lease_is_over(DatabaseKind kind)
    {
        await using var room = await MessageRoom.OpenAsync(kind);
        var id = (await room.SentAsync(MessageRoom.Out("Hola"))).Id;
        var dead = (await room.Outbox.ClaimAsync(Every, None))!;
        Assert.Equal(MessageState.Sending, (await room.FindAsync(id)).State);
        await room.WorkAsync();
        Assert.Empty(room.Mail.Taken);                                  // somebody holds it
        if (kind == DatabaseKind.Sqlite)
            await room.Outbox.ReleaseAbandonedAsync(None);              // one process: whoever held it is gone
        else
        {
            await room.Outbox.ReleaseAbandonedAsync(None);              // another node may be alive
            await room.WorkAsync();
            Assert.Empty(room.Mail.Taken);
            room.Clock.Advance(Outbox.Lease + TimeSpan.FromSeconds(1));
        }
        await room.WorkAsync();
        Assert.Equal((id, 2), (Assert.Single(room.Mail.Taken).Id, room.Mail.Taken[0].Tries));
        await room.Outbox.RecordAsync(dead, Unreachable, None);         // the one thought dead comes back late: what is sent stays sent
        Assert.Equal((MessageState.Sent, 2), ((await room.FindAsync(id)).State, (await room.FindAsync(id)).Tries));
    }

    [Theory, OnEveryDatabase]
    public async Task A_hand_over_that_was_thought_dead_but_succeeded_ends_the_tries(DatabaseKind kind)
    {
        await using var room = await MessageRoom.OpenAsync(kind);
        var id = (await room.SentAsync(MessageRoom.Out("Hola"))).Id;
        var slow = (await room.Outbox.ClaimAsync(Every, None))!;
        room.Clock.Advance(Outbox.Lease + TimeSpan.FromSeconds(1));
        room.Mail.Answer = _ => Task.FromResult(Unreachable);
        await room.WorkAsync();
        await room.Outbox.RecordAsync(slow, new Handover.Accepted(), None);
        Assert.Equal(MessageState.Sent, (await room.FindAsync(id)).State);
        room.Clock.Advance(TimeSpan.FromHours(3));
        await room.WorkAsync();
        Assert.Single(room.Mail.Taken);
    }

    [Theory, OnEveryDatabase]
    public async Task A_report_of_the_gateway_counts_once_and_delivered_is_the_end(DatabaseKind kind)
    {
        await using var room = await MessageRoom.OpenAsync(kind);
        var first = (await room.SentAsync(MessageRoom.Out("Hola", "whatsapp"))).Id;
        var second = (await room.SentAsync(MessageRoom.Out("Hola", "sms"))).Id;
        Assert.True(await room.Outbox.ReportAsync(first, true, null, None));        // nothing was handed over: nobody can know
        Assert.Equal(MessageState.Queued, (await room.FindAsync(first)).State);
        await room.WorkAsync();
        Assert.True(await room.Outbox.ReportAsync(first, true, null, None));
        Assert.True(await room.Outbox.ReportAsync(first, false, "tarde", None));
        Assert.Equal((MessageState.Delivered, (string?)null), ((await room.FindAsync(first)).State, (await room.FindAsync(first)).Error));
        for (var i = 0; i < 3; i++)
            Assert.True(await room.Outbox.ReportAsync(second, false, "número inexistente", None));
        Assert.Equal((MessageState.Failed, "delivery.reported_failed", "número inexistente"), ((await room.FindAsync(second)).State, (await room.FindAsync(second)).Error, (await room.FindAsync(second)).ErrorDetail));
        Assert.Equal(4, (await room.FindCaseAsync()).Version);                          // made, two messages, one failure
        Assert.False(await room.Outbox.ReportAsync("nothing", true, null, None));
        var came = await room.SentAsync(MessageRoom.In("Hola"));
        await room.Outbox.ReportAsync(came.Id, false, null, None);
        Assert.Equal(MessageState.Received, (await room.FindAsync(came.Id)).State);
    }

    [Theory, OnEveryDatabase]
    public async Task A_report_that_overtakes_the_gateways_own_answer_stands(DatabaseKind kind)
    {
        await using var room = await MessageRoom.OpenAsync(kind);
        var id = (await room.SentAsync(MessageRoom.Out("Hola", "sms"))).Id;
        room.Gateway.Answer = async message =>
        {
            await room.Outbox.ReportAsync(message.Id, true, null, None);
            return new Handover.Accepted("g-1");
        };
        await room.WorkAsync();
        Assert.Equal((MessageState.Delivered, "g-1"), ((await room.FindAsync(id)).State, (await room.FindAsync(id)).ProviderId));
        var lost = (await room.SentAsync(MessageRoom.Out("Hola", "sms"))).Id;
        room.Gateway.Answer = async message =>
        {
            await room.Outbox.ReportAsync(message.Id, false, "apagado", None);
            return new Handover.Accepted();
        };
        await room.WorkAsync();
        Assert.Equal((MessageState.Failed, "apagado"), ((await room.FindAsync(lost)).State, (await room.FindAsync(lost)).ErrorDetail));
    }

    [Theory, OnEveryDatabase]
    public async Task Whatever_the_other_side_says_its_no_is_written_down(DatabaseKind kind)
    {
        await using var room = await MessageRoom.OpenAsync(kind);
        var id = (await room.SentAsync(MessageRoom.Out("Hola"))).Id;
        room.Mail.Answer = _ => Task.FromResult<Handover>(new Handover.Later("delivery.smtp_refused", "a\0b\uD800 " + string.Concat(Enumerable.Repeat("👍", 1_000))));
        await room.WorkAsync();
        var waits = await room.FindAsync(id);
        Assert.Equal(MessageState.Queued, waits.State);
        Assert.StartsWith("ab\uFFFD 👍", waits.ErrorDetail);
        Assert.Equal(500, waits.ErrorDetail!.EnumerateRunes().Count());
    }

    [Theory, OnEveryDatabase]
    public async Task One_that_makes_its_carrier_stumble_keeps_no_other_waiting(DatabaseKind kind)
    {
        await using var room = await MessageRoom.OpenAsync(kind);
        var other = await room.MadeAsync();
        room.Mail.Answer = message => message.Text == "mal" ? throw new InvalidOperationException("stumbled") : Task.FromResult<Handover>(new Handover.Accepted());
        var bad = (await room.SentAsync(MessageRoom.Out("mal"))).Id;
        var good = (await room.SentAsync(MessageRoom.Out("bien"), other)).Id;
        await room.WorkAsync();
        Assert.Equal((MessageState.Queued, "delivery.unexpected"), ((await room.FindAsync(bad)).State, (await room.FindAsync(bad)).Error));
        Assert.Equal(MessageState.Sent, (await room.FindAsync(good, other)).State);
    }

    [Theory, OnEveryDatabase]
    public async Task A_mail_server_that_does_not_answer_does_not_keep_the_gateway_waiting(DatabaseKind kind)
    {
        await using var room = await MessageRoom.OpenAsync(kind);
        var silent = new TaskCompletionSource<Handover>();
        var reached = new TaskCompletionSource();
        room.Mail.Answer = _ => silent.Task;
        room.Gateway.Answer = _ =>
        {
            reached.TrySetResult();
            return Task.FromResult<Handover>(new Handover.Accepted());
        };
        for (var i = 0; i < 6; i++)
            await room.SentAsync(MessageRoom.Out("correo"), await room.MadeAsync());
        await room.SentAsync(MessageRoom.Out("sms", "sms"), await room.MadeAsync());
        var working = room.WorkAsync();
        await reached.Task.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.True(room.Mail.Taken.Count <= 4);
        silent.SetResult(new Handover.Accepted());
        await working;
        Assert.Equal(6, room.Mail.Taken.Count);
    }

    [Theory, OnEveryDatabase]
    public async Task Who_shows_the_case_learns_what_became_of_its_message(DatabaseKind kind)
    {
        await using var room = await MessageRoom.OpenAsync(kind);
        using var end = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await room.SentAsync(MessageRoom.Out("Hola"));
        await using var follower = room.Database.Get<CaseFeed>().FollowAsync(TimeSpan.Zero, end.Token).GetAsyncEnumerator();
        await room.WorkAsync();
        Assert.True(await follower.MoveNextAsync());
        var change = Assert.Single(follower.Current.Entries);
        Assert.Equal((0L, CaseNumber.IdOf(room.Number), CaseEventType.Message), (change.Sequence, change.CaseId, change.Type));
    }
}
