using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Notifications;
using OpsConsole.Domain.Sla;

namespace OpsConsole.Domain.Live;

/// <summary>Deadlines to be found anew; their page shows how far it is, so nobody is told.</summary>
public sealed class DeadlineQueue(IDbContextFactory<OpsDbContext> contexts, ICaseLogTransport log, JobWatch watch, TimeProvider clock) : JobQueue<DeadlineJob>(contexts, log, watch, clock)
{
    protected override (NotificationKind Kind, int Count)? Told(DeadlineJob job) => null;
}
