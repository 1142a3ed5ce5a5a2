using OpsConsole.Web.Account;

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
        return await FirstStart.PrepareAsync(app, ct);
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
        services.AddOptions<SetupOptions>().BindConfiguration(SetupOptions.Section).ValidateDataAnnotations();
    }
}
