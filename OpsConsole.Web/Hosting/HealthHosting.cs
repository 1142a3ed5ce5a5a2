using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using OpsConsole.Domain.Data;

namespace OpsConsole.Web.Hosting;

/// <summary>`/health/live`: the process runs. `/health/ready`: the database answers and holds the latest migration. Neither says more than that.</summary>
public static class HealthHosting
{
    private const string Live = "/health/live", Ready = "/health/ready";

    public static void AddHealth(this IServiceCollection services) => services.AddHealthChecks().AddCheck<DatabaseCheck>("database");

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapHealthChecks(Live, new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous();
        routes.MapHealthChecks(Ready).AllowAnonymous();
    }

    private sealed class DatabaseCheck(IDbContextFactory<OpsDbContext> contexts) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            await using var db = await contexts.CreateDbContextAsync(cancellationToken);
            var pending = await db.Database.GetPendingMigrationsAsync(cancellationToken);
            return pending.Any() ? HealthCheckResult.Unhealthy("There are migrations to apply.") : HealthCheckResult.Healthy();
        }
    }
}
