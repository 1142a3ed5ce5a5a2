using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using OpsConsole.Domain.Data;

namespace OpsConsole.Web.Hosting;

/// <summary>One context type per provider: each has migrations of its own (docs/adr/0003).</summary>
public sealed class SqliteOps(DbContextOptions<SqliteOps> options) : OpsDbContext(options)
{
    /// <summary>For `dotnet ef`: never connects.</summary>
    public sealed class DesignTime : IDesignTimeDbContextFactory<SqliteOps>
    {
        public SqliteOps CreateDbContext(string[] args) => new(new DbContextOptionsBuilder<SqliteOps>().UseSqlite("Data Source=design").Options);
    }
}

/// <inheritdoc cref="SqliteOps"/>
public sealed class PgOps(DbContextOptions<PgOps> options) : OpsDbContext(options)
{
    /// <summary>For `dotnet ef`: never connects.</summary>
    public sealed class DesignTime : IDesignTimeDbContextFactory<PgOps>
    {
        public PgOps CreateDbContext(string[] args) => new(new DbContextOptionsBuilder<PgOps>().UseNpgsql("Host=design").Options);
    }
}
