using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Bulk;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Exports;
using OpsConsole.Domain.Imports;
using OpsConsole.Domain.Jobs;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Live;
using OpsConsole.Domain.Notifications;
using OpsConsole.Domain.People;
using OpsConsole.Tests.Domain.Bulk;
using OpsConsole.Tests.Domain.Imports;
using OpsConsole.Tests.Support;
using Xunit;

namespace OpsConsole.Tests.Domain.Notifications;

/// <summary>Whoever started something long and looks elsewhere is told how it ended, once (docs/rules.md, "Notifications").</summary>
public sealed class JobNotificationTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory, OnEveryDatabase]
    public async Task An_import_that_ends_is_told_with_the_way_to_it_and_a_preview_is_not(DatabaseKind kind)
    {
        await using var bench = await ImportBench.CreateAsync(kind);
        await bench.ImportAsync(new TestTable([ImportBench.Header, ImportBench.Row(1, 3)]), dryRun: true);
        Assert.Empty(await OfAsync(bench.Database, bench.Analyst));
        var import = await bench.ImportAsync(ImportBench.Row(1, 3), ImportBench.Row(2, 9));
        var told = Assert.Single(await OfAsync(bench.Database, bench.Analyst));
        Assert.Equal((NotificationKind.ImportDone, import.Id, "operaciones", bench.Organisation.Campaign.Name, 2, true), (told.Kind, told.Job, told.Campaign, told.CampaignName, told.Count, told.IsUnread));
        await bench.TakeBackAsync(import.Id);
        Assert.Single(await OfAsync(bench.Database, bench.Analyst));
    }

    [Theory, OnEveryDatabase]
    public async Task An_import_that_fails_is_told_and_when_it_is_tried_again_only_how_it_ended_then(DatabaseKind kind)
    {
        await using var bench = await ImportBench.CreateAsync(kind);
        var id = await bench.ReceiveAsync();
        await bench.Database.Get<ImportRunDesk>().RunAsync(id, (_, _) => throw new FileFaultException("import.file_gone"), bench.Analyst, None);
        Assert.Equal((NotificationKind.ImportFailed, id), Assert.Single(await OfAsync(bench.Database, bench.Analyst)) is var first ? (first.Kind, first.Job) : default);
        Assert.IsAssignableFrom<Outcome.Done>(await bench.Database.Get<ImportDesk>().PreviewAsync(id, new(null, false, false), bench.Analyst, None));
        await bench.RunAsync(id, new TestTable([ImportBench.Header, ImportBench.Row(1, 3)]));
        Assert.IsAssignableFrom<Outcome.Done>(await bench.Database.Get<ImportDesk>().StartAsync(id, bench.Analyst, None));
        await bench.RunAsync(id, new TestTable([ImportBench.Header, ImportBench.Row(1, 3)]));
        Assert.Equal(NotificationKind.ImportDone, Assert.Single(await OfAsync(bench.Database, bench.Analyst)).Kind);
    }

    [Theory, OnEveryDatabase]
    public async Task Whoever_looks_on_is_not_told_and_a_window_that_lost_its_browser_does_not_look(DatabaseKind kind)
    {
        await using var bench = await ImportBench.CreateAsync(kind);
        var window = bench.Database.Get<JobWatch>().Enter();
        var id = await bench.ReceiveAsync();
        window.Show(this, [id]);
        await bench.RunAsync(id, new TestTable([ImportBench.Header, ImportBench.Row(1, 3)]));
        Assert.Empty(await OfAsync(bench.Database, bench.Analyst));
        var second = await bench.ReceiveAsync();
        window.Show(this, [second]);
        window.Connected(false);
        await bench.RunAsync(second, new TestTable([ImportBench.Header, ImportBench.Row(2, 3)]));
        Assert.Single(await OfAsync(bench.Database, bench.Analyst));
        window.Connected(true);
        window.Show(this, []);
        await bench.ImportAsync(ImportBench.Row(3, 3));
        Assert.Equal(2, (await OfAsync(bench.Database, bench.Analyst)).Count);
    }

    [Theory, OnEveryDatabase]
    public async Task Looking_at_how_it_ended_reads_what_told_of_it(DatabaseKind kind)
    {
        await using var bench = await ImportBench.CreateAsync(kind);
        var import = await bench.ImportAsync(ImportBench.Row(1, 3));
        var desk = bench.Database.Get<NotificationDesk>();
        await desk.ReadJobAsync(import.Id, await bench.Organisation.ActorAsync(Role.BranchHead), None);
        Assert.True(Assert.Single(await OfAsync(bench.Database, bench.Analyst)).IsUnread);
        await desk.ReadJobAsync(import.Id, bench.Analyst, None);
        Assert.False(Assert.Single(await OfAsync(bench.Database, bench.Analyst)).IsUnread);
    }

    [Theory, OnEveryDatabase]
    public async Task A_file_that_is_ready_or_cannot_be_made_is_told_and_a_cancelled_one_is_not(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var organisation = await Organisation.CreateAsync(database);
        var analyst = await organisation.ActorAsync(Role.ExperienceAnalyst);
        var (desk, queue) = (database.Get<ExportDesk>(), database.Get<ExportQueue>());
        var id = Assert.IsAssignableFrom<Outcome.Done>(await desk.RequestAsync(new("operaciones", ExportJob.Csv, campaign => new(campaign)), analyst, None)).Id!;
        await queue.ClaimAsync(None);
        await queue.FinishAsync(id, JobState.Failed, "job.interrupted", new(), null, None);
        Assert.Equal(NotificationKind.ExportFailed, Assert.Single(await OfAsync(database, analyst)).Kind);
        await desk.RetryAsync(id, analyst, None);
        await queue.ClaimAsync(None);
        await queue.FinishAsync(id, JobState.Done, null, new() { Rows = 7, Total = 7 }, null, None);
        var told = Assert.Single(await OfAsync(database, analyst));
        Assert.Equal((NotificationKind.ExportDone, id, 7), (told.Kind, told.Job, told.Count));
        var cancelled = Assert.IsAssignableFrom<Outcome.Done>(await desk.RequestAsync(new("operaciones", ExportJob.Csv, campaign => new(campaign)), analyst, None)).Id!;
        await queue.ClaimAsync(None);
        await queue.FinishAsync(cancelled, JobState.Cancelled, null, new(), null, None);
        Assert.Single(await OfAsync(database, analyst));
    }

    [Theory, OnEveryDatabase]
    public async Task A_change_of_many_cases_is_told_with_how_many_and_taking_it_back_tells_nothing_more(DatabaseKind kind)
    {
        await using var bench = await BulkBench.CreateAsync(kind);
        await bench.FillAsync(4, _ => false);
        var job = await bench.RunAsync((await bench.PrepareAsync(BulkAction.Share, new() { User = (await bench.Organisation.PersonAsync(Role.Agent)).Email })).Id);
        var told = Assert.Single(await OfAsync(bench.Database, bench.Head));
        Assert.Equal((NotificationKind.BulkDone, job.Id, job.Done, "operaciones"), (told.Kind, told.Job, told.Count, told.Campaign));
        await bench.UndoAsync(job.Id);
        Assert.Single(await OfAsync(bench.Database, bench.Head));
    }

    [Theory, OnEveryDatabase]
    public async Task Of_a_project_that_one_may_no_longer_see_nothing_is_shown(DatabaseKind kind)
    {
        await using var bench = await ImportBench.CreateAsync(kind);
        await bench.ImportAsync(ImportBench.Row(1, 3));
        var told = Assert.Single(await bench.Database.Get<NotificationQueries>().PageAsync(10, null, false, bench.Analyst with { HiddenCampaignIds = [bench.Organisation.Campaign.Id] }, None));
        Assert.True(told.IsOutOfReach);
        Assert.Equal((null, null), (told.Campaign, told.CampaignName));
    }

    private static Task<IReadOnlyList<NotificationView>> OfAsync(TestDatabase database, Actor actor) => database.Get<NotificationQueries>().PageAsync(50, null, false, actor, None);
}
