using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Messages;

namespace OpsConsole.Tests.Scope;

/// <summary>Messages are there for whoever sees their case; who works it writes and has them tried again.</summary>
public static class MessageOperations
{
    private static readonly CancellationToken None = CancellationToken.None;

    public static readonly IReadOnlyList<Operation> All =
    [
        Operation.Case("MessageDesk.AddAsync", Operation.Workers, async q => await q.Get<MessageDesk>().AddAsync(q.Number, Form, q.Actor, None)),
        Operation.Case("MessageDesk.RetryAsync", Operation.Workers, async q => await q.Get<MessageDesk>().RetryAsync(q.Number, await WrittenAsync(q), q.Actor, None)),
        Operation.Case("MessageQueries.PageAsync", Operation.Everybody, async q => await q.Get<MessageQueries>().PageAsync(q.Number, null, q.Actor, None)),
        Operation.Case("MessageQueries.FindAsync", Operation.Everybody, async q => await q.Get<MessageQueries>().FindAsync(q.Number, await WrittenAsync(q), q.Actor, None)),
        Operation.Case("MessageQueries.ConversationAsync", Operation.Everybody, async q => await q.Get<MessageQueries>().ConversationAsync(q.Number, null, q.Actor, None)),
        Operation.Case("MessageQueries.BenchAsync", Operation.Everybody, async q => await q.Get<MessageQueries>().BenchAsync(q.Number, q.Actor, None)),
    ];

    private static MessageForm Form => new("out", "email", "ana@correo.example", "Hola");

    /// <summary>A message of the case that is asked about; made without the desk, so that it leaves no trace in the log.</summary>
    private static async Task<string> WrittenAsync(Question q)
    {
        var made = Message.Compose(Form, new(MessageDirection.Out, AttemptChannel.Email, "ana@correo.example", null), CaseNumber.IdOf(q.Number), Guid.NewGuid(), q.Actor.Id, q.Database.Clock.UtcNow);
        await q.Database.CommitAsync(db => db.Messages.Add(made));
        return made.PublicId;
    }
}
