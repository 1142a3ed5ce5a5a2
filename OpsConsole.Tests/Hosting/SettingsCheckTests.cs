using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using OpsConsole.Tests.Support;
using OpsConsole.Web.Hosting;
using Xunit;

namespace OpsConsole.Tests.Hosting;

public sealed class SettingsCheckTests
{
    [Fact]
    public void The_settings_that_come_with_the_console_are_right() => Assert.Empty(Errors([]));

    [Fact]
    public void Everything_that_is_wrong_is_said_at_once_with_its_remedy()
    {
        var errors = Errors(new()
        {
            ["Urls"] = "localhost:80;http://localhost:5080",
            ["Database:Provider"] = "Oracle",
            ["Database:ConnectionString"] = "nothing",
            ["Storage:Directory"] = "/dev/null/here",
            ["Organisation:TimeZone"] = "Lima",
            ["Organisation:Culture"] = "xx",
            ["Organisation:SupportEmail"] = "nobody",
            ["Session:IdleMinutes"] = "soon",
            ["Limits:SignInTries"] = "0",
            ["Setup:AdminEmail"] = "a@example.test",
            ["Smtp:Port"] = "0",
            ["Smtp:User"] = "consola",
            ["Smtp:From"] = "nobody",
            ["Smtp:Security"] = "Tls",
            ["Messaging:Gateway:Url"] = "gateway",
            ["Messaging:Gateway:Secret"] = "corta",
        });
        string[] keys = ["Urls", "Database:Provider", "Database:ConnectionString", "Storage:Directory", "Organisation:TimeZone", "Organisation:Culture", "Organisation:SupportEmail", "Session:IdleMinutes", "Limits:SignInTries", "Setup:AdminEmail",
            "Smtp:Port", "Smtp:User", "Smtp:From", "Smtp:Security", "Messaging:Gateway:Url", "Messaging:Gateway:Secret"];
        Assert.Equal(keys.Order(), errors.Select(e => e.Split(' ')[0]).Order());
        Assert.All(errors, e => Assert.Contains("give", e));
        Assert.Contains("Session:IdleMinutes is 'soon': give a whole number.", errors);
        Assert.Contains("Limits:SignInTries is '0': give a value from 1 to 1000.", errors);
        Assert.Contains("Smtp:Security is 'Tls': give None or StartTls.", errors);
    }

    [Fact]
    public void Endings_that_the_console_cannot_tell_by_their_content_are_not_let_in()
    {
        Assert.Empty(Errors(new() { ["Attachments:Types"] = "pdf jpg" }));
        foreach (var types in new[] { "pdf exe", "PDF", "pdf,jpg" })
            Assert.StartsWith($"Attachments:Types is '{types}': give endings out of pdf png ", Assert.Single(Errors(new() { ["Attachments:Types"] = types })));
    }

    [Theory]
    [InlineData("http://0.0.0.0:5080", null, "Development", true)]
    [InlineData("http://*:5080", "true", "Production", true)]
    [InlineData("http://localhost:5080;http://console.example:80", "true", "Production", true)]
    [InlineData("http://0.0.0.0:5080", null, "Production", false)]
    [InlineData("http://0.0.0.0:5080", "false", "Development", false)]
    [InlineData("http://localhost:5080;http://127.0.0.1:81;http://[::1]:82", null, "Development", false)]
    public void The_demo_stays_on_this_machine(string urls, string? enabled, string environment, bool refused)
    {
        var settings = new Dictionary<string, string?> { ["Urls"] = urls, ["Demo:Enabled"] = enabled };
        Assert.Equal(refused, Errors(settings, environment).Any(e => e.Contains("Demo:AllowRemote")));
        settings["Demo:AllowRemote"] = "true";
        Assert.Empty(Errors(settings, environment));
    }

    [Fact]
    public async Task The_process_ends_with_all_errors_and_without_touching_a_database()
    {
        using var folder = new TemporaryFolder();
        await using var console = new ConsoleProcess(folder.Path, $"Data Source={folder.File("x.db")}", DatabaseKind.Sqlite,
            new Dictionary<string, string> { ["Session:IdleMinutes"] = "0", ["Limits:LockoutMinutes"] = "x" });
        var error = await Assert.ThrowsAsync<InvalidOperationException>(console.StartAsync);
        Assert.Contains("ended with code 1", error.Message);
        Assert.Contains("2 things are wrong", error.Message);
        Assert.Contains("Session:IdleMinutes", error.Message);
        Assert.Contains("Limits:LockoutMinutes", error.Message);
        Assert.False(File.Exists(folder.File("x.db")));
    }

    private static IReadOnlyList<string> Errors(Dictionary<string, string?> changed, string environment = "Development") => SettingsCheck.Errors(
        new ConfigurationBuilder().AddJsonFile(RepositoryRoot.File("appsettings.json")).AddInMemoryCollection(changed.Where(c => c.Value is not null)).Build(), new Here(environment));

    private sealed class Here(string environment) : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = environment;
        public string ApplicationName { get; set; } = "OpsConsole";
        public string ContentRootPath { get; set; } = Path.GetTempPath();
        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
