using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OpsConsole.Domain.People;
using OpsConsole.Tests.Support;
using Xunit;

namespace OpsConsole.Tests.Api;

public sealed class AccessTests(BareConsole bare) : IClassFixture<BareConsole>
{
    private static readonly string[] Open =
        ["/", "/culture", "/signout", "/signin", "/setup", "/no-existe", "/api/v1/auth/login", "/api/v1/auth/refresh", "/api/v1/messages/{id}/delivery", "/health/live", "/health/ready", "/pared", "/pared/entrar", "/pared/cifras", "/openapi/{documentName}.json"];

    [Fact]
    public void Every_endpoint_says_who_may_use_it()
    {
        var endpoints = bare.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().ToList();
        Assert.NotEmpty(endpoints);
        endpoints.RemoveAll(e => e.RoutePattern.RawText == "{**path:file}");       // static files while developing: the fallback policy holds them
        Assert.Empty(endpoints.Where(e => e.Metadata.GetMetadata<IAuthorizeData>() is null && e.Metadata.GetMetadata<IAllowAnonymous>() is null).Select(e => e.RoutePattern.RawText));
        var open = endpoints.Where(e => e.Metadata.GetMetadata<IAllowAnonymous>() is not null && e.Metadata.GetMetadata<Microsoft.AspNetCore.StaticAssets.StaticAssetDescriptor>() is null)
            .Select(e => "/" + e.RoutePattern.RawText!.TrimStart('/')).Distinct();
        Assert.Empty(open.Except(Open));
    }

    [Theory]
    [InlineData("/proyectos")]
    [InlineData("/admin")]
    [InlineData("/admin/usuarios/1")]
    [InlineData("/no-such-page")]
    public async Task Nobody_in_particular_is_led_to_the_sign_in_page_and_back(string path)
    {
        using var visitor = new WebVisitor(bare.Console.Address);
        using var answer = await visitor.GetAsync(path);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal($"/signin?returnUrl={Uri.EscapeDataString(path)}", answer.Headers.Location!.PathAndQuery);
    }

    [Fact]
    public async Task The_cookie_is_for_this_host_only_and_goes_at_sign_out()
    {
        var (_, email) = await bare.HireAsync();
        using var visitor = new WebVisitor(bare.Console.Address);
        using var answer = await visitor.SubmitAsync("/signin?returnUrl=%2Fadmin%2Froles", ("in.Email", email), ("in.Password", BareConsole.Password));
        Assert.Equal(bare.Console.Address + "/admin/roles", answer.Headers.Location!.OriginalString);
        var cookie = answer.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("oc-session="));
        Assert.Contains("path=/", cookie);
        Assert.Contains("samesite=lax", cookie);
        Assert.Contains("httponly", cookie);
        Assert.DoesNotContain("domain=", cookie);
        using var home = await visitor.GetAsync("/proyectos");
        Assert.Equal(HttpStatusCode.OK, home.StatusCode);
        using var left = await visitor.SendAsync(HttpMethod.Get, "/session");
        Assert.Contains("\"left\":1", await left.Content.ReadAsStringAsync());
        var stolen = visitor.Cookies.GetCookieHeader(new(bare.Console.Address));
        using var bye = await visitor.SendAsync(HttpMethod.Post, "/signout");
        Assert.Equal("/signin", bye.Headers.Location!.OriginalString);
        using var thief = new WebVisitor(bare.Console.Address);
        thief.Cookies.SetCookies(new(bare.Console.Address), stolen.Replace("; ", ","));
        using var refused = await thief.GetAsync("/proyectos");
        Assert.Equal(HttpStatusCode.Redirect, refused.StatusCode);
    }

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("https://evil.example")]
    [InlineData("/\\evil.example")]
    public async Task Signing_in_leads_to_no_other_host(string returnUrl)
    {
        var (_, email) = await bare.HireAsync();
        using var visitor = new WebVisitor(bare.Console.Address);
        using var answer = await visitor.SubmitAsync($"/signin?returnUrl={Uri.EscapeDataString(returnUrl)}", ("in.Email", email), ("in.Password", BareConsole.Password));
        Assert.Equal(bare.Console.Address + "/", answer.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task Pages_of_administration_are_for_administrators()
    {
        var (_, email) = await bare.HireAsync();
        using var analyst = new WebVisitor(bare.Console.Address);
        await analyst.SignInAsync(email, BareConsole.Password);
        using var admin = new WebVisitor(bare.Console.Address);
        await admin.SignInAsync(BareConsole.AdminEmail, BareConsole.Password);
        foreach (var path in new[] { "/admin", "/admin/usuarios", "/admin/usuarios/1", "/admin/usuarios/nuevo", "/admin/agencias", "/admin/agencias/nueva", "/admin/regiones", "/admin/regiones/nueva", "/admin/roles", "/admin/calendarios", "/admin/calendarios/nuevo", "/admin/calendarios/PE" })
        {
            using var refused = await analyst.GetAsync(path);
            Assert.StartsWith("/sin-acceso", refused.Headers.Location?.PathAndQuery);
            using var shown = await admin.GetAsync(path);
            Assert.Equal(HttpStatusCode.OK, shown.StatusCode);
        }
    }

    [Fact]
    public async Task Language_and_look_follow_the_person_to_another_browser()
    {
        var (id, email) = await bare.HireAsync();
        var actor = (await bare.Get<ActorQueries>().FindAsync(id, null, CancellationToken.None))!;
        await bare.Get<ProfileDesk>().ChooseAsync("en", "dark", "compact", actor, CancellationToken.None);      // as the personal menu does
        using var other = new WebVisitor(bare.Console.Address);
        await other.SignInAsync(email, BareConsole.Password);
        var cookies = other.Cookies.GetCookies(new(bare.Console.Address));
        Assert.Equal(("dark", "compact"), (cookies["oc-theme"]!.Value, cookies["oc-density"]!.Value));
        using var page = await other.GetAsync("/proyectos");
        Assert.Contains("<html lang=\"en\"", await page.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Without_an_administrator_the_code_opens_the_first_start_and_never_again()
    {
        await using var console = await TestConsole.StartAsync(demo: false);
        var code = console.Services.GetRequiredService<OpsConsole.Web.Account.SetupCode>();
        using var visitor = new WebVisitor(console.Address);
        (string, string)[] Fields(string? given) =>
            [("in.Code", given ?? ""), ("in.Name", "Ana"), ("in.Email", "ana@example.test"), ("in.Password", BareConsole.Password), ("in.Organisation", "Prueba SA"), ("in.Zone", "America/Bogota")];
        using var wrong = await visitor.SubmitAsync("/setup", Fields("WRONG"));
        Assert.Equal(HttpStatusCode.OK, wrong.StatusCode);
        Assert.True(await console.Services.GetRequiredService<SetupDesk>().IsNeededAsync(CancellationToken.None));
        using var done = await visitor.SubmitAsync("/setup", Fields(code.Text));
        Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
        Assert.Null(code.Text);
        var organisation = console.Services.GetRequiredService<Microsoft.Extensions.Options.IOptions<OpsConsole.Web.Hosting.OrganisationOptions>>().Value;
        Assert.Equal(("Prueba SA", "America/Bogota"), (organisation.Name, organisation.TimeZone));
        using var admin = await visitor.GetAsync("/admin");
        Assert.Equal(HttpStatusCode.OK, admin.StatusCode);
        using var again = await visitor.GetAsync("/setup");
        Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
        Assert.Equal("", await again.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Health_says_live_and_ready_to_everybody()
    {
        using var visitor = new WebVisitor(bare.Console.Address);
        using var live = await visitor.GetAsync("/health/live");
        using var ready = await visitor.GetAsync("/health/ready");
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (live.StatusCode, ready.StatusCode));
        Assert.Contains("\"sqlite\":\"3.", await ready.Content.ReadAsStringAsync());
    }
}
