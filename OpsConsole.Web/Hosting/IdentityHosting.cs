using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.People;
using OpsConsole.Web.Account;

namespace OpsConsole.Web.Hosting;

/// <summary>ASP.NET Core Identity on our own context, and where the keys lie that protect cookies and tokens.</summary>
public static class IdentityHosting
{
    /// <summary>Length counts, composition does not.</summary>
    public static PasswordOptions Password => new() { RequiredLength = 8, RequireDigit = false, RequireLowercase = false, RequireUppercase = false, RequireNonAlphanumeric = false };

    private const string Application = "OpsConsole";

    public static void AddIdentityAndKeys(this WebApplicationBuilder builder)
    {
        builder.Services.AddIdentityCore<OpsUser>().AddEntityFrameworkStores<OpsDbContext>();
        builder.Services.AddOptions<IdentityOptions>().Configure<IOptions<LimitOptions>>((identity, limits) =>
        {
            identity.User.RequireUniqueEmail = true;
            identity.Lockout = new() { MaxFailedAccessAttempts = limits.Value.SignInTries, DefaultLockoutTimeSpan = TimeSpan.FromMinutes(limits.Value.LockoutMinutes) };
        });
        var keys = builder.Services.AddDataProtection().SetApplicationName(Application);
        if (builder.Configuration["Database:Provider"] == DatabaseHosting.PostgreSql)       // several nodes read each other's cookies
            builder.Services.AddOptions<KeyManagementOptions>().Configure<IDbContextFactory<OpsDbContext>>((o, contexts) => o.XmlRepository = new DatabaseKeys(contexts));
        else
        {
            var storage = builder.Configuration.GetSection(StorageOptions.Section).Get<StorageOptions>() ?? new();
            keys.PersistKeysToFileSystem(new(storage.FullPath(builder.Environment, "keys")));
        }
    }
}
