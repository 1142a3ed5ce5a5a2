using System.Text.Json;
using OpsConsole.Domain.Filters;
using OpsConsole.Domain.People;
using OpsConsole.Tests.Support;
using Xunit;

namespace OpsConsole.Tests.Api;

/// <summary>Saved filters over REST.</summary>
public sealed class FiltersApiTests
{
    private const string Path = "campaigns/operaciones/filters";

    private static readonly object Tree = new { connector = "all", items = new object[] { new { source = "management", field = "Es alerta", op = "eq", value = true } } };

    [Theory, OnEveryDatabase]
    public async Task A_filter_is_saved_read_with_its_count_changed_shared_and_deleted(DatabaseKind kind)
    {
        await using var api = await ApiTest.StartAsync(kind, async (_, organisation) => await organisation.AlertAsync());
        using var head = await api.SignInAsync(Role.BranchHead);
        using var agent = await api.SignInAsync(Role.Agent);
        var made = await head.PostAsync(Path, new { name = "Alertas", filter = Tree, sort = new[] { new { field = "Vence", desc = true } }, columns = new[] { new { source = "management", field = "Vence", alias = "Plazo" } }, isDefault = true });
        Assert.Equal(201, made.Status);
        var id = made.Body.GetProperty("id").GetString();
        var read = (await head.SendAsync(HttpMethod.Get, $"{Path}/{id}")).Body;
        Assert.Equal((1, true, "Plazo", "BranchHead.HOME"), (read.GetProperty("count").GetInt32(), read.GetProperty("isDefault").GetBoolean(), read.GetProperty("columns")[0].GetProperty("alias").GetString(), read.GetProperty("owner").GetProperty("name").GetString()));
        Assert.Equal("Es alerta", read.GetProperty("filter").GetProperty("items")[0].GetProperty("field").GetString());
        Assert.Equal(404, (await agent.SendAsync(HttpMethod.Get, $"{Path}/{id}")).Status);
        Assert.Equal(403, (await agent.PostAsync(Path, new { name = "x", filter = Tree, sharedWith = new[] { new { branch = "HOME" } } })).Status);
        var shared = await head.SendAsync(HttpMethod.Put, $"{Path}/{id}", new { name = "De todos", filter = Tree, sharedWith = new[] { new { branch = "HOME" } } });
        Assert.Equal((200, "HOME"), (shared.Status, shared.Body.GetProperty("sharedWith")[0].GetProperty("branch").GetString()));
        Assert.Equal("De todos", Assert.Single((await agent.SendAsync(HttpMethod.Get, Path)).Body.EnumerateArray()).GetProperty("name").GetString());
        Assert.Equal(403, (await agent.SendAsync(HttpMethod.Delete, $"{Path}/{id}")).Status);
        Assert.Equal(204, (await head.SendAsync(HttpMethod.Delete, $"{Path}/{id}")).Status);
        Assert.Equal(404, (await head.SendAsync(HttpMethod.Delete, $"{Path}/{id}")).Status);
    }

    [Theory, OnEveryDatabase]
    public async Task Bad_filters_are_refused_with_their_path_and_a_tampered_one_is_never_answered_as_if_it_were_none(DatabaseKind kind)
    {
        var id = "";
        await using var api = await ApiTest.StartAsync(kind, async (database, organisation) =>
        {
            var owner = await organisation.PersonAsync(Role.BranchHead);
            var damaged = new SavedFilter { CampaignId = organisation.Campaign.Id, OwnerId = owner.Id, Name = "Tocado", Tree = """{"connector":"all","items":[{"source":"base","field":"x","op":"eq","value":"1"}]}""" };
            id = damaged.Id;
            await database.CommitAsync(db => db.SavedFilters.Add(damaged));
        });
        using var head = await api.SignInAsync(Role.BranchHead);
        async Task RefusedAsync(object filter, string path, string code = "validation")
        {
            var answer = await head.PostAsync(Path, new { name = "x", filter });
            Assert.Equal((400, code), (answer.Status, answer.Code));
            Assert.Contains(path, answer.Body.GetProperty("errors").EnumerateObject().Select(e => e.Name));
        }
        await RefusedAsync(new { connector = "all", items = new[] { new { source = "base", field = "Nada", op = "eq", value = "1" } } }, "filter.items[0].field");
        await RefusedAsync(new { connector = "both", items = Array.Empty<object>() }, "filter.connector");
        await RefusedAsync(new { connector = "all", items = new[] { new { source = "management", field = "Puntaje", op = "gt", value = "seis" } } }, "filter.items[0].value");
        await RefusedAsync(Enumerable.Range(0, 12).Aggregate((object)new { connector = "all", items = Array.Empty<object>() }, (inner, _) => new { connector = "all", items = new[] { inner } }), "filter", "filter.too_large");
        await RefusedAsync(new { connector = "all", items = Enumerable.Repeat(new { source = "management", field = "Puntaje", op = "empty" }, 201) }, "filter", "filter.too_large");
        var read = await head.SendAsync(HttpMethod.Get, $"{Path}/{id}");
        Assert.Equal((409, "filter.damaged"), (read.Status, read.Code));
        Assert.Contains("filter.items[0].field", read.Body.GetProperty("reasons").EnumerateArray().Select(r => r.TryGetProperty("field", out var field) ? field.GetString() : null));
        var listed = Assert.Single((await head.SendAsync(HttpMethod.Get, Path)).Body.EnumerateArray());
        Assert.Equal((JsonValueKind.Null, 1), (listed.GetProperty("filter").ValueKind, listed.GetProperty("problems").GetArrayLength()));
        Assert.Equal(200, (await head.SendAsync(HttpMethod.Put, $"{Path}/{id}", new { name = "Tocado", filter = Tree })).Status);
    }
}
