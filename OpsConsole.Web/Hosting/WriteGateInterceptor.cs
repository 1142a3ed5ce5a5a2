using Microsoft.EntityFrameworkCore.Diagnostics;
using OpsConsole.Domain.Data;

namespace OpsConsole.Web.Hosting;

/// <summary>Sends every SaveChangesAsync through the gate: no desk knows of it.</summary>
public sealed class WriteGateInterceptor(SqliteWriteGate gate) : SaveChangesInterceptor
{
    public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData e, InterceptionResult<int> result, CancellationToken ct = default) =>
        InterceptionResult<int>.SuppressWithResult(await gate.SaveAsync((OpsDbContext)e.Context!, ct));
}
