using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;
using OpsConsole.Domain.Retention;
using OpsConsole.Tests.Support;
using Xunit;

namespace OpsConsole.Tests.Domain.Retention;

/// <summary>Weeks of withdrawal requests in three branches, disposed of at random through the desk, at any hour: benefits, undone ones, corrected ones, merged and taken back ones. And their figures, counted from the stored rows by hand, with no part of the console.</summary>
internal sealed class RetentionMonth : IAsyncDisposable
{
    public static readonly DateOnly First = new(2026, 1, 15);
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly string[] Places = [Organisation.Home, Organisation.Sister, Organisation.Far], Lines = ["INTERNET", "Internet", "GPON", "DTH", "", "  "];
    private static readonly TimeSpan Guayaquil = TimeSpan.FromHours(-5);

    private RetentionMonth(TestDatabase database, Organisation organisation) => (Database, Organisation) = (database, organisation);

    public TestDatabase Database { get; }
    public Organisation Organisation { get; }
    public Campaign Campaign => Organisation.Retention!;

    public static async Task<RetentionMonth> CreateAsync(DatabaseKind kind, Random random, int requests)
    {
        var database = await TestDatabase.CreateAsync(kind);
        var month = new RetentionMonth(database, await Organisation.CreateAsync(database));
        await month.FillAsync(random, requests);
        return month;
    }

    /// <summary>In an organisation that is there already.</summary>
    public static async Task<RetentionMonth> InAsync(TestDatabase database, Organisation organisation, Random random, int requests)
    {
        var month = new RetentionMonth(database, organisation);
        await month.FillAsync(random, requests);
        return month;
    }

    public ValueTask DisposeAsync() => Database.DisposeAsync();

    /// <summary>One request disposed of now by somebody of its branch.</summary>
    public async Task<string> DisposedAsync(string complaint, string branch, string line, string state, string motive, int? percentage = null, int months = 1, Role role = Role.Agent)
    {
        var number = await Organisation.RequestAsync(complaint, line, branch);
        await DisposeAsync(number, complaint, branch, state, motive, percentage, months, role);
        return number;
    }

    public async Task DisposeAsync(string number, string complaint, string branch, string state, string motive, int? percentage = null, int months = 1, Role role = Role.Agent)
    {
        var today = DateOnly.FromDateTime(Database.Clock.UtcNow + Guayaquil);
        var form = new DispositionForm([state, motive], null, state == "pendiente" ? Database.Clock.UtcNow.AddDays(2) : null)
        {
            Data = new()
            {
                ServiceNumber = "022" + complaint,
                ComplaintNumber = complaint,
                ComplaintType = "107",
                NextOn = state == "pendiente" ? today.AddDays(2) : null,
                FollowUpOn = state == "retenido_seguimiento" ? today.AddDays(3) : null,
                PayerNumber = motive == "compensacion_falta_de_servicio" ? "22001133" : null,
                Days = motive == "compensacion_falta_de_servicio" ? 3 : null,
                Benefit = percentage is null ? null : new(Percentage: percentage, StartMonth: 1, Count: months),
            },
        };
        var version = await Database.ReadAsync(db => db.Cases.Where(c => c.Id == CaseNumber.IdOf(number)).Select(c => c.Version).SingleAsync());
        var outcome = await Database.Get<CaseDesk>().DisposeAsync(number, version, form, await Organisation.ActorAsync(role, branch), None);
        Assert.True(outcome is Outcome.Done, outcome switch
        {
            Outcome.Invalid invalid => string.Join("; ", invalid.Errors),
            Outcome.Refused refused => string.Join("; ", refused.Reasons),
            _ => outcome.ToString(),
        });
    }

    private async Task FillAsync(Random random, int requests)
    {
        if (Organisation.Retention is null)
            await Organisation.RetentionAsync();
        (string State, string Motive)[] ways = [("pendiente", "volver_a_llamar"), ("retenido", "descuento_cbm"), ("retenido", "compensacion_falta_de_servicio"), ("retenido_seguimiento", "descuento_cbm"), ("retiro_en_proceso", "entregara_equipo_en_cis"), ("no_procede", "cliente_no_solicito_el_retiro"), ("no_aplica", "queja_duplicada")];
        for (var i = 0; i < requests; i++)
        {
            Database.Clock.Jump(TimeSpan.FromMinutes(random.Next(30, 900)));
            var (place, line, way, role) = (Places[random.Next(Places.Length)], Lines[random.Next(Lines.Length)], ways[random.Next(ways.Length)], random.Next(3) == 0 ? Role.BranchHead : Role.Agent);
            var complaint = (7_000 + i).ToString(CultureInfo.InvariantCulture);
            if (way.Motive == "descuento_cbm" && line.Trim().Length == 0)
                line = "GPON";
            if (random.Next(9) == 0)
            {
                await Organisation.RequestAsync(complaint, line, place);        // nobody got to it
                continue;
            }
            int? percentage = way.Motive == "descuento_cbm" ? random.Next(1, 51) : null;
            var number = await DisposedAsync(complaint, place, line, way.State, way.Motive, percentage, random.Next(1, 4), role);
            if (random.Next(6) == 0)
                Assert.IsAssignableFrom<Outcome.Done>(await Database.Get<CaseDesk>().UndoAsync(number, await Organisation.ActorAsync(role, place), None));
            else if (way.State == "pendiente" && random.Next(2) == 0)
            {
                Database.Clock.Jump(TimeSpan.FromHours(20));
                await DisposeAsync(number, complaint, place, "no_aplica", "servicio_retirado", role: role);
            }
        }

        // As merging, taking back an import and the passing on after three calls leave them.
        var ids = await Database.ReadAsync(db => db.Cases.Where(c => c.CampaignId == Campaign.Id && c.DispositionPath != null).OrderBy(c => c.Id).Select(c => c.Id).ToListAsync());
        if (ids.Count == 0)
            return;
        await WriteAsync($"""UPDATE "Cases" SET "MergedIntoId" = {ids[0]} WHERE "Id" IN ({string.Join(',', ids.Where((_, i) => i % 11 == 5))})""");
        await WriteAsync($"""UPDATE "Cases" SET "IsRemoved" = {(Database.Kind == DatabaseKind.Sqlite ? "1" : "TRUE")} WHERE "Id" IN ({string.Join(',', ids.Where((_, i) => i % 13 == 7))})""");
        await WriteAsync($"""UPDATE "Cases" SET "DispositionPath" = '["no_contesta_derivado_a_n1","no_contesta"]' WHERE "DispositionPath" LIKE '["no_aplica",%' AND "Id" % 2 = 0""");
    }

    public Task WriteAsync(string sql) => Database.Log.WriteAsync(transaction =>
    {
        using var command = transaction.Connection!.CreateCommand();
        (command.Transaction, command.CommandText, command.CommandTimeout) = (transaction, sql, 1_800);
        return command.ExecuteNonQuery();
    }, None);

    /// <summary>What stands in the table, row by row; who may see what is said by the branches alone.</summary>
    public async Task<List<Raw>> RowsAsync(IReadOnlyCollection<string>? branches = null)
    {
        var names = Organisation.Branches.ToDictionary(b => b.Value.Id, b => b.Key);
        var rows = await Database.ReadAsync(db => db.Database.SqlQueryRaw<Stored>("""
            SELECT "DispositionPath" AS "Path", "DispositionData" AS "Data", "Type", "BranchId", "Status" FROM "Cases"
            WHERE "CampaignId" = {0} AND "DispositionPath" IS NOT NULL AND "MergedIntoId" IS NULL AND NOT "IsRemoved"
            """, Campaign.Id).ToListAsync());
        return [.. rows.Where(r => branches is null || branches.Contains(names[r.BranchId])).Select(Read)];
    }

    private static Raw Read(Stored row)
    {
        var (path, data) = (JsonDocument.Parse(row.Path).RootElement, JsonDocument.Parse(row.Data).RootElement);
        var benefit = data.TryGetProperty("benefit", out var granted) && granted.ValueKind == JsonValueKind.Object ? granted : (JsonElement?)null;
        return new(path[0].GetString()!, path[1].GetString()!, data.GetProperty("byId").GetInt32(), DateOnly.Parse(data.GetProperty("on").GetString()!, CultureInfo.InvariantCulture),
            string.IsNullOrWhiteSpace(row.Type) ? "" : row.Type.ToUpperInvariant(), row.Status != 5, benefit?.GetProperty("percentage").GetInt32(), benefit?.GetProperty("months").GetArrayLength() ?? 0);
    }

    private sealed record Stored(string Path, string Data, string? Type, int BranchId, int Status);
}

/// <summary>A standing disposition as it is stored.</summary>
internal sealed record Raw(string State, string Motive, int By, DateOnly On, string Line, bool IsOpen, int? Percentage, int Months);

/// <summary>The figures counted by hand, as a text to be compared.</summary>
internal static class RawCount
{
    public static string Of(IEnumerable<Raw> rows)
    {
        var all = rows.ToList();
        int Count(params string[] states) => all.Count(r => states.Contains(r.State));
        var (retained, withdrawn) = (Count("retenido", "retenido_seguimiento"), Count("retiro_en_proceso"));
        var rate = retained + withdrawn == 0 ? "—" : Math.Round(100m * retained / (retained + withdrawn), 1, MidpointRounding.AwayFromZero).ToString("0.0", CultureInfo.InvariantCulture);
        var cost = all.Where(r => r.Percentage is not null).Sum(r => r.Percentage!.Value / 100m * r.Months);
        return string.Create(CultureInfo.InvariantCulture, $"{retained + withdrawn}={retained}+{withdrawn} {rate} {Count("no_procede", "no_aplica")} {Count("no_contesta_derivado_a_n1")} {all.Count(r => r.State == "pendiente" && r.IsOpen)} {all.Count(r => r.Percentage is not null)} {all.Sum(r => r.Months)} {cost:0.00}");
    }

    public static string Of(RetentionCount c) => string.Create(CultureInfo.InvariantCulture, $"{c.Decided}={c.Retained}+{c.Withdrawn} {(c.Rate is { } rate ? rate.ToString("0.0", CultureInfo.InvariantCulture) : "—")} {c.NotApplicable} {c.Unreached} {c.Pending} {c.Benefits} {c.Months} {c.DiscountMonths:0.00}");
}
