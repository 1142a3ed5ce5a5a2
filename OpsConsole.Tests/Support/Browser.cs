using Microsoft.Playwright;
using Xunit;

namespace OpsConsole.Tests.Support;

/// <summary>One Chromium for a collection of tests; every session is a context of its own.</summary>
public sealed class Browser : IAsyncLifetime
{
    private IPlaywright? _playwright;
    private IBrowser? _chromium;

    public async Task InitializeAsync()
    {
        var path = Environment.GetEnvironmentVariable("CHROMIUM") is { Length: > 0 } given ? given : "/usr/bin/chromium";
        if (!File.Exists(path))
            throw new InvalidOperationException($"There is no browser at {path}: run ./test.sh, which installs Chromium, or set CHROMIUM.");
        Assertions.SetDefaultExpectTimeout(20_000);     // how fast it is, benchmarks say; here a busy machine is no failure
        _playwright = await Playwright.CreateAsync();
        _chromium = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = path,
            Env = Environment.GetEnvironmentVariables().Cast<System.Collections.DictionaryEntry>().Select(e => KeyValuePair.Create((string)e.Key, (string?)e.Value ?? "")).Where(e => e.Key != "LC_ALL").Append(new("LC_ALL", "C.UTF-8")),      // names of files with an ñ, whatever the shell speaks
            Args = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking", "--disable-component-update", "--no-first-run"],
        });
    }

    public Task<BrowserSession> OpenAsync(TestConsole console, BrowserView? view = null) => OpenAsync(console.Address, view);

    public async Task<BrowserSession> OpenAsync(string address, BrowserView? view = null)
    {
        view ??= new();
        var context = await _chromium!.NewContextAsync(new()
        {
            BaseURL = address,
            Locale = view.Locale,
            TimezoneId = "America/Lima",
            ColorScheme = view.Dark ? ColorScheme.Dark : ColorScheme.Light,
            ReducedMotion = ReducedMotion.Reduce,
            ViewportSize = new() { Width = view.Width, Height = view.Height },
            AcceptDownloads = true,
            BypassCSP = view.BypassPolicy,
        });
        return new(await context.NewPageAsync(), address);
    }

    public async Task DisposeAsync()
    {
        if (_chromium is not null)
            await _chromium.DisposeAsync();
        _playwright?.Dispose();
    }
}

/// <summary>What a session's window looks like.</summary>
public sealed record BrowserView(int Width = 1440, int Height = 900, bool Dark = false, string Locale = "es-PE", bool BypassPolicy = false)
{
    public static readonly BrowserView Phone = new(390, 844);
}
