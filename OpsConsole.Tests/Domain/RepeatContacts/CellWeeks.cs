using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;
using OpsConsole.Domain.RepeatContacts;
using OpsConsole.Tests.Support;
using Xunit;

namespace OpsConsole.Tests.Domain.RepeatContacts;

/// <summary>Days of a cell in three branches, at any hour: forms of six people, managed, escalated, answered in time and late, given back, closed, marked, merged and taken back. And the same read from the stored rows by hand, with no part of the console.</summary>
internal sealed class CellWeeks : IAsyncDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly string[] Places = [Organisation.Home, Organisation.Sister, Organisation.Far], Marks = ["ok", "ok", "wrong_area", "missing_data", "wrong_process"];
    private static readonly TimeSpan Bogota = TimeSpan.FromHours(-5);

    private CellWeeks(TestDatabase database, Organisation organisation) => (Database, Organisation) = (database, organisation);

    public TestDatabase Database { get; }
    public Organisation Organisation { get; }
    public Campaign Campaign => Organisation.Cell!;
    private CaseDesk Desk => Database.Get<CaseDesk>();

    public static async Task<CellWeeks> CreateAsync(DatabaseKind kind, Random random, int forms)
    {
        var database = await TestDatabase.CreateAsync(kind);
        return await InAsync(database, await Organisation.CreateAsync(database), random, forms);
    }

    /// <summary>In an organisation that is there already.</summary>
    public static async Task<CellWeeks> InAsync(TestDatabase database, Organisation organisation, Random random, int forms)
    {
        var weeks = new CellWeeks(database, organisation);
        if (organisation.Cell is null)
            await organisation.CellAsync();
        var person = await organisation.PersonAsync(Role.BranchHead, Organisation.Far);
        foreach (var area in weeks.Campaign.Settings.Cell.Areas)
            await organisation.AreaAsync(area.Code, person);
        await weeks.FillAsync(random, forms);
        return weeks;
    }

    public ValueTask DisposeAsync() => Database.DisposeAsync();

    /// <summary>A form filled in now.</summary>
    public async Task<string> FormAsync(string cause = "C", string branch = Organisation.Home, Role role = Role.Agent)
    {
        var actor = await Organisation.ActorAsync(role, branch);
        return Assert.IsAssignableFrom<Outcome.Done>(await Desk.FillFormAsync(Campaign.Code, branch, Forms.Escalation(cause), null, actor, None)).Id!;
    }

    public async Task EscalateAsync(string number, string area = "visitas") => Done(await Desk.EscalateAsync(number, area, "¿Qué pasó con la orden?", await BackAsync(), None));

    public async Task AnswerAsync(string number) => Done(await Desk.AnswerAsync(number, "Se atendió ayer.", null, await Organisation.ActorAsync(Role.BranchHead, Organisation.Far), None));

    public async Task ReturnAsync(string number) => Done(await Desk.RuleAsync(number, "wrong_area", "No es de esta área.", await Organisation.ActorAsync(Role.BranchHead, Organisation.Far), None));

    public async Task MarkAsync(string number, string mark) => Done(await Desk.RuleAsync(number, mark, "Revisado.", await BackAsync(), None));

    public async Task ManageAsync(string number, string? cause = null)
    {
        var version = await Database.ReadAsync(db => db.Cases.Where(c => c.Id == CaseNumber.IdOf(number)).Select(c => c.Version).SingleAsync());
        Done(await Desk.ManageAsync(number, version, new() { Cause = cause, Management = "Se llamó al cliente." }, await BackAsync(), None));
    }

    public async Task CloseAsync(string number) => Done(await Desk.CloseAsync(number, await BackAsync(), None));

    public Task WriteAsync(string sql) => Database.Log.WriteAsync(transaction =>
    {
        using var command = transaction.Connection!.CreateCommand();
        (command.Transaction, command.CommandText, command.CommandTimeout) = (transaction, sql, 1_800);
        return command.ExecuteNonQuery();
    }, None);

    private Task<Actor> BackAsync() => Organisation.ActorAsync(Role.ExperienceAnalyst);

    /// <summary>The first forty go each way in turn, so that nothing hangs on luck.</summary>
    private async Task FillAsync(Random random, int forms)
    {
        const int inTurn = 40;
        for (var i = 0; i < forms; i++)
        {
            Database.Clock.Jump(TimeSpan.FromMinutes(random.Next(30, 420)));
            var (place, role, cause, way) = (Places[random.Next(Places.Length)], random.Next(3) == 0 ? Role.BranchHead : Role.Agent, $"{(char)('A' + random.Next(9))}", i < inTurn ? i % 10 : random.Next(10));
            var number = await FormAsync(way == 1 && cause == "B" ? cause = "A" : cause, place, role);
            if (way == 0)
                continue;
            if (way is 1 or 8 or 9)
                await ManageAsync(number, way == 9 ? "F" : null);
            if (way >= 2)
            {
                await EscalateAsync(number, cause == "B" && way != 9 ? "cuentas_especiales" : new[] { "visitas", "soporte", "cartera" }[random.Next(3)]);
                Database.Clock.Jump(TimeSpan.FromMinutes((i < inTurn ? i % 3 == 1 : random.Next(5) == 0) ? random.Next(600, 2_000) : random.Next(1, 200)));
            }

            if (way is 4 or 5 or 6 or 8 or 9)
                await AnswerAsync(number);
            else if (way == 7 && place != Organisation.Far)
                await ReturnAsync(number);
            if (way is 8 or 9)
                await CloseAsync(number);
            if (i < inTurn || random.Next(3) > 0)
                await MarkAsync(number, Marks[i < inTurn ? i / 2 % Marks.Length : random.Next(Marks.Length)]);
        }

        // As merging and taking back an import leave them.
        var ids = await Database.ReadAsync(db => db.Cases.Where(c => c.CampaignId == Campaign.Id).OrderBy(c => c.Id).Select(c => c.Id).ToListAsync());
        if (ids.Count < 15)
            return;
        await WriteAsync($"""UPDATE "Cases" SET "MergedIntoId" = {ids[0]} WHERE "Id" IN ({string.Join(',', ids.Where((_, i) => i % 11 == 5))})""");
        await WriteAsync($"""UPDATE "Cases" SET "IsRemoved" = {(Database.Kind == DatabaseKind.Sqlite ? "1" : "TRUE")} WHERE "Id" IN ({string.Join(',', ids.Where((_, i) => i % 13 == 7))})""");
    }

    /// <summary>What stands in the table, row by row; who may see what is said by the branches alone.</summary>
    public async Task<List<RawForm>> RowsAsync(IReadOnlyCollection<string>? branches = null)
    {
        var names = Organisation.Branches.ToDictionary(b => b.Value.Id, b => b.Key);
        var rows = await Database.ReadAsync(db => db.Database.SqlQueryRaw<Stored>("""
            SELECT "Id", "EscalationData" AS "Data", "BranchId", "Status", "FormById" AS "By" FROM "Cases"
            WHERE "CampaignId" = {0} AND "EscalationData" IS NOT NULL AND "MergedIntoId" IS NULL AND NOT "IsRemoved"
            """, Campaign.Id).ToListAsync());
        var ends = await Database.ReadAsync(db => db.CaseEvents.Where(e => e.CampaignId == Campaign.Id && e.Type == "completed").Select(e => new { e.CaseId, e.At }).ToListAsync());
        return [.. rows.Where(r => branches is null || branches.Contains(names[r.BranchId])).Select(r => Read(r, ends.FirstOrDefault(e => e.CaseId == r.Id)?.At))];
    }

    private static RawForm Read(Stored row, DateTime? end)
    {
        var data = JsonDocument.Parse(row.Data).RootElement;
        JsonElement? Part(JsonElement of, string name) => of.TryGetProperty(name, out var part) && part.ValueKind != JsonValueKind.Null ? part : null;
        var rounds = data.GetProperty("rounds").EnumerateArray().ToList();
        var last = rounds.Count == 0 ? (JsonElement?)null : rounds[^1];
        var (form, mark) = (data.GetProperty("form"), Part(data, "backRuling") ?? Part(data, "areaRuling"));
        var cause = (Part(data, "management") is { } management ? Part(management, "cause")?.GetString() : null) ?? form.GetProperty("cause").GetString()!;
        var owner = cause == "B" || form.GetProperty("cause").GetString() == "B" ? "cuentas_especiales" : null;
        return new(row.Id, Day(data.GetProperty("at").GetDateTime()), cause, Part(data, "state")?.GetString(), last?.GetProperty("area").GetString() ?? Part(form, "area")?.GetString() ?? owner, row.Status != 5, row.By,
            last?.GetProperty("dueAt").GetDateTime().ToUniversalTime(), last is { } round ? Part(round, "answeredAt")?.GetDateTime().ToUniversalTime() : null, mark?.GetProperty("mark").GetString(), mark?.GetProperty("error").GetBoolean() == true, end is { } at ? Day(at) : null);
    }

    private static DateOnly Day(DateTime utc) => DateOnly.FromDateTime(utc.ToUniversalTime() + Bogota);

    private static void Done(Outcome outcome) => Assert.True(outcome is Outcome.Done, outcome switch
    {
        Outcome.Invalid invalid => string.Join("; ", invalid.Errors),
        Outcome.Refused refused => string.Join("; ", refused.Reasons),
        _ => outcome.ToString(),
    });

    private sealed record Stored(long Id, string Data, int BranchId, int Status, int? By);
}

/// <summary>A form as it is stored.</summary>
internal sealed record RawForm(long Id, DateOnly On, string Cause, string? State, string? Area, bool IsOpen, int? By, DateTime? DueAt, DateTime? AnsweredAt, string? Mark, bool IsWrong, DateOnly? EndedOn)
{
    public static string Count(IEnumerable<RawForm> rows)
    {
        var all = rows.ToList();
        return string.Create(CultureInfo.InvariantCulture, $"{all.Count} {all.Count(r => r.State is not null)} {all.Count(r => r.IsOpen)}");
    }

    public static string Count(CellCount c) => string.Create(CultureInfo.InvariantCulture, $"{c.Forms} {c.Escalated} {c.Pending}");
}
