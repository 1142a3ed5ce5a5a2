using System.Text.Json;
using OpsConsole.Domain.People;
using OpsConsole.Domain.RepeatContacts;
using OpsConsole.Tests.Domain.RepeatContacts;
using OpsConsole.Tests.Support;
using Xunit;

namespace OpsConsole.Tests.Api;

/// <summary>`/api/v1/campaigns/{code}/cell`, `/api/v1/feedback` and reports of the types daily, weekly_client, top_errors and causes (issue 7).</summary>
public sealed class CellFiguresApiTests
{
    private const string Figures = "campaigns/recurrentes/cell";

    [Theory, OnEveryDatabase]
    public async Task Day_week_and_their_files_say_the_same_under_the_scope_of_who_asks_and_feedback_is_acknowledged_by_its_person(DatabaseKind kind)
    {
        await using var api = await StartAsync(kind);
        using var analyst = await api.SignInAsync(Role.ExperienceAnalyst);
        var day = (await analyst.GetAsync(Figures + "?day=2026-01-15")).Body;
        Assert.Equal((7, 2, 7), CountOf(day.GetProperty("day").GetProperty("total")));
        Assert.Equal(JsonValueKind.Null, day.GetProperty("week").ValueKind);
        Assert.Contains(day.GetProperty("day").GetProperty("groups").EnumerateArray(), g => (g.GetProperty("cause").GetString(), g.GetProperty("state").GetString(), g.GetProperty("area").GetString()) == ("C", "answered", "visitas") && CountOf(g.GetProperty("count")) == (1, 1, 1));
        var week = (await analyst.GetAsync(Figures + "?week=2026-01-12")).Body.GetProperty("week");
        Assert.Equal((7, 2, 7), CountOf(week.GetProperty("total")));
        var top = week.GetProperty("top").EnumerateArray().Single();
        Assert.Equal(("Agent.HOME", 6, 2, 33.3m), (top.GetProperty("name").GetString(), top.GetProperty("marked").GetInt32(), top.GetProperty("wrong").GetInt32(), top.GetProperty("rate").GetDecimal()));
        Assert.Equal("Agent.SISTER", week.GetProperty("apart").EnumerateArray().Single().GetProperty("name").GetString());

        // The branch head of the far one is of the areas that were asked about two.
        foreach (var (role, branch, forms) in new[] { (Role.Agent, Organisation.Home, 6), (Role.BranchHead, Organisation.Home, 6), (Role.BranchHead, Organisation.Far, 2), (Role.RegionalSupervisor, Organisation.Home, 7), (Role.BackOffice, Organisation.Home, 7) })
        {
            using var client = await api.SignInAsync(role, branch);
            Assert.Equal((role, branch, forms), (role, branch, CountOf((await client.GetAsync(Figures + "?day=2026-01-15")).Body.GetProperty("day").GetProperty("total")).Forms));
        }

        foreach (var (query, field) in new[] { ("?day=2027-01-01", "day"), ("?day=ayer", "day"), ("?week=2026-01-13", "week"), ("?week=2027-01-04", "week") })
            Assert.Equal((400, field), ((await analyst.GetAsync(Figures + query)) is var refused ? (refused.Status, refused.Body.GetProperty("errors").EnumerateObject().Single().Name) : default));
        Assert.Equal((400, 404), ((await analyst.GetAsync("campaigns/operaciones/cell")).Status, (await analyst.GetAsync("campaigns/nada/cell")).Status));
        foreach (var (type, from, field) in new[] { ("daily", "2025-12-01", "from"), ("weekly_client", "2026-01-13", "from"), ("top_errors", "2025-12-01", "from"), ("causes", "2025-12-01", "from") })
            Assert.Equal((type, 400, field), (await analyst.PostAsync("reports", new { type, campaign = "recurrentes", format = "pdf", from })) is var refused ? (type, refused.Status, refused.Body.TryGetProperty("errors", out var errors) ? errors.EnumerateObject().Single().Name : null) : default);
        var sheets = (await ExportedFile.ReadAsync(await MadeAsync(analyst, new { type = "daily", campaign = "recurrentes", format = "xlsx", from = "2026-01-15", to = "2026-01-15" }))).Sheet;
        Assert.Equal([5, 1, 1, 0, 0, 7, 2, 7], sheets[0][^1].Skip(1).Select(cell => cell.GetDouble()));
        using var folder = new TemporaryFolder();
        foreach (var type in new[] { "weekly_client", "top_errors" })
        {
            await File.WriteAllBytesAsync(folder.File("r.pdf"), await MadeAsync(analyst, new { type, campaign = "recurrentes", format = "pdf", from = "2026-01-12" }));
            Assert.Contains("Del 12/01/2026 al 18/01/2026", await PdfTools.TextAsync(folder.File("r.pdf"), "-layout"));
        }

        using var agent = await api.SignInAsync(Role.Agent);
        var pending = (await agent.GetAsync("feedback?pending=true")).Body.EnumerateArray().Single();
        Assert.Equal(("Registro", "Repasar", JsonValueKind.Null), (pending.GetProperty("proceso").GetString(), pending.GetProperty("refuerzo").GetString(), pending.GetProperty("acknowledgedAt").ValueKind));
        var path = $"feedback/{pending.GetProperty("id").GetInt64()}/acknowledge";
        Assert.Equal(403, (await analyst.PostAsync(path, new { })).Status);
        Assert.Equal(404, (await agent.PostAsync("feedback/99/acknowledge", new { })).Status);
        var done = await agent.PostAsync(path, new { compromiso = "Lo reviso antes." });
        Assert.Equal((200, "Lo reviso antes."), (done.Status, done.Body.GetProperty("compromiso").GetString()));
        var again = await agent.PostAsync(path, new { });
        Assert.Equal((409, "feedback.acknowledged_already"), (again.Status, again.Body.GetProperty("code").GetString()));
        Assert.Empty((await analyst.GetAsync("feedback?pending=true&campaign=recurrentes")).Body.EnumerateArray());
    }

    private static (int Forms, int Escalated, int Pending) CountOf(JsonElement count) => (count.GetProperty("forms").GetInt32(), count.GetProperty("escalated").GetInt32(), count.GetProperty("pending").GetInt32());

    private static Task<ApiTest> StartAsync(DatabaseKind kind) => ApiTest.StartAsync(kind, async (database, organisation) =>
    {
        var campaign = await organisation.CellAsync();
        await database.CommitAsync(db =>
        {
            foreach (var user in db.Users.Where(u => u.Role == Role.Agent || u.Role == Role.BackOffice).ToList())
                db.UserCampaigns.Add(new() { UserId = user.Id, CampaignId = campaign.Id });
        });
        var weeks = await CellWeeks.InAsync(database, organisation, new(1), 0);
        List<string> numbers = [];
        foreach (var mark in new[] { "ok", "wrong_area", "ok", "missing_data", "ok", "ok" })
        {
            numbers.Add(await weeks.FormAsync());
            await weeks.MarkAsync(numbers[^1], mark);
        }

        await weeks.MarkAsync(await weeks.FormAsync("A", Organisation.Sister), "wrong_process");
        await weeks.EscalateAsync(numbers[0]);
        await weeks.EscalateAsync(numbers[1]);
        await weeks.AnswerAsync(numbers[1]);
        Assert.IsType<OpsConsole.Domain.Kernel.Outcome.Done>(await database.Get<FeedbackDesk>().OpenAsync("recurrentes", (await organisation.PersonAsync(Role.Agent)).Id, new(2026, 1, 12), new("Registro", "Área", "Repasar"), await organisation.ActorAsync(Role.ExperienceAnalyst), CancellationToken.None));
    });

    private static async Task<byte[]> MadeAsync(ApiClient client, object body)
    {
        var asked = await client.PostAsync("reports", body);
        Assert.True(asked.Status == 202, asked.Body.ToString());
        var id = asked.Body.GetProperty("id").GetString()!;
        while ((await client.GetAsync($"reports/{id}")).Body.GetProperty("state").GetString() is "running" or "queued")
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        Assert.Equal("done", (await client.GetAsync($"reports/{id}")).Body.GetProperty("state").GetString());
        return await client.DownloadAsync($"reports/{id}/content");
    }
}
