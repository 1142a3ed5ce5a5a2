using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Live;

namespace OpsConsole.Web.Hosting;

/// <summary>Chooses the database: `Database:Provider` (Sqlite or PostgreSQL) and `Database:ConnectionString`.</summary>
public static class DatabaseHosting
{
    /// <summary>Contexts that wait to be used again; more are made when more are needed at once. They ask for each statement whether anybody listens, since otherwise a kept one would be deaf for a second.</summary>
    public const int KeptContexts = 32;

    public const string Sqlite = "Sqlite", PostgreSql = "PostgreSQL";

    public static void AddOpsDatabase(this WebApplicationBuilder builder)
    {
        var provider = builder.Configuration["Database:Provider"] ?? Sqlite;
        var connection = builder.Configuration["Database:ConnectionString"] ?? "Data Source=data/opsconsole.db";
        builder.Services.AddOpsDatabase(provider, connection, builder.Environment.ContentRootPath);
    }

    /// <param name="root">Relative file names of SQLite are relative to it.</param>
    public static void AddOpsDatabase(this IServiceCollection services, string provider, string connection, string root)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<RightsEpoch>();
        if (provider == PostgreSql)
        {
            services.AddSingleton(s => new PostgresDatabase(connection, s.GetRequiredService<RightsEpoch>()));
            services.AddSingleton<IDbContextFactory<OpsDbContext>>(s => s.GetRequiredService<PostgresDatabase>());
            services.AddSingleton<ICaseLogTransport>(s => s.GetRequiredService<PostgresDatabase>());
        }
        else
        {
            services.AddSingleton(s => new SqliteDatabase(Rooted(connection, root), s.GetRequiredService<RightsEpoch>(), s.GetRequiredService<TimeProvider>()));
            services.AddSingleton<IDbContextFactory<OpsDbContext>>(s => s.GetRequiredService<SqliteDatabase>());
            services.AddSingleton<ICaseLogTransport>(s => s.GetRequiredService<SqliteDatabase>());
        }
        services.AddScoped(s => s.GetRequiredService<IDbContextFactory<OpsDbContext>>().CreateDbContext());     // Identity's stores take it from the scope
    }

    public static Task MigrateAsync(IServiceProvider services, CancellationToken ct) =>
        services.GetService<PostgresDatabase>() is { } postgres ? postgres.MigrateAsync(ct) : services.GetRequiredService<SqliteDatabase>().MigrateAsync(ct);

    /// <inheritdoc cref="SqliteDatabase.RemakeAsync"/>
    public static Task RemakeAsync(IServiceProvider services, CancellationToken ct) =>
        services.GetService<PostgresDatabase>() is { } postgres ? postgres.RemakeAsync(ct) : services.GetRequiredService<SqliteDatabase>().RemakeAsync(ct);

    private static string Rooted(string connection, string root)
    {
        var parts = new Microsoft.Data.Sqlite.SqliteConnectionStringBuilder(connection);
        if (!Path.IsPathRooted(parts.DataSource))
            parts.DataSource = Path.Combine(root, parts.DataSource);
        return parts.ConnectionString;
    }
}
