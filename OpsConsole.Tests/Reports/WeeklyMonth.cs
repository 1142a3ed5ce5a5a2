using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.People;
using OpsConsole.Tests.Support;

namespace OpsConsole.Tests.Reports;

/// <summary>A month of alerts in three branches, worked at random: attempts noted at once or later, finished early, late or never, opened again, transferred, reminded of. And its weekly figures, counted from the stored rows by hand.</summary>
internal sealed class WeeklyMonth : IAsyncDisposable
{
    public static readonly DateOnly First = new(2025, 12, 8), Last = new(2026, 1, 5);
    private static readonly TimeSpan Lima = TimeSpan.FromHours(-5);
    private static readonly string[] Places = [Organisation.Home, Organisation.Sister, Organisation.Far];

    private WeeklyMonth(TestDatabase database, Organisation organisation) => (Database, Organisation) = (database, organisation);

    public TestDatabase Database { get; }
    public Organisation Organisation { get; }

    public static async Task<WeeklyMonth> CreateAsync(DatabaseKind kind, int alerts = 140)
    {
        var database = await TestDatabase.CreateAsync(kind);
        var month = new WeeklyMonth(database, await Organisation.CreateAsync(database));
        var analyst = await month.Organisation.ActorAsync(Role.ExperienceAnalyst);
        var branches = await database.ReadAsync(db => db.Branches.AsNoTracking().ToListAsync());
        var (random, made) = (new Random(51), new List<Case>());
        for (var i = 0; i < alerts; i++)
            made.Add(month.Live(random, branches, analyst));
        await database.CommitAsync(db =>
        {
            foreach (var one in made)
            {
                db.Cases.Add(one);
                db.CaseEvents.AddRange(one.Log);
            }
        });
        var reminded = made.Where(c => c.Id % 3 == 0).ToList();
        await database.CommitAsync(db => db.CaseEvents.AddRange(reminded.Select(c => new CaseEvent { CaseId = c.Id, CampaignId = c.CampaignId, BranchId = c.BranchId, Version = c.Version + 1, CommandId = Guid.NewGuid(), At = c.ReceivedAt.AddDays(4 + c.Id % 5), ById = analyst.Id, Type = "reminder", Data = "{}" })));
        return month;
    }

    /// <summary>From Monday 00:00 to Sunday 24:00 of Lima, which knows no summer time.</summary>
    public static (DateTime From, DateTime To, DateTime Freeze) Bounds(DateOnly monday)
    {
        var from = new DateTimeOffset(monday.ToDateTime(default), Lima).UtcDateTime;
        return (from, from.AddDays(7), from.AddDays(7).AddHours(8));
    }

    /// <summary>The week counted out of the raw rows alone, each log read forwards up to the freeze.</summary>
    public Task<List<Counted>> CountAsync(DateOnly monday) => Database.ReadAsync(async db =>
    {
        var (from, to, freeze) = Bounds(monday);
        bool Within(DateTime? at) => at >= from && at < to;
        var attempts = (await db.Attempts.AsNoTracking().ToListAsync()).ToLookup(a => a.CaseId);
        var states = new List<State>();
        foreach (var log in (await db.CaseEvents.AsNoTracking().OrderBy(e => e.Sequence).ToListAsync()).GroupBy(e => e.CaseId))
        {
            var stored = await db.Cases.AsNoTracking().SingleAsync(c => c.Id == log.Key);
            if (log.First().At > freeze)
                continue;
            var changes = log.Where(e => e.At <= freeze && e.Type != "reminder").SelectMany(e => JsonElement.Parse(e.Data).TryGetProperty("changes", out var c) ? c.EnumerateObject().ToList() : []).ToLookup(c => c.Name, c => c.Value[1]);
            var moves = log.SelectMany(e => JsonElement.Parse(e.Data).TryGetProperty("changes", out var c) && c.TryGetProperty("branchId", out var b) ? [(e.At, Old: b[0].GetInt32(), New: b[1].GetInt32())] : Array.Empty<(DateTime At, int Old, int New)>()).ToList();
            var branch = moves.Where(m => m.At <= freeze).Select(m => (int?)m.New).LastOrDefault() ?? moves.Select(m => (int?)m.Old).FirstOrDefault() ?? stored.BranchId;
            var completed = changes["completedAt"].Select(v => v.ValueKind == JsonValueKind.Null ? (DateTime?)null : v.GetDateTime().ToUniversalTime()).LastOrDefault();
            var cause = changes["rootCause"].Select(v => v.GetString()).LastOrDefault();
            var tries = attempts[log.Key].Where(a => a.RecordedAt <= freeze).ToList();
            states.Add(new(branch, stored.ReceivedAt, stored.DueAt!.Value, completed, cause, log.Count(e => e.Type == "reminder" && e.At <= freeze), tries.Any(a => Math.Abs((a.RecordedAt - a.At).TotalMinutes) > 15), log.Key));
        }

        return states.GroupBy(s => s.Branch).OrderBy(g => g.Key).Select(g =>
        {
            var (done, due, late) = (g.Where(s => Within(s.Completed)).ToList(), g.Where(s => Within(s.Due)).ToList(), g.Where(s => s.Completed is null && s.Due < freeze).ToList());
            return new Counted(g.Key, g.Count(s => Within(s.Received)), done.Count(s => s.Completed <= s.Due), done.Count(s => s.Completed > s.Due), late.Count,
                late.Count == 0 ? 0 : late.Max(s => (int)Math.Ceiling((freeze - s.Due).TotalHours / 24)), due.Count, due.Count(s => s.Completed <= s.Due), done.Count(s => s.NotedLate), late.Count(s => s.Reminders > 0),
                string.Join(' ', done.Where(s => s.Cause is not null).GroupBy(s => s.Cause).OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => $"{c.Key}:{c.Count()}")),
                string.Join(' ', late.OrderBy(s => s.Due).ThenBy(s => s.Id).Select(s => s.Id)));
        }).ToList();
    });

    public ValueTask DisposeAsync() => Database.DisposeAsync();

    /// <summary>One alert's life until the middle of January.</summary>
    private Case Live(Random random, List<Branch> branches, Actor analyst)
    {
        var campaign = Organisation.Campaign;
        var received = Bounds(First).From.AddMinutes(random.Next(5 * 7 * 24 * 60));
        var one = Organisation.Alert(Places[random.Next(3)], received);
        typeof(CaseEvent).GetProperty(nameof(CaseEvent.At))!.SetValue(one.Log[0], received.AddHours(random.Next(1, 30)));
        var at = received.AddHours(30).AddMinutes(random.Next(4 * 24 * 60));
        one.Open(campaign, analyst, at);
        if (random.Next(4) == 0)
            one.Transfer(campaign, branches.Where(b => b.Id != one.BranchId).ElementAt(random.Next(2)), "Vive cerca de la otra agencia", analyst, at = at.AddHours(random.Next(1, 50)));
        if (random.Next(5) > 0)
            one.Record(campaign, new() { At = at, RecordedAt = at.AddMinutes(random.Next(3) == 0 ? 40 : 1), ContactPoint = "044 555 010", ById = analyst.Id, Result = AttemptResult.Effective }, analyst, at);
        if (one.Attempts.Count > 0 && random.Next(4) > 0)
        {
            one.Save(campaign, Forms.Finished() with { RootCause = campaign.Settings.RootCauses[random.Next(3)].Code }, analyst, at = at.AddMinutes(random.Next(3 * 24 * 60)), new(TimeZoneInfo.Utc, Database.Clock));
            if (random.Next(4) == 0)
            {
                one.Reopen(campaign, "El cliente volvió a llamar", analyst, at = at.AddHours(random.Next(1, 90)));
                if (random.Next(2) == 0)
                    one.Save(campaign, Forms.Finished() with { RootCause = campaign.Settings.RootCauses[random.Next(3)].Code }, analyst, at.AddHours(random.Next(1, 200)), new(TimeZoneInfo.Utc, Database.Clock));
            }
        }

        return one;
    }

    /// <summary>One branch's week.</summary>
    public sealed record Counted(int Branch, int Received, int InTime, int Late, int OpenLate, int WorstDays, int Due, int DueInTime, int NotedLate, int Chased, string Causes, string LateCases)
    {
        public bool IsNothing => Received + InTime + Late + OpenLate + Due == 0;
    }

    private sealed record State(int Branch, DateTime Received, DateTime Due, DateTime? Completed, string? Cause, int Reminders, bool NotedLate, long Id);
}
