using OpsConsole.Tests.Support;
using Xunit;
using Chromium = OpsConsole.Tests.Support.Browser;

namespace OpsConsole.Tests.Browser;

/// <summary>One console with the demo organisation and one Chromium for all journeys; each journey works on cases of its own.</summary>
public sealed class ConsoleInBrowser : IAsyncLifetime
{
    public TestConsole Console { get; private set; } = null!;
    public Chromium Browser { get; } = new();

    public async Task InitializeAsync()
    {
        Console = await TestConsole.StartAsync(settings: new Dictionary<string, string> { ["Limits:SignInPerMinute"] = "1000" });
        await Browser.InitializeAsync();
    }

    public async Task DisposeAsync()
    {
        await Browser.DisposeAsync();
        await Console.DisposeAsync();
    }

    /// <summary>A window of somebody who has just signed in.</summary>
    public async Task<BrowserSession> SignedInAsync(string email, BrowserView? view = null)
    {
        var session = await Browser.OpenAsync(Console, view);
        await session.SignInAsync(email);
        return session;
    }
}

[CollectionDefinition(Name)]
public sealed class BrowserCollection : ICollectionFixture<ConsoleInBrowser>
{
    public const string Name = "browser";
}
