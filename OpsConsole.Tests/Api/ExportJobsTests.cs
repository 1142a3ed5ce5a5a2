using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Exports;
using OpsConsole.Domain.Jobs;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;
using OpsConsole.Tests.Support;
using OpsConsole.Web.Exports;
using Xunit;

namespace OpsConsole.Tests.Api;

/// <summary>How files are made beside the people's work: several sheets, cancelled, interrupted, many at once (docs/rules.md, "Exports", "Jobs").</summary>
public sealed class ExportJobsTests
{
    private const int MoreThanASlice = 1_200;

    private static readonly CancellationToken None = CancellationToken.None;

    private static readonly object[] Columns = [new { source = "management", field = "Número" }, new { source = "management", field = "Puntaje" }, new { source = "survey", field = "Recomendación" }];

    [Theory]
    [InlineData(8, 4, "1-3 4-6 7-8")]
    [InlineData(6, 4, "1-3 4-6")]
    [InlineData(3, 4, "1-3")]
    [InlineData(0, 4, "")]
    public async Task A_list_that_does_not_fit_on_a_sheet_goes_on_in_the_next_under_the_same_head(int cases, int sheetRows, string sheets)
    {
        Assert.Equal(1_048_576, new ExportOptions().SheetRows);
        await using var api = await StartAsync(DatabaseKind.Sqlite, cases, new() { ["Exports:SheetRows"] = $"{sheetRows}" });
        using var head = await api.SignInAsync(Role.BranchHead);
        var done = await OverAsync(head, await AskAsync(head, "xlsx", columns: Columns[..1]));
        Assert.Equal(("done", cases), (State(done), done.GetProperty("rows").GetInt32()));
        var book = await ExportedFile.ReadAsync(await head.DownloadAsync($"exports/{Id(done)}/content"));
        Assert.All(book.Sheet, sheet => Assert.Equal("Número", sheet[0].Single().GetString()));
        var numbers = book.Sheet.ConvertAll(sheet => sheet.Skip(1).Select(row => int.Parse(row[0].GetString()!) - 100_000).ToList());
        Assert.Equal(sheets, string.Join(' ', numbers.Where(n => n.Count > 0).Select(n => $"{n[0]}-{n[^1]}")));
        Assert.Equal(Enumerable.Range(1, cases), numbers.SelectMany(n => n));
        Assert.Equal(Math.Max(1, sheets.Split(' ').Length), book.Sheet.Count);
        Assert.All(book.Frozen, frozen => Assert.Equal("1frozen", frozen));
        Assert.Equal(numbers.Select(n => $"A1:A{n.Count + 1}"), book.Filters);
    }

    [Theory, OnEveryDatabase]
    public async Task Cancelled_while_it_is_written_it_stops_and_nothing_of_it_is_left(DatabaseKind kind)
    {
        await using var api = await StartAsync(kind, MoreThanASlice);
        using var head = await api.SignInAsync(Role.BranchHead);
        using var hold = new StatementHold(api.Database.Connection, IsRows, 2);
        var id = await AskAsync(head, "csv");
        await hold.HeldAsync(1);
        Assert.Equal([id + ".part"], Files(api));
        Assert.Equal("running", State((await head.GetAsync($"exports/{id}")).Body));
        Assert.Equal(200, (await head.SendAsync(HttpMethod.Delete, $"exports/{id}")).Status);
        hold.Release();
        var over = await OverAsync(head, id);
        Assert.Equal("cancelled", State(over));
        Assert.Empty(Files(api));
        Assert.Equal(404, (await head.GetAsync($"exports/{id}/content")).Status);
        Assert.Equal("done", State(await OverAsync(head, await AskAsync(head, "csv"))));      // its place is free again
        Assert.DoesNotContain("export.cancelled", await api.Database.ReadAsync(db => db.Audit.Select(e => e.Type).ToListAsync()));
    }

    [Theory, OnEveryDatabase]
    public async Task A_restart_while_it_is_written_makes_it_anew_and_whole(DatabaseKind kind)
    {
        await using var api = await StartAsync(kind, MoreThanASlice);
        string id;
        using (var head = await api.SignInAsync(Role.BranchHead))
        {
            using var hold = new StatementHold(api.Database.Connection, IsRows, 2);
            id = await AskAsync(head, "csv");
            await hold.HeldAsync(1);
            var goingDown = new TaskCompletionSource();
            api.Console.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.Register(goingDown.SetResult);
            var stopping = Task.Run(async () => await api.Console.DisposeAsync());
            await goingDown.Task.WaitAsync(TimeSpan.FromSeconds(30));
            hold.Release();
            await stopping;
        }

        Assert.Empty(Files(api));
        Assert.Equal(JobState.Running, await api.Database.ReadAsync(db => db.Exports.Where(e => e.Id == id).Select(e => e.State).SingleAsync()));
        api.Database.Clock.Advance(OpsConsole.Domain.Live.ExportQueue.Lease + TimeSpan.FromSeconds(1));
        await api.StartAsync();
        using var again = await api.SignInAsync(Role.BranchHead);
        var done = await OverAsync(again, id);
        Assert.Equal(("done", MoreThanASlice), (State(done), done.GetProperty("rows").GetInt32()));
        Assert.Equal([id], Files(api));
        Assert.Equal(MoreThanASlice + 1, (await ExportedFile.ReadAsync(await again.DownloadAsync($"exports/{id}/content"))).Texts.Count);
    }

    [Theory, OnEveryDatabase]
    public async Task What_was_interrupted_too_often_has_failed_in_words_and_is_tried_again_by_its_owner(DatabaseKind kind)
    {
        ExportJob job = null!;
        await using var api = await ApiTest.StartAsync(kind, async (database, organisation) =>
        {
            await FillAsync(database, organisation, 3);
            job = new()
            {
                Id = Job.NewId(),
                CampaignId = organisation.Campaign.Id,
                ById = (await organisation.PersonAsync(Role.BranchHead)).Id,
                State = JobState.Running,
                Starts = Job.MaxStarts,
                CreatedAt = database.Clock.UtcNow,
                Format = "csv",
                Plan = OpsConsole.Domain.Data.Json.Write(ExportPlan.Of(new CaseQuery(organisation.Campaign.Id), [new("management", "Número")])),
                FileName = "f.csv",
                Language = "es",
            };
            await database.CommitAsync(db => db.Exports.Add(job));
        });
        using var head = await api.SignInAsync(Role.BranchHead);
        var failed = await OverAsync(head, job.Id);
        Assert.Equal(("failed", "job.interrupted"), (State(failed), failed.GetProperty("error").GetString()));
        var desk = api.Console.Services.GetRequiredService<ExportDesk>();
        var (owner, other) = (await api.Organisation.ActorAsync(Role.BranchHead), await api.Organisation.ActorAsync(Role.BranchHead, Organisation.Far));
        Assert.IsType<Outcome.Missing>(await desk.RetryAsync(job.Id, other, None));
        Assert.IsAssignableFrom<Outcome.Done>(await desk.RetryAsync(job.Id, owner, None));
        Assert.Equal("done", State(await OverAsync(head, job.Id)));
        Assert.Equal("job.not_failed", Assert.IsType<Outcome.Refused>(await desk.RetryAsync(job.Id, owner, None)).Reasons[0].Code);
        Assert.Equal(4, (await ExportedFile.ReadAsync(await head.DownloadAsync($"exports/{job.Id}/content"))).Texts.Count);
    }

    /// <summary>As many as there are places are open at a time, so that memory and files do not grow with what is asked for.</summary>
    [Theory, OnEveryDatabase]
    public async Task Twenty_asked_for_at_once_wait_for_their_turn_and_each_holds_its_own_rows(DatabaseKind kind)
    {
        await using var api = await StartAsync(kind, 40, new() { ["Jobs:MaxHeavy"] = "3" });
        using var head = await api.SignInAsync(Role.BranchHead);
        using var hold = new StatementHold(api.Database.Connection, IsRows);
        var ids = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => AskAsync(head, i % 2 == 0 ? "csv" : "xlsx", new { connector = "all", items = new[] { new { source = "management", field = "Puntaje", op = "eq", value = i % 7 } } })));
        await hold.HeldAsync(3);
        Assert.Equal(3, Files(api).Count);
        Assert.Equal((3, 17), await api.Database.ReadAsync(async db => (await db.Exports.CountAsync(e => e.State == JobState.Running), await db.Exports.CountAsync(e => e.State == JobState.Queued))));
        hold.Release();
        foreach (var (i, id) in ids.Index())
        {
            Assert.Equal("done", State(await OverAsync(head, id)));
            var file = await ExportedFile.ReadAsync(await head.DownloadAsync($"exports/{id}/content"));
            Assert.Equal(Enumerable.Range(1, 40).Where(n => n % 7 == i % 7).Select(n => $"{100_000 + n} {n % 7}"), file.Texts.Skip(1).Select(row => $"{row[0]} {row[1]}"));
        }

        Assert.Equal(3, hold.MostAtOnce);
        Assert.Equal(ids.Order(StringComparer.Ordinal), Files(api));
    }

    private static List<string> Files(ApiTest api) => [.. Directory.EnumerateFiles(Path.Combine(api.Storage, "exports")).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    private static Task<ApiTest> StartAsync(DatabaseKind kind, int cases, Dictionary<string, string>? settings = null) =>
        ApiTest.StartAsync(kind, (database, organisation) => FillAsync(database, organisation, cases), settings);

    /// <summary>Numbers from 100001, scores by turns.</summary>
    private static async Task FillAsync(TestDatabase database, Organisation organisation, int cases)
    {
        var made = Enumerable.Range(1, cases).Select(i => organisation.Alert(score: i % 7)).ToList();
        await database.CommitAsync(db =>
        {
            db.Cases.AddRange(made);
            db.CaseEvents.AddRange(made.SelectMany(c => c.Log));
        });
    }

    private static async Task<string> AskAsync(ApiClient client, string format, object? filter = null, object[]? columns = null)
    {
        var asked = await client.PostAsync("exports", new { campaign = "operaciones", format, filter, columns = columns ?? Columns, sort = new[] { new { source = "management", field = "Número" } } });
        Assert.Equal(202, asked.Status);
        return Id(asked.Body);
    }

    private static async Task<JsonElement> OverAsync(ApiClient client, string id)
    {
        while (true)
        {
            var answer = await client.GetAsync($"exports/{id}");
            if (State(answer.Body) is not ("running" or "queued"))
                return answer.Body;
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }
    }

    private static bool IsRows(string statement) => statement.StartsWith("SELECT") && statement.Contains("\"Data\"") && statement.Contains("FROM \"Cases\"") && !statement.Contains("SearchText");

    private static string State(JsonElement job) => job.GetProperty("state").GetString()!;

    private static string Id(JsonElement job) => job.GetProperty("id").GetString()!;
}
