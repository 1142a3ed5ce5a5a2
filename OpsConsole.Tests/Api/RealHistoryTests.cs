using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.People;
using OpsConsole.Domain.Sla;
using OpsConsole.Tests.Support;
using Xunit;
using static OpsConsole.Tests.Api.ImportsApiTests;

namespace OpsConsole.Tests.Api;

/// <summary>Real event logs imported as history (decisions, "Issue 4, line 6: replay"). The figures are found three times: in the raw file, in the console's log by plain SQL, and from the deadlines, completions and pauses that the console itself keeps; the whole files also in what was computed outside. PostgreSQL has the whole files with the full counts only.</summary>
[Trait("Category", RealData.Category)]
public sealed class RealHistoryTests
{
    private const string HelpDeskMapping = """
        {"columns":[{"column":"Case ID","source":"meta","field":"Id externo"},{"column":"Complete Timestamp","source":"meta","field":"Fecha del evento","dateFormat":"yyyy/MM/dd HH:mm:ss.fff"},
         {"column":"Activity","source":"meta","field":"Estado","values":{"Insert ticket":"Unmanaged","Assign seriousness":"Unmanaged","Take in charge ticket":"Started","Wait":"FollowUp","Require upgrade":"Transferred","Resolve ticket":"Completed","Closed":"Completed",
           "Create SW anomaly":"Unchanged","Resolve SW anomaly":"Unchanged","Schedule intervention":"Unchanged","RESOLVED":"Unchanged","INVALID":"Unchanged","VERIFIED":"Unchanged"}},
         {"column":"Resource","source":"meta","field":"Autor"},{"constant":"HOME","source":"meta","field":"Agencia"}]}
        """;

    private const string ServiceNowMapping = """
        {"columns":[{"column":"number","source":"meta","field":"Id externo"},{"column":"sys_updated_at","source":"meta","field":"Fecha del evento","dateFormat":"dd-MM-yyyy HH:mm"},
         {"column":"incident_state","source":"meta","field":"Estado","values":{"New":"Unmanaged","Active":"Started","Awaiting User Info":"FollowUp","Awaiting Problem":"FollowUp","Awaiting Vendor":"FollowUp","Awaiting Evidence":"FollowUp","Resolved":"Completed","Closed":"Completed"}},
         {"column":"priority","source":"meta","field":"Prioridad","values":{"1 - Critical":"urgente","2 - High":"alta","3 - Moderate":"normal","4 - Low":"baja"}},
         {"column":"opened_at","source":"meta","field":"Fecha de apertura","dateFormat":"dd-MM-yyyy HH:mm"},{"column":"resolved_at","source":"meta","field":"Fecha de resolución","dateFormat":"dd-MM-yyyy HH:mm","values":{"?":""}},
         {"column":"sys_updated_by","source":"meta","field":"Autor"},{"column":"category","source":"base","field":"Categoría"},{"constant":"HOME","source":"meta","field":"Agencia"}]}
        """;

    // Rule A: three days to the minute; B: to the end of the third calendar day; C: to the end of the third of Monday to Friday; P: hours by priority, day and night; Q: the same with the clock standing in follow-up.
    private static readonly Dictionary<string, SlaPolicy> Rules = new()
    {
        ["a"] = new(3),
        ["b"] = new(3, SlaPolicy.BusinessDays) { Calendar = Calendar([]) },
        ["c"] = new(3, SlaPolicy.BusinessDays) { Calendar = Calendar([DayOfWeek.Saturday, DayOfWeek.Sunday]) },
        ["p"] = ByPriority([]),
        ["q"] = ByPriority([CaseStatus.FollowUp]),
    };

    [Theory, OnEveryDatabase]
    public async Task The_help_desk_log_gives_its_events_cases_transitions_and_breaches(DatabaseKind kind)
    {
        var (file, whole) = Sized(kind, RawHistory.HelpDesk());
        var (raw, rules) = (RawHistory.HelpDeskEvents(file), whole ? ["a", "b", "c"] : new[] { "a" });
        await using var api = await StartAsync(kind);
        using var analyst = await api.SignInAsync(Role.ExperienceAnalyst);
        var done = await ImportAllAsync(analyst, rules, file, HelpDeskMapping);
        Assert.Equal(("completed", raw.Count, raw.Count, 0, 0, 0, 0), Counts(done));

        var (logged, breaches) = (await RawHistory.LoggedAsync(api.Database, "a"), RawHistory.UntilLast(raw, "Resolve ticket"));
        Assert.Equal(RawHistory.ByActivity(raw), RawHistory.ByActivity(logged));
        Assert.Equal(RawHistory.Transitions(raw), RawHistory.Transitions(logged));
        Assert.Equal(breaches, RawHistory.UntilLast(logged, "Resolve ticket"));
        Assert.Equal(breaches, await KeptAsync(api.Database, rules, breaches));
        if (!whole)
            return;
        var expected = RawHistory.Expected("helpdesk_dev");
        AssertLog(expected, raw);
        AssertBreaches(expected.GetProperty("resolucion_ultimo_Resolve_ticket"), breaches);
        Assert.Equal(expected.GetProperty("casos").GetInt32(), await api.Database.ReadAsync(db => db.Cases.CountAsync(c => c.Status == CaseStatus.Completed && db.Campaigns.Any(k => k.Id == c.CampaignId && k.Code == "a"))));
        var again = await ImportAsync(analyst, "campaigns/a/imports?kind=history", Encoding.UTF8.GetBytes(file), HelpDeskMapping);
        Assert.Equal(("completed", raw.Count, 0, 0, raw.Count, 0, 0), Counts(again));
        Assert.Empty(await api.Database.Get<LogVerifier>().CheckAsync([], (_, _) => { }, CancellationToken.None));
    }

    [Theory, OnEveryDatabase]
    public async Task The_service_desk_log_gives_its_breaches_by_priority_and_without_its_pauses(DatabaseKind kind)
    {
        var (file, whole) = Sized(kind, RawHistory.ServiceNow());
        var (raw, rules) = (RawHistory.ServiceNowEvents(file), whole ? ["a", "b", "c"] : new[] { "a" });
        await using var api = await StartAsync(kind);
        using var analyst = await api.SignInAsync(Role.ExperienceAnalyst);
        var done = await ImportAllAsync(analyst, [.. rules, "p", "q"], file, ServiceNowMapping);
        Assert.Equal(("completed", raw.Count, raw.Count, 0, 0, 0, 0), Counts(done));

        var logged = await RawHistory.LoggedAsync(api.Database, "q");
        var (breaches, byPriority, awaiting, late) = (RawHistory.OpenedToResolved(raw), RawHistory.ByPriority(raw), RawHistory.Awaiting(raw), RawHistory.LateWithoutPauses(raw));
        Assert.Equal(RawHistory.ByActivity(raw), RawHistory.ByActivity(logged));
        Assert.Equal(RawHistory.Transitions(raw), RawHistory.Transitions(logged));
        Assert.Equal(breaches, RawHistory.OpenedToResolved(logged));
        Assert.Equal(byPriority, RawHistory.ByPriority(logged));
        Assert.Equal((awaiting, late), (RawHistory.Awaiting(logged), RawHistory.LateWithoutPauses(logged)));

        Assert.Equal(breaches, await KeptAsync(api.Database, rules, breaches));
        var kept = (await ResolvedAsync(api.Database, "p")).GroupBy(c => Codes.Of(c.Priority)).ToDictionary(g => g.Key, g => (g.Count(), g.Count(IsLate)));
        Assert.Equal(byPriority, kept);
        Assert.Equal(late, (await ResolvedAsync(api.Database, "q")).Count(IsLate));
        var paused = await CasesAsync(api.Database, "q");
        Assert.Equal(awaiting.Hours, Math.Round(paused.Sum(c => c.PauseList.Sum(p => (p.To!.Value - p.From).TotalHours)), 2));
        Assert.True(paused.TrueForAll(c => c.DueAt == Rules["q"].Receipt(c.ReceivedAt, Lima, c.Priority, c.PauseList).DueAt), "Each deadline is the end of its receipt.");
        if (!whole)
            return;
        var expected = RawHistory.Expected("servicenow_dev");
        AssertLog(expected, raw);
        AssertBreaches(expected.GetProperty("sla_opened_a_resolved"), breaches);
        foreach (var (code, name) in new[] { ("1", "urgent"), ("2", "high"), ("3", "normal"), ("4", "low") })
        {
            var one = expected.GetProperty("sla_por_prioridad_opened_a_resolved").GetProperty(code);
            Assert.Equal((one.GetProperty("resueltos").GetInt32(), one.GetProperty("incumplen").GetInt32()), byPriority[name]);
        }
        Assert.Equal((expected.GetProperty("horas_en_pausa_Awaiting_total").GetDouble(), expected.GetProperty("incidentes_con_pausa").GetInt32()), awaiting);
        Assert.Equal(expected.GetProperty("incumplen_descontando_pausas").GetInt32(), late);
        Assert.Empty(await api.Database.Get<LogVerifier>().CheckAsync([], (_, _) => { }, CancellationToken.None));
    }

    private static CampaignTime Lima { get; } = new(TimeZoneInfo.FindSystemTimeZoneById("America/Lima"), TimeProvider.System);

    /// <summary>Whether it is the whole file.</summary>
    private static (string File, bool Whole) Sized(DatabaseKind kind, string file) => kind == DatabaseKind.Sqlite || Support.Counts.Full ? (file, true) : (RawHistory.Part(file, 150), false);

    private static async Task<JsonElement> ImportAllAsync(ApiClient analyst, string[] campaigns, string file, string mapping)
    {
        JsonElement done = default;
        foreach (var campaign in campaigns)
            done = await ImportAsync(analyst, $"campaigns/{campaign}/imports?kind=history", Encoding.UTF8.GetBytes(file), mapping);
        return done;
    }

    private static void AssertLog(JsonElement expected, List<RawHistory.Event> events)
    {
        Assert.Equal((expected.GetProperty("eventos").GetInt32(), expected.GetProperty("casos").GetInt32()), (events.Count, events.Select(e => e.Case).Distinct().Count()));
        Assert.Equal(Numbers(expected.GetProperty("eventos_por_estado")), RawHistory.ByActivity(events));
        var transitions = RawHistory.Transitions(events);
        Assert.Equal(expected.GetProperty("transiciones_distintas").GetInt32(), transitions.Count);
        Assert.All(Numbers(expected.GetProperty("transiciones_top")), top => Assert.Equal(top.Value, transitions[top.Key]));
    }

    private static void AssertBreaches(JsonElement expected, RawHistory.Breaches found)
    {
        int Of(string name) => expected.GetProperty(name).GetInt32();
        Assert.Equal(new(Of("casos_cerrados"), Of("A_incumple_mas_de_72h_exactas"), Of("B_incumple_fecha_cierre_posterior_a_apertura_mas_3_dias_calendario"), Of("C_incumple_3_dias_habiles_lun_vie_sin_feriados")), found);
    }

    private static Dictionary<string, int> Numbers(JsonElement counts) => counts.EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetInt32());

    /// <summary>Late cases by what the console keeps of each: its deadline and its completion, in the campaign of each rule. Rules that were left out are taken as found.</summary>
    private static async Task<RawHistory.Breaches> KeptAsync(TestDatabase database, string[] rules, RawHistory.Breaches found)
    {
        var late = new Dictionary<string, int>();
        var cases = 0;
        foreach (var rule in rules)
        {
            var resolved = await ResolvedAsync(database, rule);
            (late[rule], cases) = (resolved.Count(IsLate), resolved.Count);
        }
        return new(cases, late["a"], late.GetValueOrDefault("b", found.B), late.GetValueOrDefault("c", found.C));
    }

    private static bool IsLate(Case one) => one.SlaStateAt(DateTime.UnixEpoch) == SlaState.Missed;

    /// <summary>Without those of which the file says that they were closed, but never when they were resolved.</summary>
    private static async Task<List<Case>> ResolvedAsync(TestDatabase database, string campaign)
    {
        var named = await database.ReadAsync(db => db.CaseEvents.Where(e => e.Data.Contains("\"openedAt\"") && !e.Data.Contains("\"resolvedAt\"")).Select(e => e.CaseId).Distinct().ToListAsync());
        return [.. (await CasesAsync(database, campaign)).Where(c => c.Status == CaseStatus.Completed && !named.Contains(c.Id))];
    }

    private static Task<List<Case>> CasesAsync(TestDatabase database, string campaign) => database.ReadAsync(db => db.Cases.AsNoTracking().Where(c => db.Campaigns.Any(k => k.Id == c.CampaignId && k.Code == campaign)).ToListAsync());

    private static BusinessCalendar Calendar(IReadOnlyList<DayOfWeek> weekend) => new() { Code = "PLAIN", Name = "Plain", FirstYear = 2000, LastYear = 2100, Weekend = weekend };

    private static SlaPolicy ByPriority(IReadOnlyList<CaseStatus> pauses) => new(3, SlaPolicy.BusinessHours)
    {
        HoursByPriority = new Dictionary<CasePriority, int> { [CasePriority.Urgent] = 4, [CasePriority.High] = 8, [CasePriority.Normal] = 72, [CasePriority.Low] = 168 },
        OpenHours = [.. Enum.GetValues<DayOfWeek>().Select(day => new OpenHours(day, TimeOnly.MinValue, TimeOnly.MinValue))],
        PauseStates = pauses,
    };

    private static Task<ApiTest> StartAsync(DatabaseKind kind) => ApiTest.StartAsync(kind, (database, _) => database.CommitAsync(db =>
    {
        foreach (var (code, rule) in Rules)
        {
            var made = CampaignTemplate.Create(CampaignKind.ServiceCase, code, code, database.Clock.UtcNow);
            (made.Settings, made.TimeZone) = (made.Settings with { Sla = rule }, "America/Lima");
            db.Campaigns.Add(made);
        }
    }));
}
