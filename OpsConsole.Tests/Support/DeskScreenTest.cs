using Bunit;
using Bunit.TestDoubles;
using Microsoft.Extensions.DependencyInjection;
using OpsConsole.Domain.People;
using OpsConsole.Web.Account;
using OpsConsole.Web.Hosting;
using Xunit;

namespace OpsConsole.Tests.Support;

/// <summary>A page over the real desks and queries on a SQLite of its own, seen by one person.</summary>
public abstract class DeskScreenTest : ScreenTest, IAsyncLifetime
{
    protected TestDatabase Database { get; private set; } = null!;

    protected Organisation Organisation { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        Organisation = await Organisation.CreateAsync(Database);
    }

    /// <summary>Signs the person in for the components that are rendered from now on.</summary>
    protected async Task<Actor> StartAsync(Role role, string branch = Organisation.Home)
    {
        var actor = await Organisation.ActorAsync(role, branch);
        var domain = new ServiceCollection();
        domain.AddDomain();
        foreach (var service in domain.Select(one => one.ServiceType).Where(type => type.Namespace!.StartsWith("OpsConsole")).Distinct())
            Services.AddSingleton(service, _ => Database.Services.GetRequiredService(service));
        Services.AddSingleton<TimeProvider>(Database.Clock);
        Services.AddScoped<ActorAccessor>();
        Services.AddScoped<OpsConsole.Web.Cases.AlertTrail>();
        Services.AddSingleton<OpsConsole.Web.Tasks.BulkWords>();
        Services.AddScoped<OpsConsole.Web.Tasks.TaskBoard>();
        var person = AddAuthorization();
        person.SetAuthorized(actor.Name);
        person.SetRoles(role.ToString());
        person.SetClaims(new("sub", $"{actor.Id}"), new("stamp", $"{actor.Stamp}"), new("sid", "session"));
        return actor;
    }

    async Task IAsyncLifetime.DisposeAsync()
    {
        await base.DisposeAsync();
        await Database.DisposeAsync();
    }
}
