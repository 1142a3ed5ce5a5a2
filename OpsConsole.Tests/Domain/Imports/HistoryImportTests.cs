using System.Globalization;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Imports;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Live;
using OpsConsole.Domain.People;
using OpsConsole.Tests.Support;
using Xunit;

namespace OpsConsole.Tests.Domain.Imports;

/// <summary>What happened elsewhere becomes cases and entries of the log (decisions, "Issue 4, line 6: replay").</summary>
public sealed class HistoryImportTests
{
    private const string Header = "Id externo|Agencia|Fecha del evento|Estado|Prioridad|Autor|Producto";
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly int Rows = Counts.Of(12_000);

    private static readonly string[] Story =
    [
        "T1|HOME|2025-12-01 09:00|Sin Gestión||Mesa|Fibra",
        "T1|HOME|2025-12-01 10:00|Iniciado||Ana|Fibra",
        "T1|HOME|2025-12-01 12:00|Seguimiento||Ana|",
        "T1|HOME|2025-12-01 13:00|Sin cambio||Ana|",
        "T1|HOME|2025-12-01 15:00|started||Ana|",
        "T1|HOME|2025-12-01 16:00|Completado|alta|Ana|Fibra 200",
        "T1|HOME|2025-12-02 09:00|FollowUp||Mesa|",
        "T1|SISTER|2025-12-02 11:00|Completado||Luis|",
    ];

    [Theory, OnEveryDatabase]
    public async Task Events_make_a_case_that_stands_as_they_left_it_and_entries_of_the_log_at_their_own_times(DatabaseKind kind)
    {
        await using var bench = await ImportBench.ServiceAsync(kind);
        var done = await ImportAsync(bench, Story);
        Assert.Equal((ImportState.Completed, 8, 8, 0, 0, 0, 1), (done.State, done.Total, done.Created, done.Updated, done.Unchanged, done.Rejected, done.Cases));
        var made = await bench.CaseAsync("T1");
        Assert.Equal((CaseStatus.Completed, false, CasePriority.High, 1, bench.Organisation.Branches["SISTER"].Id), (made.Status, made.IsOpen, made.Priority, made.ReopenedCount, made.BranchId));
        Assert.Equal((Local("12-01 09:00"), Local("12-01 09:00"), Local("12-01 10:00"), Local("12-02 11:00")), (made.ReceivedAt, made.CreatedAt, made.StartedAt!.Value, made.CompletedAt!.Value));
        Assert.Equal([(Local("12-01 12:00"), Local("12-01 15:00")), (Local("12-02 09:00"), Local("12-02 11:00"))], made.PauseList.Select(p => (p.From, p.To!.Value)));
        Assert.Equal(Local("12-04 14:00"), made.DueAt);         // three days, and the five hours that it stood
        Assert.Equal("Fibra 200", Assert.Single(made.Values).Value);

        var log = await bench.Database.ReadAsync(db => db.CaseEvents.Where(e => e.CaseId == made.Id).OrderBy(e => e.Sequence).ToListAsync());
        Assert.Equal(["created", "opened", "saved", "saved", "opened", "completed", "reopened", "completed"], log.Select(e => e.Type));
        Assert.Equal(Story.Select(s => Local(s.Split('|')[2][5..])), log.Select(e => e.At));
        Assert.All(log, e => Assert.True(e.ById is null && e.Data.Contains("\"imported\":true") && e.Data.Contains(done.Id)));
        Assert.Contains("\"who\":\"Luis\"", log[^1].Data);
        Assert.Contains("\"reopenedCount\":[0,1]", log[6].Data);
        await AssertSoundAsync(bench);
    }

    [Theory, OnEveryDatabase]
    public async Task The_word_that_resolved_a_case_said_again_resolves_it_again_and_another_that_closes_it_only_confirms(DatabaseKind kind)
    {
        const string mapping = """
            {"columns":[{"column":"caso","source":"meta","field":"Id externo"},{"column":"hora","source":"meta","field":"Fecha del evento","dateFormat":"yyyy/MM/dd HH:mm:ss.fff"},
             {"column":"hecho","source":"meta","field":"Estado","values":{"Take":"Started","Resolve":"Completed","Closed":"Completed"}},{"column":"abierto","source":"meta","field":"Fecha de apertura","dateFormat":"dd-MM-yyyy HH:mm"},
             {"column":"resuelto","source":"meta","field":"Fecha de resolución","dateFormat":"dd-MM-yyyy HH:mm","values":{"?":""}},{"constant":"HOME","source":"meta","field":"Agencia"}]}
            """;
        await using var bench = await ImportBench.ServiceAsync(kind);
        await ImportAsync(bench, ["caso|hora|hecho|abierto|resuelto",
            "A|2025/10/01 10:00:00.500|Take||?", "A|2025/10/01 11:00:00.000|Resolve||?", "A|2025/10/01 12:00:00.000|Resolve||?", "A|2025/10/31 12:00:00.000|Closed||?",
            "B|2025/10/01 10:00:00.000|Take|30-09-2025 08:00|01-10-2025 11:30", "B|2025/10/02 10:00:00.000|Closed|30-09-2025 08:00|01-10-2025 11:30"], mapping);
        var (a, b) = (await bench.CaseAsync("A"), await bench.CaseAsync("B"));
        Assert.Equal((Local("10-01 10:00").AddMilliseconds(500), Local("10-01 12:00")), (a.ReceivedAt, a.CompletedAt!.Value));
        Assert.Equal((Local("09-30 08:00"), Local("10-01 11:30")), (b.ReceivedAt, b.CompletedAt!.Value));
        Assert.Equal(Local("10-03 08:00"), b.DueAt);
    }

    [Theory, OnEveryDatabase]
    public async Task Where_the_file_numbers_the_events_of_a_case_the_numbers_count_and_not_the_clocks(DatabaseKind kind)
    {
        const string header = "Id externo|Agencia|Fecha del evento|Estado|Orden";
        await using var bench = await ImportBench.ServiceAsync(kind);
        var done = await ImportAsync(bench, [header, "T|HOME|2025-12-01 11:10|Sin Gestión|0", "T|HOME|2025-12-02 09:00|Completado|3", "T|HOME|2025-12-01 09:52|Iniciado|1.0", "T|HOME|2025-12-01 11:03|Seguimiento|2", "T|HOME|2025-12-01 11:03|Seguimiento|dos"]);
        Assert.Equal((4, 1, "order.not_whole"), (done.Created, done.Rejected, Assert.Single(await bench.ProblemsAsync(done.Id)).Code));
        var made = await bench.CaseAsync("T");
        Assert.Equal((Local("12-01 11:10"), Local("12-01 09:52"), Local("12-02 09:00"), 0), (made.ReceivedAt, made.StartedAt!.Value, made.CompletedAt!.Value, made.ReopenedCount));
        Assert.Equal(["created", "opened", "saved", "completed"], await bench.Database.ReadAsync(db => db.CaseEvents.Where(e => e.CaseId == made.Id).OrderBy(e => e.Version).Select(e => e.Type).ToListAsync()));
        Assert.Equal(4, (await ImportAsync(bench, [header, "T|HOME|2025-12-01 11:10|Sin Gestión|0", "T|HOME|2025-12-02 09:00|Completado|3", "T|HOME|2025-12-01 09:52|Iniciado|1", "T|HOME|2025-12-01 11:03|Seguimiento|2"])).Unchanged);
    }

    [Theory, OnEveryDatabase]
    public async Task In_whatever_order_and_batches_the_rows_come_the_cases_stand_the_same(DatabaseKind kind)
    {
        await using var sorted = await ImportBench.ServiceAsync(kind);
        await using var shuffled = await ImportBench.ServiceAsync(kind);
        var rows = Events();
        var done = await ImportAsync(sorted, rows);
        Assert.Equal((Rows, Rows), (done.Total, done.Created));
        var mixed = rows.ToArray();
        new Random(11).Shuffle(mixed);
        Assert.Equal(Rows, (await ImportAsync(shuffled, mixed)).Created);
        Assert.Equal(await StandAsync(sorted), await StandAsync(shuffled));
        await AssertSoundAsync(shuffled);
    }

    [Theory, OnEveryDatabase]
    public async Task The_same_file_again_changes_nothing_twins_included_and_a_longer_one_adds_what_is_new(DatabaseKind kind)
    {
        await using var bench = await ImportBench.ServiceAsync(kind);
        string[] twins = [.. Story, Story[3], "T2|FAR|2025-12-05 10:00|Iniciado|||"];
        Assert.Equal(10, (await ImportAsync(bench, twins)).Created);
        var before = await StandAsync(bench);
        var again = await ImportAsync(bench, [.. twins.Reverse()]);
        Assert.Equal((10, 10, 0), (again.Total, again.Unchanged, again.Cases));
        Assert.Equal(before, await StandAsync(bench));
        var longer = await ImportAsync(bench, [.. twins, "T1|SISTER|2025-12-03 09:00|Iniciado||Eva|", Story[3], "T1|HOME|2025-12-01 11:00|Seguimiento||Ana|", "T3|FAR|2025-12-05 10:00|Iniciado|||"]);
        Assert.Equal((10, 3, 1, 1), (longer.Unchanged, longer.Updated, longer.Created, longer.Cases));
        var made = await bench.CaseAsync("T1");
        Assert.Equal((CaseStatus.Started, true, 2, null), (made.Status, made.IsOpen, made.ReopenedCount, made.CompletedAt));
        Assert.Equal(Local("12-01 11:00"), made.PauseList[0].From);      // the row that came late stands where it belongs
        Assert.False(made.AwaitsDeadline);
        await AssertSoundAsync(bench);
    }

    [Theory, OnEveryDatabase]
    public async Task Interrupted_it_goes_on_from_its_last_batch_and_ends_as_if_nothing_had_been(DatabaseKind kind)
    {
        await using var whole = await ImportBench.ServiceAsync(kind);
        await using var bench = await ImportBench.ServiceAsync(kind);
        var rows = Events();
        new Random(5).Shuffle(rows);
        await ImportAsync(whole, rows);
        var id = await bench.ReceiveAsync(ImportKind.History);
        var cut = new TestTable([Header, .. rows]) { At = Rows / 3 + 200, Happens = () => throw new IOException("pulled") };
        await Assert.ThrowsAsync<IOException>(() => bench.RunAsync(id, cut));
        var half = await bench.FindAsync(id);
        Assert.Equal((ImportState.Running, half.Created), (half.State, half.Total));
        Assert.InRange(half.Total, 1, Rows - 1);
        await bench.RunAsync(id, new TestTable([Header, .. rows]));
        var done = await bench.FindAsync(id);
        Assert.Equal((ImportState.Completed, Rows, Rows, Cases), (done.State, done.Total, done.Created, done.Cases));
        Assert.Equal(await StandAsync(whole), await StandAsync(bench));
        await bench.TakeBackAsync(id);
        Assert.Empty(await bench.CasesAsync());
        await AssertSoundAsync(bench);
    }

    [Theory, OnEveryDatabase]
    public async Task Taken_back_older_cases_stand_as_before_and_the_events_may_come_again(DatabaseKind kind)
    {
        await using var bench = await ImportBench.ServiceAsync(kind);
        var first = await ImportAsync(bench, [.. Story, "T2|FAR|2026-01-10 10:00|Iniciado|||"]);
        var before = await StandAsync(bench);
        string[] more = ["T1|HOME|2025-12-03 09:00|Iniciado|baja|Eva|Cobre", "T1|HOME|2025-12-01 11:00|Seguimiento|||", "T3|HOME|2026-01-10 10:00|Iniciado|||"];
        var second = await ImportAsync(bench, more);
        Assert.Equal((1, 2), (second.Created, second.Updated));
        var after = await StandAsync(bench);
        Assert.Equal(ImportState.Reverted, (await bench.TakeBackAsync(second.Id)).State);
        Assert.Equal(before, await StandAsync(bench));
        Assert.Equal(CaseEventType.ImportReverted, await bench.Database.ReadAsync(db => db.CaseEvents.OrderByDescending(e => e.Sequence).Where(e => e.CampaignId == bench.Organisation.Service!.Id).Select(e => e.Type).FirstAsync()));
        Assert.Equal((1, 2), ((await ImportAsync(bench, more)).Created, (await bench.CasesAsync()).Count(c => c.Status == CaseStatus.Started && c.BranchId == bench.Organisation.Branches["HOME"].Id)));
        Assert.Equal(after, await StandAsync(bench));

        var worked = await bench.CaseAsync("T2");
        await bench.Database.Get<CaseDesk>().TakeOverAsync(worked.Number, bench.Analyst, None);
        await bench.TakeBackAsync(first.Id);
        Assert.Equal(["T2", "T3"], (await bench.CasesAsync()).Select(c => c.ExternalId));
        Assert.Equal(("revert.kept", worked.Number), (await bench.ProblemsAsync(first.Id, warnings: true)).Select(p => (p.Code, p.Value!)).Single());
        await AssertSoundAsync(bench);
    }

    [Theory, OnEveryDatabase]
    public async Task A_row_at_fault_is_rejected_alone_with_line_column_and_code(DatabaseKind kind)
    {
        await using var bench = await ImportBench.ServiceAsync(kind);
        await ImportAsync(bench, ["W|HOME|2025-12-01 09:00|Iniciado|||"]);
        await bench.Database.Get<CaseDesk>().TakeOverAsync((await bench.CaseAsync("W")).Number, bench.Analyst, None);
        var own = await bench.ImportAsync(new TestTable("Id externo|Agencia", "C|HOME"), ImportKind.Cases);
        Assert.Equal(1, own.Created);
        var done = await ImportAsync(bench, ["Id externo|Agencia|Fecha del evento|Estado|Id de evento|Prioridad",
            "T|HOME|2025-12-01 09:00|Iniciado|e1|", "|HOME|2025-12-01 09:00|Iniciado||", "T|HOME|31/02/2025|Iniciado||", "T|HOME|2026-01-15 11:00|Iniciado||",
            "T|HOME|2025-12-01 10:00|Wait||", "T|HOME|2025-12-01 10:00|||", "T|HOMME|2025-12-01 10:00|Iniciado||", "T||2025-12-01 10:00|Iniciado||",
            "T|HOME|2025-12-01 11:00|Iniciado|e1|", "T|HOME|2025-12-01 12:00|Iniciado|e2|ya", "W|HOME|2025-12-02 09:00|Completado||", "C|HOME|2025-12-02 09:00|Completado||"]);
        Assert.Equal((1, 11), (done.Created, done.Rejected));
        Assert.Equal(["3 key.missing Id externo", "4 date.no_such_day Fecha del evento", "5 history.future Fecha del evento", "6 state.unknown Estado", "7 state.missing Estado", "8 branch.misspelt Agencia",
            "9 branch.missing Agencia", "10 key.duplicate Id de evento", "11 priority.unknown Prioridad", "12 history.case_worked Id externo", "13 history.other_case Id externo"],
            (await bench.ProblemsAsync(done.Id)).Select(p => $"{p.Line} {p.Code} {p.Column}"));
        var other = await ImportAsync(bench, ["Id externo|Agencia|Fecha del evento|Estado|Id de evento", "T|HOME|2025-12-01 09:30|Iniciado|e1"]);
        Assert.Equal("history.event_changed", Assert.Single(await bench.ProblemsAsync(other.Id)).Code);
        Assert.Equal("columns.required_missing", (await ImportAsync(bench, ["Id externo|Agencia|Estado", "T|HOME|Iniciado"])).Fault!.Code);
        Assert.Equal("date.month_first", (await ImportAsync(bench, ["Id externo|Agencia|Fecha del evento|Estado", "T|HOME|01/31/2025|Iniciado"])).Fault!.Code);
    }

    [Theory, OnEveryDatabase]
    public async Task A_preview_counts_like_the_run_and_writes_nothing(DatabaseKind kind)
    {
        await using var bench = await ImportBench.ServiceAsync(kind);
        await ImportAsync(bench, Story[..4]);
        var before = await StandAsync(bench);
        string[] rows = [.. Story, .. Enumerable.Range(0, 700).Select(i => $"N{i % 3}|HOME|{new DateTime(2025, 11, 1).AddMinutes(i):yyyy-MM-dd HH:mm}|Iniciado|||"), "N9|?|2025-12-01|Iniciado|||"];
        var preview = await bench.ImportAsync(new TestTable([Header, .. rows]), ImportKind.History, dryRun: true);
        Assert.Equal(before, await StandAsync(bench));
        var run = await ImportAsync(bench, rows);
        Assert.Equal((709, 700, 4, 4, 1, 3), (preview.Total, preview.Created, preview.Updated, preview.Unchanged, preview.Rejected, preview.Cases));
        Assert.Equal((preview.Total, preview.Created, preview.Updated, preview.Unchanged, preview.Rejected, preview.Cases), (run.Total, run.Created, run.Updated, run.Unchanged, run.Rejected, run.Cases));
    }

    [Fact]
    public async Task It_is_for_analysts_and_for_service_cases()
    {
        await using var bench = await ImportBench.ServiceAsync(DatabaseKind.Sqlite);
        var (desk, done) = (bench.Database.Get<ImportDesk>(), await ImportAsync(bench, Story));
        foreach (var role in Enum.GetValues<Role>().Where(r => r != Role.ExperienceAnalyst))
        {
            var actor = await bench.Organisation.ActorAsync(role);
            Assert.IsType<Outcome.Forbidden>(await desk.CheckAsync("servicio", ImportKind.History, actor, None));
            Assert.IsType<Outcome.Forbidden>(await desk.CancelAsync(done.Id, actor, None));
        }
        var office = await bench.Organisation.ActorAsync(Role.BackOffice);
        Assert.IsType<Outcome.Done>(await desk.CheckAsync("servicio", ImportKind.Cases, office, None));
        Assert.IsType<Outcome.Forbidden>((await bench.Database.Get<ImportQueries>().FindAsync(done.Id, office, None)).Refusal);
        Assert.Empty(await bench.Database.Get<ImportQueries>().RecentAsync("servicio", 10, office, None));
        Assert.Equal("import.kind_unfit", Assert.IsType<Outcome.Invalid>(await desk.CheckAsync("operaciones", ImportKind.History, bench.Analyst, None)).Errors[0].Code);
    }

    private const int Cases = 37;

    private static Task<ImportView> ImportAsync(ImportBench bench, string[] rows, string? mapping = null) =>
        bench.ImportAsync(new TestTable(rows[0].Contains("Estado", StringComparison.Ordinal) || mapping is not null ? rows : [Header, .. rows]), ImportKind.History, new(mapping, false, false));

    /// <summary>Every case through many states, in the order of their times.</summary>
    private static string[] Events()
    {
        string[] states = ["Iniciado", "Seguimiento", "Sin cambio", "Completado", "Sin Gestión", "Traslado"], branches = ["HOME", "SISTER", "FAR"], priorities = ["", "alta", "baja", ""];
        var random = new Random(3);
        return [.. Enumerable.Range(0, Rows).Select(i => string.Join('|', $"E{i % Cases}", branches[random.Next(3)],
            new DateTime(2025, 11, 1).AddMinutes(i).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture), states[random.Next(6)], priorities[random.Next(4)], $"P{i % 5}", i % 7 == 0 ? $"V{i}" : ""))];
    }

    private static DateTime Local(string at) => DateTime.SpecifyKind(DateTime.ParseExact("2025-" + at, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture).AddHours(5), DateTimeKind.Utc);

    private static async Task<string> StandAsync(ImportBench bench) => string.Join('\n', (await bench.CasesAsync()).OrderBy(c => c.ExternalId, StringComparer.Ordinal).Select(c =>
        $"{c.ExternalId} {c.Status} {c.IsOpen} {c.BranchId} {c.Priority} {c.ReceivedAt:O} {c.StartedAt:O} {c.CompletedAt:O} {c.DueAt:O} {c.ReopenedCount} {c.AwaitsDeadline} {string.Join(',', c.PauseList)} {string.Join(',', c.Values.OrderBy(v => v.Key))}"));

    /// <summary>The chain holds, the totals agree with the cases, and nobody is told of what is long past.</summary>
    private static async Task AssertSoundAsync(ImportBench bench)
    {
        Assert.Empty(await bench.Database.Get<LogVerifier>().CheckAsync([], (_, _) => { }, None));
        Assert.Equal(
            await bench.Database.ReadAsync(db => db.Cases.Where(c => !c.IsRemoved).GroupBy(c => new { c.BranchId, c.Status }).Select(g => new { g.Key.BranchId, g.Key.Status, Count = g.Count() }).OrderBy(g => g.BranchId).ThenBy(g => g.Status).ToListAsync()),
            await bench.Database.ReadAsync(db => db.CaseTotals.Where(t => t.Count > 0).Select(t => new { t.BranchId, t.Status, t.Count }).OrderBy(g => g.BranchId).ThenBy(g => g.Status).ToListAsync()));
        Assert.Equal(0, await bench.Database.ReadAsync(db => db.Notifications.CountAsync(n => n.CaseId != null)));
        Assert.False(await bench.Database.ReadAsync(db => db.Cases.AnyAsync(c => c.AwaitsDeadline && c.DueAt <= bench.Database.Clock.UtcNow)));
    }
}
