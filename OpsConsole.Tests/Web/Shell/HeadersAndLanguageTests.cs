using System.Net;
using System.Text.RegularExpressions;
using OpsConsole.Tests.Support;
using Xunit;

namespace OpsConsole.Tests.Web.Shell;

public sealed partial class HeadersAndLanguageTests : IAsyncLifetime
{
    private TestConsole _console = default!;
    private HttpClient _client = default!;

    public async Task InitializeAsync()
    {
        _console = await TestConsole.StartAsync(demo: false);
        _client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(_console.Address) };
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _console.DisposeAsync();
    }

    [Theory]
    [InlineData("/signin")]
    [InlineData("/js/app.js")]
    [InlineData("/no/such/page")]
    public async Task Every_answer_carries_the_headers_that_bind_the_browser(string path)
    {
        using var answer = await _client.GetAsync(path);
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'self'", policy);
        Assert.Contains("script-src 'self';", policy);
        Assert.Contains("frame-ancestors 'none'", policy);
        Assert.Contains("object-src 'none'", policy);
        Assert.DoesNotContain("unsafe-eval", policy);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("same-origin", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
    }

    [Fact]
    public async Task No_page_holds_script_of_its_own_and_none_comes_from_elsewhere()
    {
        var page = await _client.GetStringAsync("/signin");
        Assert.DoesNotContain(Script().Matches(page), script => !script.Value.Contains(" src=\"") || script.Value.Contains("//"));
        Assert.DoesNotMatch(@"\son[a-z]+=""", page);
        Assert.NotEmpty(Script().Matches(page));
    }

    [Fact]
    public async Task The_page_speaks_Spanish_until_somebody_switches_and_keeps_the_choice()
    {
        var page = await _client.GetStringAsync("/signin");
        Assert.Contains("lang=\"es-PE\"", page);
        using var switched = await SwitchAsync(page, "en", "/signin?returnUrl=%2Fproyectos");
        Assert.Equal((HttpStatusCode.Redirect, "/signin?returnUrl=%2Fproyectos"), (switched.StatusCode, switched.Headers.Location!.OriginalString));
        var english = await _client.GetStringAsync("/signin");
        Assert.Contains("<html lang=\"en\"", english);
        Assert.Contains("Password", english);
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example")]
    public async Task The_language_switch_leads_nowhere_else(string returnUrl)
    {
        using var switched = await SwitchAsync(await _client.GetStringAsync("/signin"), "en", returnUrl);
        Assert.Equal("/", switched.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task A_language_that_does_not_exist_changes_nothing()
    {
        using var switched = await SwitchAsync(await _client.GetStringAsync("/signin"), "xx", "/");
        Assert.False(switched.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task A_switch_from_another_site_is_refused()
    {
        using var answer = await _client.PostAsync("/culture", new FormUrlEncodedContent(new Dictionary<string, string> { ["language"] = "en" }));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Theory]
    [InlineData("dark", "data-theme=\"dark\" data-theme-choice=\"dark\"")]
    [InlineData("system", "data-theme=\"light\" data-theme-choice=\"system\"")]
    public async Task The_theme_stands_in_the_first_byte_of_the_page(string theme, string said)
    {
        using var client = new HttpClient(new HttpClientHandler { UseCookies = false }) { BaseAddress = new Uri(_console.Address), DefaultRequestHeaders = { { "Cookie", $"oc-theme={theme}" } } };
        Assert.Contains(said, await client.GetStringAsync("/signin"));
    }

    private Task<HttpResponseMessage> SwitchAsync(string page, string language, string returnUrl) =>
        _client.PostAsync("/culture", new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["__RequestVerificationToken"] = Token().Match(page).Groups[1].Value,
            ["language"] = language,
            ["returnUrl"] = returnUrl,
        }));

    [GeneratedRegex("<script[^>]*>")]
    private static partial Regex Script();

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
