using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Data;

namespace OpsConsole.Tests.Support;

/// <summary>The two real event logs, read by a few lines of their own, and every figure of them that the import is held against: shares no code with the console.</summary>
internal static class RawHistory
{
    /// <summary>One event, of the file or of the console's log. Times are the file's, by the clock on its wall.</summary>
    internal sealed record Event(string Case, DateTime At, string Activity, string Priority = "", DateTime? Opened = null, DateTime? Resolved = null);

    /// <summary>Breaches of the rules: more than 72 hours; a day after the third calendar day; a day after the third of Monday to Friday.</summary>
    internal sealed record Breaches(int Cases, int A, int B, int C);

    private static readonly Dictionary<string, int> Limits = new() { ["urgent"] = 4, ["high"] = 8, ["normal"] = 72, ["low"] = 168 };

    public static string HelpDesk() => Unpacked("helpdesk_dev.csv.gz");

    public static string ServiceNow() => Unpacked("servicenow_dev.csv.gz");

    public static JsonElement Expected(string set) => JsonDocument.Parse(File.ReadAllText(RealData.File("events", "expected_dev.json"))).RootElement.GetProperty(set);

    /// <summary>The header and the first cases: for what is too long to be done whole each time. Cases stand together in both files.</summary>
    public static string Part(string file, int cases)
    {
        var lines = file.Split('\n');
        var keys = lines.Skip(1).Select(l => l.Split(',')[0]).Distinct().Take(cases).ToHashSet();
        return string.Join('\n', lines.Where((l, at) => at == 0 || (l.Length > 0 && keys.Contains(l.Split(',')[0])))) + "\n";
    }

    public static List<Event> HelpDeskEvents(string file) =>
        [.. RawSurveys.Rows(file).Skip(1).Select(r => new Event(r[0], DateTime.ParseExact(r[3], "yyyy/MM/dd HH:mm:ss.fff", CultureInfo.InvariantCulture), r[1]))];

    public static List<Event> ServiceNowEvents(string file)
    {
        var rows = RawSurveys.Rows(file).ToList();
        int At(string name) => rows[0].IndexOf(name);
        var (state, updated, priority, opened, resolved) = (At("incident_state"), At("sys_updated_at"), At("priority"), At("opened_at"), At("resolved_at"));
        DateTime? Time(string text) => text == "?" ? null : DateTime.ParseExact(text, "dd-MM-yyyy HH:mm", CultureInfo.InvariantCulture);
        return [.. rows.Skip(1).Select(r => new Event(r[0], Time(r[updated])!.Value, r[state], r[priority][0] switch { '1' => "urgent", '2' => "high", '3' => "normal", _ => "low" }, Time(r[opened]), Time(r[resolved])))];
    }

    /// <summary>The imported entries of a campaign as the log has them, by plain SQL, in the order of the lines that they name; times by the wall clock of Lima, five hours behind.</summary>
    public static async Task<List<Event>> LoggedAsync(TestDatabase database, string campaign) => await database.ReadAsync(async db =>
    {
        var rows = await db.Database.SqlQuery<Logged>($"""
            SELECT c."ExternalId" AS "Key", e."At", e."Data" FROM "CaseEvents" e JOIN "Cases" c ON c."Id" = e."CaseId" JOIN "Campaigns" k ON k."Id" = e."CampaignId"
            WHERE k."Code" = {campaign} ORDER BY e."Sequence"
            """).ToListAsync();
        return rows.ConvertAll(r => (r.Key, r.At, Data: JsonDocument.Parse(r.Data).RootElement)).OrderBy(r => r.Data.GetProperty("line").GetInt64()).Select(r =>
        {
            var data = r.Data;
            DateTime? Time(string name) => data.TryGetProperty(name, out var at) ? at.GetDateTime().ToUniversalTime().AddHours(-5) : null;
            Xunit.Assert.True(data.GetProperty("imported").GetBoolean());
            return new Event(r.Key, r.At.AddHours(-5), data.GetProperty("activity").GetString()!, data.TryGetProperty("priority", out var p) ? p.GetString()!.ToLowerInvariant() : "", Time("openedAt"), Time("resolvedAt"));
        }).ToList();
    });

    public static Dictionary<string, int> ByActivity(List<Event> events) => events.GroupBy(e => e.Activity).ToDictionary(g => g.Key, g => g.Count());

    public static Dictionary<string, int> Transitions(List<Event> events) =>
        Cases(events).SelectMany(c => c.Zip(c.Skip(1), (a, b) => $"{a.Activity} -> {b.Activity}")).GroupBy(t => t).ToDictionary(g => g.Key, g => g.Count());

    /// <summary>From the first event to the last of an activity.</summary>
    public static Breaches UntilLast(List<Event> events, string activity) =>
        Judge(Cases(events).Where(c => c.Exists(e => e.Activity == activity)).Select(c => (c[0].At, c.Last(e => e.Activity == activity).At)));

    public static Breaches OpenedToResolved(List<Event> events) => Judge(Resolved(events).Select(c => (c[^1].Opened!.Value, c[^1].Resolved!.Value)));

    /// <summary>Resolved and late cases by the priority that they had at the end.</summary>
    public static Dictionary<string, (int Resolved, int Late)> ByPriority(List<Event> events) => Resolved(events).GroupBy(c => c[^1].Priority)
        .ToDictionary(g => g.Key, g => (g.Count(), g.Count(c => c[^1].Resolved - c[^1].Opened > TimeSpan.FromHours(Limits[g.Key]))));

    public static (double Hours, int Cases) Awaiting(List<Event> events) => (Math.Round(Cases(events).Sum(c => Paused(c).TotalHours), 2), Cases(events).Count(c => c.Exists(IsAwaiting)));

    public static int LateWithoutPauses(List<Event> events) => Resolved(events).Count(c => c[^1].Resolved - c[^1].Opened - Paused(c) > TimeSpan.FromHours(Limits[c[^1].Priority]));

    private static IEnumerable<List<Event>> Resolved(List<Event> events) => Cases(events).Where(c => c[^1].Resolved is not null);

    private static TimeSpan Paused(List<Event> one) => one.Zip(one.Skip(1)).Where(p => IsAwaiting(p.First)).Aggregate(TimeSpan.Zero, (sum, p) => sum + (p.Second.At - p.First.At));

    private static bool IsAwaiting(Event one) => one.Activity.StartsWith("Awaiting", StringComparison.Ordinal);

    /// <summary>In the order of the file's lines: where a clock of the service desk was wrong (INC0000137), that of the times is another one.</summary>
    private static List<List<Event>> Cases(List<Event> events) => [.. events.GroupBy(e => e.Case).Select(g => g.ToList())];

    private static Breaches Judge(IEnumerable<(DateTime From, DateTime To)> cases)
    {
        var all = cases.ToList();
        return new(all.Count, all.Count(c => c.To - c.From > TimeSpan.FromHours(72)), all.Count(c => c.To.Date > c.From.Date.AddDays(3)), all.Count(c => c.To.Date > Workday(c.From.Date, 3)));
    }

    private static DateTime Workday(DateTime day, int days)
    {
        while (days > 0)
        {
            day = day.AddDays(1);
            days -= day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? 0 : 1;
        }
        return day;
    }

    private static string Unpacked(string name)
    {
        using var packed = new GZipStream(File.OpenRead(RealData.File("events", name)), CompressionMode.Decompress);
        using var text = new StreamReader(packed, Encoding.UTF8);
        return text.ReadToEnd();
    }

    private sealed record Logged(string Key, DateTime At, string Data);
}
