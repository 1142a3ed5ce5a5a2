using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.People;
using OpsConsole.Domain.Retention;
using OpsConsole.Tests.Support;
using Xunit;
using Xunit.Abstractions;
using static OpsConsole.Tests.Api.ImportsApiTests;

namespace OpsConsole.Tests.Api;

/// <summary>A real file of leaving customers as a base of withdrawal requests (decisions, "Issue 5, line 4"), disposed of at random within catalogue and matrix, and the figures of that held against plain SQL.</summary>
[Trait("Category", RealData.Category)]
public sealed class RealChurnTests(ITestOutputHelper log)
{
    private const string Imports = "campaigns/retencion/imports?kind=cases";
    private static readonly int Dispositions = Support.Counts.Of(1_000);

    [Theory, OnEveryDatabase]
    public async Task Leaving_customers_come_in_as_the_raw_file_says_are_disposed_of_within_the_rules_and_counted_as_plain_sql_counts(DatabaseKind kind)
    {
        var random = Support.Counts.Seeded(log);
        var file = await RawChurn.FileAsync(random);
        await using var api = await ApiTest.StartAsync(kind, async (_, organisation) => await organisation.RetentionAsync());
        using (var analyst = await api.SignInAsync(Role.ExperienceAnalyst))
        {
            await ImportedAsync(analyst, file);
            Assert.Equal(RawChurn.By(file, "InternetService"), await RawChurn.ByTypeAsync(api.Database));
            await RefusedAsync(api, analyst);
        }
        var told = await DisposeAsync(api, random);
        var disposed = await RawChurn.DisposedAsync(api.Database);
        Assert.Equal(Dispositions, disposed.Count);
        Assert.Equal(told.Select(d => d.ToString()).Order(StringComparer.Ordinal), disposed.Select(d => d.ToString()).Order(StringComparer.Ordinal));
        await FiguresAgreeAsync(api, disposed);
    }

    private static async Task ImportedAsync(ApiClient analyst, byte[] file)
    {
        var done = await ImportAsync(analyst, Imports, file, RawChurn.Mapping);
        Assert.Equal(("completed", 3_570, 3_570, 0, 0, 0, 0), Counts(done));
        Assert.Equal((3_570, 0), (RawChurn.Rows(file), done.GetProperty("warnings").GetInt32()));
        foreach (var (field, column) in new[] { ("Línea de producto", "InternetService"), ("Contract", "Contract"), ("Churn", "Churn") })
            foreach (var (value, rows) in RawChurn.By(file, column))
                Assert.Equal(rows, await TotalAsync(analyst, new { source = "base", field, op = "eq", value }));
        Assert.Equal(RawChurn.By(file, "TotalCharges")[""], await TotalAsync(analyst, new { source = "base", field = "TotalCharges", op = "empty" }));
        Assert.Equal(3_570, await TotalAsync(analyst, new { source = "base", field = "Teléfono 1", op = "starts", value = "099" }));
        Assert.Equal(("completed", 3_570, 0, 0, 3_570, 0, 0), Counts(await ImportAsync(analyst, Imports, file, RawChurn.Mapping)));
    }

    /// <summary>Whoever is a normal customer and keeps no equipment is not passed on to the next level.</summary>
    private static async Task RefusedAsync(ApiTest api, ApiClient analyst)
    {
        var one = (await RequestsAsync(api)).First(r => !r.Returns);
        var refused = await analyst.PostAsync($"cases/{one.Number}/disposition", new { path = new[] { "no_contesta_derivado_a_n1", "no_contesta" }, data = new { serviceNumber = one.Key, complaintNumber = one.Key, complaintType = "107" } }, ifMatch: 1);
        Assert.Equal((409, "retention.not_offered"), (refused.Status, refused.Code));
    }

    /// <summary>On three days, by two people; who is passed on was called on each of them in vain.</summary>
    private static async Task<List<RawChurn.Disposed>> DisposeAsync(ApiTest api, Random random)
    {
        var told = new List<RawChurn.Disposed>();
        var settings = api.Organisation.Retention!.Settings;
        var chosen = (await RequestsAsync(api)).OrderBy(_ => random.Next()).Take(Dispositions).Select(request =>
        {
            var states = settings.Retention.States.Where(s => s.OnlyIf is null || request.Returns).ToList();
            var state = states[random.Next(states.Count)];
            var motives = settings.Retention.MotivesOf(state).Where(m => !m.GrantsBenefit || settings.Benefits.Rule(m.Code, request.Product) is not null).ToList();
            return (Request: request, State: state, Motive: motives[random.Next(motives.Count)], Day: state.NeedsAttempts ? 2 : random.Next(3));
        }).ToList();
        Assert.Equal(settings.Retention.States.Count, chosen.Select(c => c.State.Code).Distinct().Count());
        for (var day = 0; day < 3; day++, api.Database.Clock.Jump(TimeSpan.FromDays(1)))
        {
            using var head = await api.SignInAsync(Role.BranchHead);
            using var analyst = await api.SignInAsync(Role.ExperienceAnalyst);
            foreach (var (request, state, motive, when) in chosen)
            {
                var (client, version) = (random.Next(3) > 0 ? head : analyst, 1L);
                if (state.NeedsAttempts)
                {
                    var tried = await client.PostAsync($"cases/{request.Number}/attempts", new { channel = "phone", contactPoint = "0990000000", result = random.Next(2) == 0 ? "no_answer" : "phone_off" });
                    Assert.True(tried.IsDone, $"{tried.Status} {tried.Body}");
                    version = tried.Version;
                }
                if (when != day)
                    continue;
                var today = DateOnly.FromDateTime(api.Database.Clock.UtcNow.AddHours(-5));
                var form = Form(request, state, motive, settings.Benefits, today, random);
                var answer = await client.PostAsync($"cases/{request.Number}/disposition", form, ifMatch: version);
                Assert.True(answer.Status == 200, $"{state.Code} {motive.Code}: {answer.Status} {answer.Body}");
                var benefit = form.Data.GetValueOrDefault("benefit") as Dictionary<string, object>;
                told.Add(new(state.Code, motive.Code, request.Product, today, (await api.Organisation.PersonAsync(client == head ? Role.BranchHead : Role.ExperienceAnalyst)).Id, !state.Final, (int?)benefit?["percentage"] ?? 0, ((int[]?)benefit?["months"])?.Length ?? 0));
                Assert.Equal(state.Final ? "Completed" : "FollowUp", answer.Body.GetProperty("status").GetString());
            }
        }
        return told;
    }

    private sealed record Asked(string[] Path, Dictionary<string, object> Data, string? NextContactAt);

    private static Asked Form(Request request, RetentionState state, Motive motive, BenefitMatrix matrix, DateOnly today, Random random)
    {
        string Day(int from, int to) => today.AddDays(random.Next(from, to)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var data = new Dictionary<string, object> { ["serviceNumber"] = request.Key, ["complaintNumber"] = request.Key, ["complaintType"] = random.Next(2) == 0 ? "107" : 107 };
        foreach (var need in MotiveCatalogue.Needs(state, motive))
            data[need] = need switch
            {
                "benefit" => Benefit(matrix.Rule(motive.Code, request.Product)!, random),
                "fecha_inicio" => Day(1, 10),
                "fecha_fin" => Day(20, 80),
                "fecha_proxima" or "fecha_compromiso" or "fecha_seguimiento" => Day(1, 15),
                "n_meses" => random.Next(1, matrix.Limits.SuspensionMaxMonths + 1),
                "n_dias" => random.Next(1, matrix.Limits.CompensationMaxDays + 1),
                _ => $"{random.Next(1_000_000, 9_999_999)}",
            };
        if (motive.ChosenBy == TextChoice.Variant)
            data["variant"] = motive.Texts[random.Next(motive.Texts.Count)].Code!;
        string[] path = random.Next(2) == 0 ? [state.Code, motive.Code] : [state.Label, motive.Label.ToLowerInvariant()];
        return new(path, data, state.Final ? null : $"{Day(1, 6)}T15:00:00Z");
    }

    private static Dictionary<string, object> Benefit(BenefitRule rule, Random random)
    {
        var (count, percentage) = (random.Next(1, rule.MaxMonths + 1), random.Next(1, rule.MaxPercentage + 1));
        var months = Enumerable.Range(1, 12).OrderBy(_ => random.Next()).Take(count).ToArray();
        var start = random.Next(1, 13 - count);
        return random.Next(2) == 0
            ? new() { ["percentage"] = percentage, ["skip"] = "skipped", ["months"] = months }
            : new() { ["percentage"] = percentage, ["skip"] = "consecutive", ["startMonth"] = start, ["months"] = Enumerable.Range(start, count).ToArray() };
    }

    private static async Task FiguresAgreeAsync(ApiTest api, List<RawChurn.Disposed> disposed)
    {
        using var analyst = await api.SignInAsync(Role.ExperienceAnalyst);
        var figures = (await analyst.GetAsync("campaigns/retencion/retention?from=2026-01-15&to=2026-01-17")).Body;
        Assert.Equal(RawChurn.Figures(disposed), RawChurn.Figures(figures.GetProperty("total")));
        Agree(disposed, figures, "states", d => d.State, e => Text(e, "code"));
        Agree(disposed, figures, "motives", d => $"{d.State} {d.Motive}", e => $"{Text(e, "state")} {Text(e, "code")}");
        Agree(disposed, figures, "products", d => d.Product, e => Text(e, "name"));
        Agree(disposed, figures, "agents", d => $"{d.By}", e => $"{e.GetProperty("id").GetInt32()}");
        Agree(disposed, figures, "days", d => $"{d.Day:yyyy-MM-dd}", e => Text(e, "day"));
        var second = (await analyst.GetAsync("campaigns/retencion/retention?from=2026-01-16&to=2026-01-16")).Body.GetProperty("total");
        Assert.Equal(RawChurn.Figures([.. disposed.Where(d => d.Day == new DateOnly(2026, 1, 16))]), RawChurn.Figures(second));
    }

    private static void Agree(List<RawChurn.Disposed> disposed, JsonElement figures, string group, Func<RawChurn.Disposed, string> ofRow, Func<JsonElement, string?> ofAnswer) => Assert.Equal(
        disposed.GroupBy(ofRow).Select(same => $"{same.Key}: {RawChurn.Figures([.. same])}").Order(StringComparer.Ordinal),
        figures.GetProperty(group).EnumerateArray().Where(e => e.GetProperty("count").GetProperty("cases").GetInt32() > 0).Select(e => $"{ofAnswer(e)}: {RawChurn.Figures(e.GetProperty("count"))}").Order(StringComparer.Ordinal));

    private static async Task<int> TotalAsync(ApiClient client, object condition)
    {
        var found = await client.PostAsync("cases/search", new { campaign = "retencion", limit = 1, filter = new { connector = "all", items = new[] { condition } } });
        Assert.True(found.IsDone, $"{condition}: {found.Body}");
        return found.Body.GetProperty("total").GetInt32();
    }

    private static string? Text(JsonElement body, string field) => body.GetProperty(field).GetString();

    private sealed record Request(string Number, string Key, string Product, bool Returns);

    /// <summary>Not disposed of yet, in the order of the file.</summary>
    private static async Task<List<Request>> RequestsAsync(ApiTest api)
    {
        var stored = await api.Database.ReadAsync(db => db.Campaigns.AsNoTracking().SingleAsync(c => c.Code == "retencion"));
        var equipment = stored.Schema.Find(SchemaField.Base, RetentionColumns.Equipment)!.Key;
        return (await api.Database.ReadAsync(db => db.Cases.AsNoTracking().Where(c => c.CampaignId == stored.Id).OrderBy(c => c.Id).ToListAsync()))
            .ConvertAll(c => new Request(c.Number, c.ExternalId!, c.Type!, c.Values.ContainsKey(equipment)));
    }
}
