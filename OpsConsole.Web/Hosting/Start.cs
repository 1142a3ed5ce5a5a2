using OpsConsole.Domain.Data;
using OpsConsole.Domain.Live;
using OpsConsole.Web.Account;
using OpsConsole.Web.Hosting.Generate;

namespace OpsConsole.Web.Hosting;

/// <summary>From a built host to one that may listen; and how the console says that it may not.</summary>
public static class Start
{
    /// <summary>Null when the console may go on; else the sentence it ends with.</summary>
    public static async Task<string?> PrepareAsync(WebApplication app, CancellationToken ct)
    {
        if (app.Services.GetService<SqliteDatabase>() is { } sqlite && app.Services.GetRequiredService<OneProcess>().Refusal(sqlite.FileName) is { } refusal)
            return refusal;
        await DatabaseHosting.MigrateAsync(app.Services, ct);
        var ended = await FirstStart.PrepareAsync(app, ct);
        await FieldIndexing.EnsureAsync(app.Services.GetRequiredService<ICaseLogTransport>(), app.Services.GetService<SqliteDatabase>() is not null, ct);
        return ended;
    }

    /// <summary>A command in place of a console; null when there is none.</summary>
    public static async Task<int?> RunCommandAsync(WebApplication app, string[] arguments, CancellationToken ct)
    {
        if (arguments is not [GenerateCommand.Verb, ..])
            return null;
        await using var whole = app;
        return await ActivatorUtilities.CreateInstance<GenerateCommand>(app.Services).RunAsync(arguments, Console.WriteLine, ct) is { } refusal ? Refuse([refusal]) : 0;
    }

    /// <summary>A command that only reads: before anything is migrated or made, and beside a console that runs. Null when there is none.</summary>
    public static async Task<int?> RunReadingCommandAsync(WebApplication app, string[] arguments, CancellationToken ct)
    {
        if (arguments is not [VerifyLogCommand.Verb, ..])
            return null;
        await using var whole = app;
        return await ActivatorUtilities.CreateInstance<VerifyLogCommand>(app.Services).RunAsync(Console.WriteLine, ct);
    }

    public static int Refuse(IReadOnlyList<string> errors)
    {
        Console.Error.WriteLine(errors.Count == 1 ? "OpsConsole cannot start:" : $"OpsConsole cannot start, {errors.Count} things are wrong:");
        foreach (var error in errors)
            Console.Error.WriteLine("  - " + error);
        return 1;
    }

    /// <summary>Lines for people in Development, JSON for machines elsewhere; what they say holds no personal data (docs/adr, logs).</summary>
    public static void AddLogs(this WebApplicationBuilder builder)
    {
        if (builder.Environment.IsDevelopment())
            return;
        builder.Logging.ClearProviders();
        builder.Logging.AddJsonConsole(json => json.UseUtcTimestamp = true);
    }

    public static void AddStart(this IServiceCollection services)
    {
        services.AddSingleton<OneProcess>();
        services.AddSingleton<SetupCode>();
        services.AddSingleton<LogHeads>();
        services.AddSingleton<LogHeadKeeper>();
        services.AddHostedService(s => s.GetRequiredService<LogHeadKeeper>());
        services.AddOptions<SetupOptions>().BindConfiguration(SetupOptions.Section).ValidateDataAnnotations();
    }
}
