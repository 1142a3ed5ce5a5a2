using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Imports;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;
using OpsConsole.Tests.Filters;
using OpsConsole.Tests.Support;
using Xunit;

namespace OpsConsole.Tests.Domain.Imports;

public sealed class ImportDeskTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory, OnEveryDatabase]
    public async Task Answers_become_cases_and_detractors_alerts_with_deadline_and_reason(DatabaseKind kind)
    {
        await using var bench = await ImportBench.CreateAsync(kind);
        var done = await bench.ImportAsync(ImportBench.Row(1, 3), ImportBench.Row(2, 8), ImportBench.Row(3, 10), "K4|2026-01-10 10:00|HOME||sin nota");
        Assert.Equal((ImportState.Completed, 4, 4, 0, 0, 0, 1, 1), (done.State, done.Total, done.Created, done.Updated, done.Unchanged, done.Rejected, done.Alerts, done.Warnings));
        var alert = await bench.CaseAsync("K1");
        Assert.Equal((true, "Recomendación 3 ≤ 6", SurveyGroup.Detractor, CaseStatus.Unmanaged), (alert.IsAlert, alert.AlertReason, alert.Group!.Value, alert.Status));
        Assert.Equal(new DateTime(2026, 1, 13, 15, 0, 0, DateTimeKind.Utc), alert.DueAt);
        var unscored = await bench.CaseAsync("K4");
        Assert.Equal((false, null, null, null), (unscored.IsAlert, unscored.Score, unscored.Group, unscored.DueAt));
        Assert.Equal(4, await bench.Database.ReadAsync(db => db.CaseEvents.CountAsync(e => e.Type == CaseEventType.Created)));
    }

    [Theory, OnEveryDatabase]
    public async Task The_same_rows_again_shuffled_change_nothing(DatabaseKind kind)
    {
        await using var bench = await ImportBench.CreateAsync(kind);
        await bench.ImportAsync(ImportBench.Row(1, 3), ImportBench.Row(2, 8));
        var before = await bench.SnapshotAsync();
        var again = await bench.ImportAsync(ImportBench.Row(2, 8), ImportBench.Row(1, 3));
        Assert.Equal((2, 2, 0, 0, 0, 0), (again.Total, again.Unchanged, again.Created, again.Updated, again.Rejected, again.Alerts));
        Assert.Equal(before, await bench.SnapshotAsync());
    }

    [Theory, OnEveryDatabase]
    public async Task Other_content_updates_an_open_case_and_is_refused_for_a_completed_one(DatabaseKind kind)
    {
        await using var bench = await ImportBench.CreateAsync(kind);
        await bench.ImportAsync(ImportBench.Row(1, 3), ImportBench.Row(2, 9));
        await bench.CompleteAsync("K2");
        var again = await bench.ImportAsync(ImportBench.Row(1, 9, "mejor"), ImportBench.Row(2, 1));
        Assert.Equal((1, 1, 0), (again.Updated, again.Rejected, again.Created));
        Assert.Equal((2L, 9, false, null), ((await bench.CaseAsync("K1")).Version, (await bench.CaseAsync("K1")).Score!.Value, (await bench.CaseAsync("K1")).IsAlert, (await bench.CaseAsync("K1")).DueAt));
        Assert.Equal("case_completed", Assert.Single(await bench.ProblemsAsync(again.Id)).Code);
    }

    [Theory, OnEveryDatabase]
    public async Task A_second_row_with_the_same_key_is_refused_naming_the_first_line(DatabaseKind kind)
    {
        await using var bench = await ImportBench.CreateAsync(kind);
        var done = await bench.ImportAsync(ImportBench.Row(1, 3), ImportBench.Row(2, 5), ImportBench.Row(1, 4));
        Assert.Equal((2, 1), (done.Created, done.Rejected));
        var problem = Assert.Single(await bench.ProblemsAsync(done.Id));
        Assert.Equal((4, "key.duplicate", "K1", "2"), (problem.Line, problem.Code, problem.Value, problem.Args[0]));
    }

    [Theory, OnEveryDatabase]
    public async Task A_preview_counts_like_the_run_and_writes_nothing(DatabaseKind kind)
    {
        await using var bench = await ImportBench.CreateAsync(kind);
        await bench.ImportAsync(ImportBench.Row(1, 3), ImportBench.Row(2, 8));
        var before = await bench.SnapshotAsync();
        string[] rows = [ImportBench.Header + "|Nueva", ImportBench.Row(1, 3) + "|1", ImportBench.Row(2, 8) + "|", ImportBench.Row(5, 2) + "|7", ImportBench.Row(6, 99) + "|7"];
        var preview = await bench.ImportAsync(new TestTable(rows), dryRun: true);
        Assert.Equal(before, await bench.SnapshotAsync());
        var run = await bench.ImportAsync(new TestTable(rows));
        Assert.Equal((4, 1, 1, 1, 1, 1), (preview.Total, preview.Created, preview.Updated, preview.Unchanged, preview.Rejected, preview.Alerts));
        Assert.Equal((preview.Total, preview.Created, preview.Updated, preview.Unchanged, preview.Rejected, preview.Alerts), (run.Total, run.Created, run.Updated, run.Unchanged, run.Rejected, run.Alerts));
        Assert.Contains(preview.Notices, n => n.Code == ImportNotice.NewColumns && n.Args is ["survey:Comentario", "survey:Nueva"] or ["survey:Nueva"]);
    }

    [Theory, OnEveryDatabase]
    public async Task An_unknown_branch_is_refused_with_a_proposal_unless_branches_are_to_be_made(DatabaseKind kind)
    {
        await using var bench = await ImportBench.CreateAsync(kind);
        var table = new TestTable(ImportBench.Header, "K1|2026-01-10|HOMME|3|x", "K2|2026-01-10|Arequipa|3|x", "K3|2026-01-10||3|x", "K4|2026-01-10|arequipa|3|x");
        var refused = await bench.ImportAsync(table);
        Assert.Equal(["branch.misspelt", "branch.unknown", "branch.missing", "branch.unknown"], (await bench.ProblemsAsync(refused.Id)).Select(p => p.Code));
        Assert.Equal("HOME", (await bench.ProblemsAsync(refused.Id))[0].Args[0]);
        var made = await bench.ImportAsync(table, choices: new(null, CreateBranches: true, AllowNoScore: false));
        Assert.Equal((3, 1), (made.Created, made.Rejected));
        Assert.Equal(["Arequipa", "HOMME"], await bench.Database.ReadAsync(db => db.Branches.Where(b => b.Region!.Code == "SIN_REGION").OrderBy(b => b.Code).Select(b => b.Code).ToListAsync()));
        Assert.Equal((await bench.CaseAsync("K2")).BranchId, (await bench.CaseAsync("K4")).BranchId);
    }

    [Theory, OnEveryDatabase]
    public async Task Taken_back_the_campaign_is_as_before_and_the_keys_are_free_again(DatabaseKind kind)
    {
        await using var bench = await ImportBench.CreateAsync(kind);
        await bench.ImportAsync(ImportBench.Row(1, 3), ImportBench.Row(2, 8));
        var before = await bench.SnapshotAsync();
        bench.Database.Clock.Advance(TimeSpan.FromMinutes(1));
        var second = await bench.ImportAsync(new TestTable(ImportBench.Header + "|Nueva", ImportBench.Row(1, 9, "otro") + "|5", ImportBench.Row(3, 1) + "|6"));
        Assert.Equal((1, 1), (second.Created, second.Updated));
        Assert.Equal(ImportState.Reverted, (await bench.TakeBackAsync(second.Id)).State);
        Assert.Equal(before, await bench.SnapshotAsync());
        var third = await bench.ImportAsync(ImportBench.Row(3, 1), ImportBench.Row(1, 3));
        Assert.Equal((1, 1), (third.Created, third.Unchanged));
        Assert.Equal(1, await bench.Database.ReadAsync(db => db.Cases.CountAsync(c => c.IsRemoved)));
    }

    [Theory, OnEveryDatabase]
    public async Task Cases_that_somebody_touched_stay_and_are_listed(DatabaseKind kind)
    {
        await using var bench = await ImportBench.CreateAsync(kind);
        var done = await bench.ImportAsync(ImportBench.Row(1, 3), ImportBench.Row(2, 4));
        var touched = await bench.CaseAsync("K2");
        await bench.Database.Get<CaseDesk>().OpenAsync(touched.Number, bench.Analyst, None);
        await bench.TakeBackAsync(done.Id);
        Assert.Equal("K2", Assert.Single(await bench.CasesAsync()).ExternalId);
        var kept = Assert.Single(await bench.ProblemsAsync(done.Id, warnings: true));
        Assert.Equal(("revert.kept", touched.Number), (kept.Code, kept.Value));
    }

    [Theory, OnEveryDatabase]
    public async Task A_changed_case_that_was_worked_since_keeps_the_new_values(DatabaseKind kind)
    {
        await using var bench = await ImportBench.CreateAsync(kind);
        await bench.ImportAsync(ImportBench.Row(1, 3));
        var second = await bench.ImportAsync(ImportBench.Row(1, 2, "peor"));
        await bench.Database.Get<CaseDesk>().OpenAsync((await bench.CaseAsync("K1")).Number, bench.Analyst, None);
        await bench.TakeBackAsync(second.Id);
        Assert.Equal(2, (await bench.CaseAsync("K1")).Score);
        Assert.Equal("revert.kept", Assert.Single(await bench.ProblemsAsync(second.Id, warnings: true)).Code);
    }

    [Theory, OnEveryDatabase]
    public async Task After_24_hours_nothing_is_taken_back(DatabaseKind kind)
    {
        await using var bench = await ImportBench.CreateAsync(kind);
        var done = await bench.ImportAsync(ImportBench.Row(1, 3));
        bench.Database.Clock.Advance(TimeSpan.FromHours(24) + TimeSpan.FromSeconds(1));
        Assert.Equal("import.too_old", Assert.IsType<Outcome.Refused>(await bench.Database.Get<ImportDesk>().CancelAsync(done.Id, bench.Analyst, None)).Reasons[0].Code);
        Assert.Single(await bench.CasesAsync());
    }

    [Theory, OnEveryDatabase]
    public async Task A_batch_takes_as_many_statements_whatever_its_rows_are(DatabaseKind kind)
    {
        await using var bench = await ImportBench.CreateAsync(kind);
        await bench.ImportAsync(ImportBench.Row(0, 3));         // the columns are known from here on
        Assert.Equal(await StatementsAsync(1, 5), await StatementsAsync(10, 400));

        async Task<int> StatementsAsync(int first, int rows)
        {
            using var log = new StatementLog(bench.Database.Connection);
            var done = await bench.ImportAsync([.. Enumerable.Range(first, rows).Select(i => ImportBench.Row(i, 3))]);
            Assert.Equal(rows, done.Created);
            return log.Statements.Count;
        }
    }

    [Theory, OnEveryDatabase]
    public async Task A_cancelled_run_leaves_nothing_half_imported(DatabaseKind kind)
    {
        await using var bench = await ImportBench.CreateAsync(kind);
        var id = await bench.ReceiveAsync();
        var rows = new LongTable(1_200) { At = 700, Happens = () => bench.Database.Get<ImportDesk>().CancelAsync(id, bench.Analyst, None) };
        await bench.RunAsync(id, rows);
        var view = await bench.FindAsync(id);
        Assert.Equal(ImportState.Cancelled, view.State);
        Assert.InRange(view.Total, 0, 500);     // the first batch may have been on its way to the disk
        Assert.Empty(await bench.CasesAsync());
    }

    [Theory, OnEveryDatabase]
    public async Task A_fault_of_the_file_imports_nothing(DatabaseKind kind)
    {
        await using var bench = await ImportBench.CreateAsync(kind);
        var failed = await bench.ImportAsync(new TestTable("Id CCX|Fecha encuesta", "1|2026-01-10"));
        Assert.Equal((ImportState.Failed, "score.none"), (failed.State, failed.Fault!.Code));
        Assert.Empty(await bench.CasesAsync());
        Assert.IsType<Outcome.Refused>(await bench.Database.Get<ImportDesk>().CancelAsync(failed.Id, bench.Analyst, None));
    }

    [Theory, OnEveryDatabase]
    public async Task Base_rows_join_answers_whichever_comes_first(DatabaseKind kind)
    {
        await using var bench = await ImportBench.CreateAsync(kind);
        await bench.ImportAsync(new TestTable("ExternalDataReference|Agencia|Segmento", "r1|HOME|Oro", "r2|FAR|Plata"), ImportKind.Base);
        var done = await bench.ImportAsync(new TestTable("Id CCX|Fecha encuesta|ExternalDataReference|Recomendación", "K1|2026-01-10|r1|3", "K2|2026-01-10|r9|3"));
        Assert.Equal((1, 1, 1), (done.Created, done.Rejected, done.Total - 1));
        Assert.Equal(bench.Organisation.Branches[Organisation.Home].Id, (await bench.CaseAsync("K1")).BranchId);
        Assert.Equal("branch.missing", Assert.Single(await bench.ProblemsAsync(done.Id)).Code);
        var changed = await bench.ImportAsync(new TestTable("ExternalDataReference|Agencia|Segmento", "r1|HOME|Diamante", "r2|FAR|Plata"), ImportKind.Base);
        Assert.Equal((1, 1, 0), (changed.Updated, changed.Unchanged, changed.Created));
        Assert.Contains("Diamante", (await bench.CaseAsync("K1")).Values.Values);
        Assert.Equal([CaseEventType.Created, CaseEventType.BaseUpdated], await bench.Database.ReadAsync(db => db.CaseEvents.OrderBy(e => e.Sequence).Select(e => e.Type).ToListAsync()));
        await bench.TakeBackAsync(changed.Id);
        Assert.Contains("Oro", (await bench.CaseAsync("K1")).Values.Values);
    }

    [Theory, OnEveryDatabase]
    public async Task A_completed_case_keeps_its_base_values(DatabaseKind kind)
    {
        await using var bench = await ImportBench.CreateAsync(kind);
        await bench.ImportAsync(new TestTable("ExternalDataReference|Agencia|Segmento", "r1|HOME|Oro"), ImportKind.Base);
        await bench.ImportAsync(new TestTable("Id CCX|Fecha encuesta|ExternalDataReference|Recomendación", "K1|2026-01-10|r1|3"));
        await bench.CompleteAsync("K1");
        await bench.ImportAsync(new TestTable("ExternalDataReference|Agencia|Segmento", "r1|HOME|Diamante"), ImportKind.Base);
        Assert.Contains("Oro", (await bench.CaseAsync("K1")).Values.Values);
    }

    [Theory, OnEveryDatabase]
    public async Task An_answer_without_base_row_is_accepted_and_counted(DatabaseKind kind)
    {
        await using var bench = await ImportBench.CreateAsync(kind);
        await bench.ImportAsync(new TestTable("ExternalDataReference|Segmento", "r1|Oro"), ImportKind.Base);
        var done = await bench.ImportAsync(new TestTable("Id CCX|Fecha encuesta|ExternalDataReference|Recomendación|Agencia", "K1|2026-01-10|r1|3|HOME", "K2|2026-01-10|r2|3|HOME"));
        Assert.Equal((2, 1), (done.Created, done.WithoutBase));
    }

    [Theory]
    [InlineData(Role.Agent, typeof(Outcome.Forbidden))]
    [InlineData(Role.BranchHead, typeof(Outcome.Forbidden))]
    [InlineData(Role.RegionalSupervisor, typeof(Outcome.Forbidden))]
    [InlineData(Role.Administrator, typeof(Outcome.Forbidden))]
    [InlineData(Role.BackOffice, typeof(Outcome.Done))]
    [InlineData(Role.ExperienceAnalyst, typeof(Outcome.Done))]
    public async Task Analysts_import_and_the_back_office_into_its_campaigns(Role role, Type outcome)
    {
        await using var bench = await ImportBench.CreateAsync(DatabaseKind.Sqlite);
        var actor = await bench.Organisation.ActorAsync(role);
        Assert.IsType(outcome, await bench.Database.Get<ImportDesk>().CheckAsync("operaciones", ImportKind.Responses, actor, None));
        Assert.IsType<Outcome.Missing>(await bench.Database.Get<ImportDesk>().CheckAsync("otra", ImportKind.Responses, actor, None));
    }

    [Fact]
    public async Task A_closed_campaign_takes_no_import_and_an_invented_kind_is_refused()
    {
        await using var bench = await ImportBench.CreateAsync(DatabaseKind.Sqlite);
        var desk = bench.Database.Get<ImportDesk>();
        Assert.Equal("kind", Assert.IsType<Outcome.Invalid>(await desk.CheckAsync("operaciones", "invented", bench.Analyst, None)).Errors[0].Field);
        Assert.Equal("mapping", Assert.IsType<Outcome.Invalid>(await desk.ReceiveAsync("operaciones", new("responses", "f", "s", new("{nope", false, false)), bench.Analyst, None)).Errors[0].Field);
        await bench.Database.CommitAsync(db => db.Campaigns.Single().Status = CampaignStatus.Closed);
        Assert.Equal("campaign.closed", Assert.IsType<Outcome.Refused>(await desk.CheckAsync("operaciones", "responses", bench.Analyst, None)).Reasons[0].Code);
    }

    [Fact]
    public async Task The_mapping_is_remembered_for_the_next_file_of_its_kind()
    {
        await using var bench = await ImportBench.CreateAsync(DatabaseKind.Sqlite);
        const string Mapping = """{"columns":[{"column":"id","source":"meta","field":"Id CCX"},{"column":"f","source":"meta","field":"Fecha encuesta"},{"column":"n","source":"survey","field":"Recomendación"},{"constant":"HOME","source":"base","field":"Agencia"}]}""";
        await bench.ImportAsync(new TestTable("id|f|n", "1|2026-01-10|4"), choices: new(Mapping, false, false));
        var next = Assert.IsAssignableFrom<Outcome.Done>(await bench.Database.Get<ImportDesk>().ReceiveAsync("operaciones", new("responses", "f", "s", new(null, false, false), Waits: true), bench.Analyst, None)).Id!;
        Assert.Equal(ImportMapping.Parse(Mapping).ToJson(), ImportMapping.Parse((await bench.FindAsync(next)).Mapping).ToJson());
        Assert.Equal(ImportState.Waiting, (await bench.FindAsync(next)).State);
    }

    [Fact]
    public async Task The_wizard_previews_again_and_then_runs_the_same_upload()
    {
        await using var bench = await ImportBench.CreateAsync(DatabaseKind.Sqlite);
        var desk = bench.Database.Get<ImportDesk>();
        var id = Assert.IsAssignableFrom<Outcome.Done>(await desk.ReceiveAsync("operaciones", new("responses", "f", "s", new(null, false, false), Waits: true), bench.Analyst, None)).Id!;
        Assert.IsType<Outcome.Refused>(await desk.StartAsync(id, bench.Analyst, None));
        var table = new TestTable(ImportBench.Header, ImportBench.Row(1, 3), "K2|ayer|HOME|3|x");
        for (var round = 0; round < 2; round++)
        {
            Assert.IsAssignableFrom<Outcome.Done>(await desk.PreviewAsync(id, new(null, false, false), bench.Analyst, None));
            await bench.RunAsync(id, table);
            Assert.Single(await bench.ProblemsAsync(id));
        }

        Assert.IsAssignableFrom<Outcome.Done>(await desk.StartAsync(id, bench.Analyst, None));
        await bench.RunAsync(id, table);
        Assert.Equal((ImportState.Completed, false, 1, 1), ((await bench.FindAsync(id)).State, (await bench.FindAsync(id)).DryRun, (await bench.FindAsync(id)).Created, (await bench.FindAsync(id)).Rejected));
        Assert.Single(await bench.CasesAsync());
        Assert.IsType<Outcome.Refused>(await desk.StartAsync(id, bench.Analyst, None));
    }
}
