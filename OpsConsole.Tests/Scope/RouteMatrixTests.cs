using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;
using OpsConsole.Domain.People;
using OpsConsole.Tests.Support;
using Xunit;

namespace OpsConsole.Tests.Scope;

/// <summary>Promises A1 and A2 at the door: role × place over every route that is mapped.</summary>
public sealed class RouteMatrixTests(RouteMatrixTests.Demo demo) : IClassFixture<RouteMatrixTests.Demo>
{
    private static readonly Dictionary<Role, string> People = new()
    {
        [Role.Agent] = "agente1.piura@demo.example",
        [Role.BranchHead] = "jp.piura@demo.example",
        [Role.RegionalSupervisor] = "supervisor.norte@demo.example",
        [Role.BackOffice] = "backoffice@demo.example",
        [Role.ExperienceAnalyst] = "experiencia@demo.example",
        [Role.Administrator] = "admin@demo.example",
    };

    [Fact]
    public void Every_route_of_the_API_is_listed_and_none_that_is_gone()
    {
        var mapped = demo.Mapped.Where(route => route.Name.Contains("/api/v1/")).Select(route => route.Name).ToHashSet();
        var listed = Routes.All.Select(route => route.Name).Concat(Routes.Anonymous.Keys.Where(name => name.Contains("/api/v1/"))).Append(Routes.OfPages).Append(Routes.OfFiles).Append(Routes.OfAttachments).ToHashSet();
        Assert.Empty(mapped.Except(listed).Select(name => "not listed: " + name));
        Assert.Empty(listed.Except(mapped).Select(name => "gone: " + name));
    }

    [Fact]
    public void Whatever_needs_nobody_is_named_with_its_reason() =>
        Assert.Empty(demo.Mapped.Where(route => route.IsOpen).Select(route => route.Name).Except(Routes.Anonymous.Keys));

    [Fact]
    public async Task Nobody_gets_past_any_route_without_signing_in()
    {
        using var nobody = ApiClient.Anonymous(demo.Console.Address);
        var target = new Target("PIURA", await demo.CaseAsync("PIURA"));
        var answers = new List<string>();
        foreach (var route in Routes.All)
            if ((await nobody.SendAsync(new(route.Method), route.PathOf(target), route.Body)).Status is var status and not 401)
                answers.Add($"{route.Name}: {status}");
        Assert.Empty(answers);
    }

    [Fact]
    public async Task Each_role_reaches_by_each_route_what_is_declared_and_nothing_else()
    {
        var wrong = new List<string>();
        foreach (var (role, email) in People)
        {
            using var client = await ApiClient.SignInAsync(demo.Console.Address, email);
            foreach (var route in Routes.All)
                foreach (var place in route.OfCase ? Demo.Places : [Demo.Places[0]])
                {
                    var target = new Target(place, await demo.CaseAsync(place));
                    var answer = await client.SendAsync(new(route.Method), route.PathOf(target), route.Body, route.NeedsVersion ? 1 : null);
                    if (Route.Read(answer.Status) != route.Expected(role, place))
                        wrong.Add($"{route.Name} by {role} at {place}: {answer.Status} {answer.Code} instead of {route.Expected(role, place)}");
                }
        }
        Assert.Empty(wrong);
    }

    [Fact]
    public async Task What_only_pages_use_refuses_programs_that_may_do_everything_else()
    {
        using var head = await ApiClient.SignInAsync(demo.Console.Address, People[Role.BranchHead]);
        var answer = await head.SendAsync(HttpMethod.Put, $"cases/{await demo.CaseAsync("PIURA")}/draft", new { content = "borrador", baseVersion = 1 });
        Assert.Equal(403, answer.Status);
    }

    [Fact]
    public async Task A_number_that_does_not_exist_and_one_out_of_reach_get_the_same_answer()
    {
        using var head = await ApiClient.SignInAsync(demo.Console.Address, People[Role.BranchHead]);
        var foreign = await demo.CaseAsync("CUSCO");
        foreach (var route in Routes.All.Where(route => route.OfCase))
        {
            var there = await head.SendAsync(new(route.Method), route.PathOf(new("CUSCO", foreign)), route.Body, 1);
            foreach (var invented in new List<string> { "999999999", "0", "-1", "abc", "9223372036854775808" })
            {
                var nowhere = await head.SendAsync(new(route.Method), route.PathOf(new("", invented)), route.Body, 1);
                Assert.Equal((route.Name, 404, there.Code), (route.Name, nowhere.Status, nowhere.Code));
            }
        }
    }

    /// <summary>The demo organisation, its mapped endpoints and an untouched case of each branch.</summary>
    public sealed class Demo : IAsyncLifetime
    {
        public static readonly string[] Places = ["PIURA", "TRUJILLO", "AREQUIPA"];

        private readonly Dictionary<string, Queue<string>> _cases = [];

        public TestConsole Console { get; private set; } = null!;

        public IReadOnlyList<(string Name, bool IsOpen)> Mapped =>
        [
            .. from endpoint in Console.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
               let methods = endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods
               where methods is not null && endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is null
               from method in methods
               select ($"{method} /{endpoint.RoutePattern.RawText!.Trim('/')}", endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null),
        ];

        public async Task<string> CaseAsync(string branch)
        {
            if (_cases.TryGetValue(branch, out var known) && known.Count > 0)
                return known.Dequeue();
            using var analyst = await ApiClient.SignInAsync(Console.Address, People[Role.ExperienceAnalyst]);
            var found = await analyst.PostAsync("cases/search", new
            {
                campaign = "operaciones",
                limit = 500,
                filter = new { connector = "all", items = new[] { new { source = "management", field = "Agencia", op = "eq", value = branch } } },
            });
            _cases[branch] = new(found.Body.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("number").GetString()!));
            return _cases[branch].Dequeue();
        }

        public async Task InitializeAsync() => Console = await TestConsole.StartAsync(settings: new Dictionary<string, string>
        {
            ["Limits:SignInsPerMinute"] = "100000",
            ["Limits:RequestsPerMinute"] = "1000000",
        });

        async Task IAsyncLifetime.DisposeAsync() => await Console.DisposeAsync();
    }
}
