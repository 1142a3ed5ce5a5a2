using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;
using OpsConsole.Tests.Support;
using Xunit;

namespace OpsConsole.Tests.Api;

public sealed class SignInApiTests(BareConsole bare) : IClassFixture<BareConsole>
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Signing_in_answers_tokens_in_the_form_of_the_contract()
    {
        var (_, email) = await bare.HireAsync();
        using var client = ApiClient.Anonymous(bare.Console.Address);
        var answer = await client.PostAsync("auth/login", new { email, password = BareConsole.Password });
        Assert.Equal(200, answer.Status);
        Assert.Equal(["accessToken", "expiresIn", "refreshToken", "tokenType"], answer.Body.EnumerateObject().Select(p => p.Name).Order());
        Assert.Equal("Bearer", answer.Body.GetProperty("tokenType").GetString());
        Assert.Equal(3600, answer.Body.GetProperty("expiresIn").GetInt32());
    }

    [Fact]
    public async Task Refusals_have_the_codes_of_the_contract()
    {
        var (_, email) = await bare.HireAsync();
        using var client = ApiClient.Anonymous(bare.Console.Address);
        async Task<string> AnswerAsync(string? address, string? password)
        {
            var answer = await client.PostAsync("auth/login", new { email = address, password });
            return $"{answer.Status} {answer.Code}";
        }
        Assert.Equal("401 login.failed", await AnswerAsync("nadie@example.test", "x"));
        Assert.Equal("401 login.failed", await AnswerAsync(null, null));
        Assert.Equal("401 login.failed", await AnswerAsync(email, "mala"));
        Assert.Equal("401 login.failed", await AnswerAsync(email, "mala"));
        Assert.Equal("423 login.locked", await AnswerAsync(email, "mala"));
        Assert.Equal("423 login.locked", await AnswerAsync(email, BareConsole.Password));
        Assert.Equal("401 login.failed", (await client.PostAsync("auth/refresh", new { refreshToken = "nonsense" })) is var wrong ? $"{wrong.Status} {wrong.Code}" : null);
        Assert.Equal("401 unauthenticated", (await client.GetAsync("me")) is var me ? $"{me.Status} {me.Code}" : null);
    }

    [Fact]
    public async Task Too_many_tries_from_one_address_are_told_when_to_come_back()
    {
        await using var console = await TestConsole.StartAsync(demo: false, settings: new Dictionary<string, string> { ["Limits:SignInsPerMinute"] = "2" });
        using var http = new HttpClient { BaseAddress = new(console.Address) };
        for (var i = 0; i < 2; i++)
            Assert.Equal(HttpStatusCode.Unauthorized, (await http.PostAsJsonAsync("/api/v1/auth/login", new { email = "a", password = "b" })).StatusCode);
        using var refused = await http.PostAsJsonAsync("/api/v1/auth/login", new { email = "a", password = "b" });
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Equal("too_many_requests", (await refused.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("disable")]
    [InlineData("password")]
    [InlineData("role")]
    [InlineData("sessions")]
    public async Task Tokens_die_with_lock_password_role_and_at_an_administrators_word(string how)
    {
        var (id, email) = await bare.HireAsync();
        var (desk, admin) = (bare.Get<PeopleDesk>(), await bare.AdminAsync());
        using var anonymous = ApiClient.Anonymous(bare.Console.Address);
        var tokens = (await anonymous.PostAsync("auth/login", new { email, password = BareConsole.Password })).Body;
        var renewed = await anonymous.PostAsync("auth/refresh", new { refreshToken = tokens.GetProperty("refreshToken").GetString() });
        Assert.Equal(200, renewed.Status);
        using var client = Bearer(renewed.Body.GetProperty("accessToken").GetString()!);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/session")).StatusCode);
        Assert.IsAssignableFrom<Outcome.Done>(how switch
        {
            "disable" => await desk.DisableAsync(id, admin, None),
            "password" => await desk.ResetPasswordAsync(id, "otra-clave-larga", admin, None),
            "role" => await desk.ChangeAsync(id, new() { Name = "Ana", Email = email, Role = Role.Administrator }, admin, None),
            _ => await desk.EndSessionsAsync(id, admin, None),
        });
        using var refused = await client.GetAsync("/api/v1/me");
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        var again = await anonymous.PostAsync("auth/refresh", new { refreshToken = renewed.Body.GetProperty("refreshToken").GetString() });
        Assert.Equal("401 login.failed", $"{again.Status} {again.Code}");
    }

    [Fact]
    public async Task A_cookie_of_ours_sent_by_another_site_signs_nobody_in()
    {
        var (_, email) = await bare.HireAsync();
        using var browser = new WebVisitor(bare.Console.Address);
        await browser.SignInAsync(email, BareConsole.Password);
        using var ours = await browser.SendAsync(HttpMethod.Post, "/session");
        Assert.Equal(HttpStatusCode.OK, ours.StatusCode);
        using var theirs = await browser.SendAsync(HttpMethod.Post, "/session", ("Sec-Fetch-Site", "cross-site"));
        Assert.Equal(HttpStatusCode.Redirect, theirs.StatusCode);
    }

    private HttpClient Bearer(string token) => new() { BaseAddress = new(bare.Console.Address), DefaultRequestHeaders = { Authorization = new("Bearer", token) } };
}
