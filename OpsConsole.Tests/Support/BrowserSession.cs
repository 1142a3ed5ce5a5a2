using System.Collections.Concurrent;
using Microsoft.Playwright;
using Xunit;

namespace OpsConsole.Tests.Support;

/// <summary>One person's browser: the page, and everything it complained about or asked of other hosts.</summary>
public sealed class BrowserSession : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> _errors = new();
    private readonly ConcurrentQueue<string> _foreign = new();

    public BrowserSession(IPage page, string address)
    {
        Page = page;
        page.PageError += (_, error) => _errors.Enqueue(error);
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
                _errors.Enqueue(message.Text);
        };
        page.Request += (_, request) =>
        {
            if (request.Url.StartsWith("http") && !request.Url.StartsWith(address.TrimEnd('/')))
                _foreign.Enqueue(request.Url);
        };
    }

    public IPage Page { get; }

    public IReadOnlyCollection<string> Errors => _errors;

    /// <summary>Signs in by the page, as a person does, and waits until the circuit answers.</summary>
    public async Task SignInAsync(string email, string password = TestConsole.DemoPassword)
    {
        await Page.GotoAsync("/signin");
        await Page.Locator("input[type=email], input[autocomplete=username]").First.FillAsync(email);
        await Page.Locator("input[type=password]").First.FillAsync(password);
        await Page.Locator("form button[type=submit]").First.ClickAsync();
        await AwayFromAsync("/signin");
        await InteractiveAsync();
    }

    /// <summary>Until the address is another page's. Asked of the page itself: the browser's own waiting for an address also waits for events of loading, and misses those that came before it looked.</summary>
    public Task AwayFromAsync(string path) => Page.WaitForFunctionAsync("path => location.pathname !== path", path);

    public async Task GotoAsync(string path)
    {
        await Page.GotoAsync(path);
        await InteractiveAsync();
    }

    /// <summary>Until the circuit has rendered: the main region is there and not busy.</summary>
    public Task InteractiveAsync() => Page.WaitForFunctionAsync(
        "() => window.Blazor?._internal !== undefined && document.querySelector('main :is(h1, h2, table, form)') !== null");

    /// <summary>Fails on any violation of WCAG 2.0–2.2 A and AA or of axe's best practice, naming rule and nodes.</summary>
    public async Task AssertAccessibleAsync()
    {
        var violations = await Axe.RunAsync(Page);
        Assert.True(violations.Count == 0, $"{Page.Url}\n{string.Join('\n', violations)}");
    }

    /// <summary>The page wrote no error to the console and asked nothing of another host.</summary>
    public void AssertQuiet()
    {
        Assert.True(_errors.IsEmpty, string.Join('\n', _errors));
        Assert.Empty(_foreign);
    }

    /// <summary>Where `./test.sh --screens` wants pictures; null: nobody asked for them.</summary>
    public static string? Pictures => Environment.GetEnvironmentVariable("OPSCONSOLE_SCREENS") is { Length: > 0 } folder ? folder : null;

    public async Task PictureAsync(string name)
    {
        if (Pictures is { } folder)
            await Page.ScreenshotAsync(new() { Path = Path.Combine(folder, name + ".png") });
    }

    public async ValueTask DisposeAsync() => await Page.Context.DisposeAsync();
}
