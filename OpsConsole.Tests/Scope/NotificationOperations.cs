using OpsConsole.Domain.Notifications;
using OpsConsole.Domain.People;

namespace OpsConsole.Tests.Scope;

/// <summary>What is told to a person is read by that person alone; of what case, under the scope of the reading.</summary>
internal static class NotificationOperations
{
    private static readonly CancellationToken None = CancellationToken.None;

    public static readonly IReadOnlyList<Operation> All =
    [
        Own("NotificationQueries.CountAsync", async q => await q.Get<NotificationQueries>().CountAsync(q.Actor, None)),
        Own("NotificationQueries.PageAsync", async q => await q.Get<NotificationQueries>().PageAsync(10, null, false, q.Actor, None)),
        Own("NotificationQueries.SinceAsync", async q => await q.Get<NotificationQueries>().SinceAsync(0, 10, q.Actor, None)),
        Own("NotificationQueries.LastAsync", async q => await q.Get<NotificationQueries>().LastAsync(q.Actor, None)),
        Own("NotificationDesk.ReadAsync", async q => await q.Get<NotificationDesk>().ReadAsync(null, q.Actor, None)),
        Own("NotificationDesk.ReadJobAsync", async q => await q.Get<NotificationDesk>().ReadJobAsync("none", q.Actor, None)),
        Own("NotificationQueries.FindAsync", async q => await q.Get<NotificationQueries>().FindAsync(0, q.Actor, None) ?? (object)"none"),
        Own("NotificationQueries.HowsAsync", async q => await q.Get<NotificationQueries>().HowsAsync(q.Actor, None)),
        Own("NotificationDesk.ChooseAsync", async q => await q.Get<NotificationDesk>().ChooseAsync(new(NotificationKind.ExportDone, true, false), q.Actor, None)),
        Own("ReminderQueries.LastAsync", async q => await q.Get<ReminderQueries>().LastAsync(q.Actor, None)),
        Own("WorkStatusQueries.ListAsync", async q => await q.Get<WorkStatusQueries>().ListAsync(q.Actor, None)),
    ];

    private static Operation Own(string name, Func<Question, Task<object?>> ask) => Operation.Console(name, Operation.Everybody, ask);
}
