using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Demo;
using OpsConsole.Domain.Imports;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Notifications;
using OpsConsole.Domain.People;
using OpsConsole.Domain.RepeatContacts;
using OpsConsole.Tests.Support;
using Xunit;

namespace OpsConsole.Tests.Domain.Demo;

public sealed partial class DemoTests(MadeDemos demos) : IClassFixture<MadeDemos>
{
    private static readonly string[] Filled = ["Celular1", "Agencia", "Representante", "Fecha_Operacion", "Nombre_Cliente", "Recomendación", "Fecha encuesta"];

    [Theory, OnEveryDatabase]
    public async Task The_demo_holds_what_the_specification_counts(DatabaseKind kind)
    {
        var database = await demos.GetAsync(kind);
        var now = database.Clock.UtcNow;
        var campaigns = await database.ReadAsync(db => db.Campaigns.ToDictionaryAsync(c => c.Id, c => c.Code));
        var everything = await database.ReadAsync(db => db.Cases.AsNoTracking().Include(c => c.Attempts).Include(c => c.Shares).AsSplitQuery().ToListAsync());
        var cases = everything.Where(c => campaigns[c.CampaignId] == DemoDesk.Campaign).ToList();
        var branches = await database.ReadAsync(db => db.Branches.AsNoTracking().Include(b => b.Region).ToListAsync());
        Assert.Equal(["AREQUIPA Sur", "CUSCO Sur", "PIURA Norte", "TRUJILLO Norte"], branches.Select(b => $"{b.Code} {b.Region!.Code}").Order());
        Assert.Equal(1_200, cases.Count);
        Assert.All(branches, branch => Assert.Equal(300, cases.Count(c => c.BranchId == branch.Id)));
        Assert.All(cases, c => Assert.InRange(now - c.ReceivedAt, TimeSpan.Zero, TimeSpan.FromDays(30)));
        var alerts = cases.Where(c => c.IsAlert).ToList();
        Assert.Equal(Enum.GetValues<CaseStatus>().Order(), alerts.Select(c => c.Status).Distinct().Order());
        Assert.All(branches, branch => Assert.InRange(
            alerts.Count(c => c.BranchId == branch.Id && c.Status == CaseStatus.Unmanaged && (now - c.ReceivedAt).TotalDays is >= 2 and <= 20), 30, 60));
        var states = alerts.GroupBy(c => c.SlaStateAt(now)!.Value).ToDictionary(g => g.Key, g => g.Count());
        Assert.All(Enum.GetValues<SlaState>(), state => Assert.True(states[state] >= 20, $"{state}: {states[state]}"));
        Assert.All(cases.Where(c => c.Status == CaseStatus.Completed), c => Assert.True(c.Attempts.Count > 0 && TextFold.VisibleLength(c.ActionPlan) >= 20));
        Assert.Contains(alerts, c => c.Shares.Count > 0);
        Assert.Contains(alerts, c => c.NextContactAt > now);
        var service = everything.Where(c => campaigns[c.CampaignId] == DemoDesk.ServiceCampaign).ToList();
        var requests = everything.Where(c => campaigns[c.CampaignId] == DemoDesk.RetentionCampaign).ToList();
        var cell = everything.Where(c => campaigns[c.CampaignId] == DemoDesk.CellCampaign).ToList();
        var requirements = everything.Where(c => campaigns[c.CampaignId] == DemoDesk.RequirementsCampaign).ToList();
        Assert.Equal(everything.Count, cases.Count + service.Count + requests.Count + cell.Count + requirements.Count);
        foreach (var own in service.GroupBy(c => c.BranchId))
        {
            Assert.Equal(DemoService.PerBranch, own.Count());
            Assert.Equal(DemoService.Closed, own.Count(c => c.Status == CaseStatus.Completed && c.DispositionPath is not null));
            Assert.Equal(DemoService.Promised, own.Count(c => c.NextContactAt < now));
            Assert.Equal(DemoService.Waiting + DemoService.Fresh, own.Count(c => c.Status == CaseStatus.Unmanaged));
        }
        Assert.Equal(branches.Count, service.Select(c => c.BranchId).Distinct().Count());
        Assert.All(service, c => Assert.NotNull(c.CustomerId));
    }

    [Theory, OnEveryDatabase]
    public async Task The_demo_has_three_hundred_withdrawal_requests_in_every_state_with_every_motive(DatabaseKind kind)
    {
        var database = await demos.GetAsync(kind);
        var now = database.Clock.UtcNow;
        var campaign = await database.ReadAsync(db => db.Campaigns.AsNoTracking().SingleAsync(c => c.Code == DemoDesk.RetentionCampaign));
        var requests = await database.ReadAsync(db => db.Cases.AsNoTracking().Include(c => c.Attempts).Include(c => c.Branch).Where(c => c.CampaignId == campaign.Id).ToListAsync());
        Assert.Equal(300, requests.Count);
        Assert.All(requests.GroupBy(c => c.BranchId), own => Assert.Equal((75, DemoRetention.Disposed), (own.Count(), own.Count(c => c.DispositionPath is not null))));
        var catalogue = campaign.Settings.Retention;
        var paths = requests.Where(c => c.DispositionPath is not null).Select(c => string.Join(' ', Json.Read<List<string>>(c.DispositionPath!))).ToHashSet();
        Assert.Empty(catalogue.States.SelectMany(state => catalogue.MotivesOf(state).Select(motive => $"{state.Code} {motive.Code}")).Except(paths));
        Assert.All(requests, c => Assert.Equal(c.DispositionPath is not null && !c.DispositionPath.Contains("pendiente"), c.Status == CaseStatus.Completed));
        Assert.All(requests.Where(c => c.DispositionPath?.Contains("no_contesta_derivado") == true), c => Assert.Equal(3, c.Attempts.Select(a => a.At.Date).Distinct().Count()));
        Assert.True(requests.Sum(c => c.DiscountPoints ?? 0) > 1_000);
        var states = requests.GroupBy(c => c.SlaStateAt(now)!.Value).ToDictionary(g => g.Key, g => g.Count());
        Assert.All(new[] { SlaState.Met, SlaState.Missed, SlaState.Overdue }, state => Assert.True(states.GetValueOrDefault(state) >= 20, $"{state}: {states.GetValueOrDefault(state)}"));
        Assert.All(requests, c => Assert.InRange(now - c.CreatedAt, TimeSpan.Zero, TimeSpan.FromDays(30)));
        Assert.Contains(requests, c => c.Status == CaseStatus.FollowUp && c.NextContactAt > now);
        Assert.Contains(requests, c => c.Status == CaseStatus.FollowUp && c.NextContactAt < now);
        Assert.Contains(requests, c => c.Status == CaseStatus.Completed && c.NextContactAt > now);
        Assert.True(requests.Count(c => c.Status == CaseStatus.Unmanaged && c.SlaStateAt(now) is SlaState.OnTime or SlaState.DueSoon) >= 40);
        var agency = campaign.Schema.Fields.Single(f => f.Name == "Agencia").Key;
        Assert.All(requests, c => Assert.Equal(c.Branch!.Code, c.Values[agency]));
        Assert.All(requests, c => Assert.NotNull(c.CustomerId));
        Assert.Equal(0, await database.ReadAsync(db => db.Imports.CountAsync(i => i.Rejected > 0 || i.State != ImportState.Completed)));
        Assert.Equal(0, await database.ReadAsync(db => db.Notifications.CountAsync(n => n.Kind == NotificationKind.ImportDone)));
    }

    [Theory, OnEveryDatabase]
    public async Task The_demo_has_three_hundred_escalations_that_wait_are_late_answered_given_back_and_closed(DatabaseKind kind)
    {
        var database = await demos.GetAsync(kind);
        var now = database.Clock.UtcNow;
        var campaign = await database.ReadAsync(db => db.Campaigns.AsNoTracking().SingleAsync(c => c.Code == DemoDesk.CellCampaign));
        Assert.All(campaign.Settings.Cell.Areas, area => Assert.NotEmpty(area.People));
        var cases = await database.ReadAsync(db => db.Cases.AsNoTracking().Include(c => c.Branch).Include(c => c.Shares).Where(c => c.CampaignId == campaign.Id).ToListAsync());
        Assert.Equal(300, cases.Count);
        foreach (var own in cases.GroupBy(c => c.BranchId))
        {
            Assert.Equal(DemoCell.PerBranch, own.Count());
            Assert.Equal(DemoCell.Closed, own.Count(c => c.Status == CaseStatus.Completed));
            Assert.Equal((DemoCell.Answered, DemoCell.Returned), (own.Count(c => c.EscalationState == EscalationState.Answered), own.Count(c => c.EscalationState == EscalationState.Returned)));
            Assert.Equal((DemoCell.Late, DemoCell.Open), (own.Count(c => c.EscalationState == EscalationState.Open && c.AnswerDueAt < now), own.Count(c => c.EscalationState == EscalationState.Open && c.AnswerDueAt >= now)));
            Assert.Equal(DemoCell.Fresh, own.Count(c => c.Status == CaseStatus.Unmanaged));
        }
        Assert.All(cases, c => Assert.InRange(now - c.ReceivedAt, TimeSpan.Zero, TimeSpan.FromDays(30)));
        Assert.All(cases.Where(c => c.EscalationState == EscalationState.Open), c => Assert.True(c.Shares.Count > 0 && c.AwaitsAnswer == (c.AnswerDueAt > now)));
        Assert.Equal(["missing_data", "ok", "wrong_area", "wrong_process"], cases.Select(c => c.QualityMark).OfType<string>().Distinct().Order());
        Assert.Equal(campaign.Settings.Cell.Causes.Select(c => c.Code).Order(), cases.Select(c => c.Cause!).Distinct().Order());
        Assert.True(cases.GroupBy(c => c.Account).Count(g => g.Count() >= 2) >= 30);
        Assert.All(cases, c => Assert.NotNull(c.CustomerId));
        var agency = campaign.Schema.Fields.Single(f => f.Name == "Agencia").Key;
        Assert.All(cases, c => Assert.Equal(c.Branch!.Code, c.Values[agency]));
        Assert.True(await database.ReadAsync(db => db.CaseEvents.CountAsync(e => e.CampaignId == campaign.Id && e.Type == CaseEventType.AnswerLate)) >= DemoCell.Late * 4);
    }

    [Theory, OnEveryDatabase]
    public async Task The_demo_has_three_hundred_requirements_and_insistences_in_every_state_of_the_assistant(DatabaseKind kind)
    {
        var database = await demos.GetAsync(kind);
        var now = database.Clock.UtcNow;
        var campaign = await database.ReadAsync(db => db.Campaigns.AsNoTracking().SingleAsync(c => c.Code == DemoDesk.RequirementsCampaign));
        Assert.All(campaign.Settings.Requirements.Areas, area => Assert.NotEmpty(area.People));
        var cases = await database.ReadAsync(db => db.Cases.AsNoTracking().Include(c => c.Branch).Include(c => c.Shares).Where(c => c.CampaignId == campaign.Id).ToListAsync());
        Assert.Equal(300, cases.Count);
        foreach (var own in cases.GroupBy(c => c.BranchId))
        {
            Assert.Equal(DemoRequirements.PerBranch, own.Count());
            Assert.Equal((DemoRequirements.Closed, DemoRequirements.Blocked), (own.Count(c => c.Status == CaseStatus.Completed), own.Count(c => c.BlockedAt is not null)));
        }
        Assert.All(cases, c => Assert.InRange(now - c.ReceivedAt, TimeSpan.Zero, TimeSpan.FromDays(30)));
        Assert.Equal(campaign.Settings.Requirements.Subjects.Select(s => s.Code).Order(), cases.Select(c => c.Subject!).Distinct().Order());
        Assert.All(cases.Where(c => c.IsOpen), c => Assert.NotEmpty(c.Shares));
        Assert.All(cases, c => Assert.Equal(c.CustomerId is null, c.Subject == "collections"));
        var analyst = await database.ActorAsync(await database.ReadAsync(db => db.Users.SingleAsync(u => u.Role == Role.ExperienceAnalyst)));
        var results = new HashSet<int>();
        foreach (var initial in cases.Where(c => c.InitialId is null && c.BranchId == cases[0].BranchId))
            foreach (var customer in OpsConsole.Domain.Requirements.RequirementFacts.Sayings)
                results.Add((await database.Get<OpsConsole.Domain.Requirements.RequirementQueries>().FindAsync(initial.Number, analyst, CancellationToken.None))!.Stand.Advice(customer).Result);
        Assert.Equal(Enumerable.Range(0, 12), results.Order());
        var agency = campaign.Schema.Fields.Single(f => f.Name == "Agencia").Key;
        Assert.All(cases, c => Assert.Equal(c.Branch!.Code, c.Values[agency]));
    }

    [Theory, OnEveryDatabase]
    public async Task Everybody_of_the_demo_has_the_place_and_the_password_of_the_contract(DatabaseKind kind)
    {
        var database = await demos.GetAsync(kind);
        var people = await database.ReadAsync(db => db.Users.AsNoTracking().Include(u => u.Branch).Include(u => u.Regions).Include(u => u.Campaigns).AsSplitQuery().ToListAsync());
        string[] expected =
        [
            "admin@demo.example Administrator  0 0", "agente1.arequipa@demo.example Agent AREQUIPA 0 5", "agente1.piura@demo.example Agent PIURA 0 5",
            "agente2.piura@demo.example Agent PIURA 0 5", "backoffice@demo.example BackOffice  0 2", "experiencia@demo.example ExperienceAnalyst  0 0",
            "jp.arequipa@demo.example BranchHead AREQUIPA 0 0", "jp.cusco@demo.example BranchHead CUSCO 0 0", "jp.piura@demo.example BranchHead PIURA 0 0",
            "jp.trujillo@demo.example BranchHead TRUJILLO 0 0", "supervisor.norte@demo.example RegionalSupervisor  1 0", "supervisor.sur@demo.example RegionalSupervisor  1 0",
        ];
        Assert.Equal(expected, people.Select(u => $"{u.Email} {u.Role} {u.Branch?.Code} {u.Regions.Count} {u.Campaigns.Count}").Order(StringComparer.Ordinal));
        Assert.All(people, u => Assert.True(u.IsDemo));
        Assert.IsType<SignInOutcome.Granted>(await database.Get<SignInDesk>().SignInAsync("JP.Piura@demo.example ", "Demo-2026!", CancellationToken.None));
    }

    [Fact]
    public async Task The_log_of_the_demo_reads_in_the_order_of_time_and_every_row_carries_its_columns()
    {
        var database = await demos.GetAsync(DatabaseKind.Sqlite);
        var log = await database.ReadAsync(db => db.CaseEvents.AsNoTracking().OrderBy(e => e.Sequence).ToListAsync());
        Assert.Equal(log.Select(e => e.At), log.Select(e => e.At).Order());
        Assert.True(log[^1].At <= database.Clock.UtcNow);
        var campaign = await database.ReadAsync(db => db.Campaigns.AsNoTracking().SingleAsync(c => c.Code == DemoDesk.Campaign));
        var schema = campaign.Schema;
        var keys = Filled.Select(name => schema.Fields.Single(f => f.Name == name).Key).ToList();
        foreach (var one in await database.ReadAsync(db => db.Cases.AsNoTracking().Include(c => c.Branch).Where(c => c.CampaignId == campaign.Id).ToListAsync()))
        {
            Assert.All(keys, key => Assert.True(one.Values.ContainsKey(key), key));
            Assert.Matches("^9[0-9]{8}$", one.Values[keys[0]]);
        }
    }

    [System.Text.RegularExpressions.GeneratedRegex("\"(?:customer|import)\":\"[^\"]+\"")]
    private static partial System.Text.RegularExpressions.Regex Ids();

    [Fact]
    public async Task The_same_moment_tells_the_same_story()
    {
        var stories = new List<List<string>>();
        await using var again = await MadeDemos.MakeAsync(DatabaseKind.Sqlite);
        foreach (var database in new[] { await demos.GetAsync(DatabaseKind.Sqlite), again })
            stories.Add(await database.ReadAsync(db => db.CaseEvents.AsNoTracking().OrderBy(e => e.Sequence).Select(e => $"{e.At:O} {e.CaseId} {e.Version} {e.Type} {e.Data}").ToListAsync()));
        stories = [.. stories.Select(story => story.Select(line => Ids().Replace(line, "…")).ToList())];       // ids of customers and imports are random
        Assert.Equal(stories[0], stories[1]);
    }

    [Fact]
    public async Task Demo_data_comes_only_into_an_empty_database_and_its_accounts_follow_the_setting()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        var demo = database.Get<DemoDesk>();
        var setup = database.Get<SetupDesk>();
        Assert.True(await demo.IsEmptyAsync(CancellationToken.None));
        await setup.CreateFirstAsync("Primera", "primera@example.test", "una-clave-larga", new Dictionary<string, string> { [SetupDesk.MadeWithDemo] = DemoDesk.Made }, CancellationToken.None);
        Assert.False(await demo.IsEmptyAsync(CancellationToken.None));
        await database.CommitAsync(db => db.Users.Single().IsDemo = true);
        await demo.AdmitAsync(enabled: false, CancellationToken.None);
        Assert.IsType<SignInOutcome.Failed>(await database.Get<SignInDesk>().SignInAsync("primera@example.test", "una-clave-larga", CancellationToken.None));
        Assert.True(await setup.IsNeededAsync(CancellationToken.None));
        await demo.AdmitAsync(enabled: true, CancellationToken.None);
        Assert.IsType<SignInOutcome.Granted>(await database.Get<SignInDesk>().SignInAsync("primera@example.test", "una-clave-larga", CancellationToken.None));
        Assert.False(await setup.IsNeededAsync(CancellationToken.None));
    }

    [Theory, OnEveryDatabase]
    public async Task A_demo_that_was_interrupted_while_it_was_made_is_made_anew_at_the_next_start(DatabaseKind kind)
    {
        await using var half = await TestDatabase.CreateAsync(kind);
        await half.Get<SetupDesk>().CreateFirstAsync("Media", "media@example.test", "una-clave-larga", new Dictionary<string, string> { [SetupDesk.MadeWithDemo] = DemoDesk.Making }, CancellationToken.None);
        if (kind == DatabaseKind.PostgreSql)        // there a database may hold what is not ours; a file is ours alone
            await half.ReadAsync(db => db.Database.ExecuteSqlRawAsync("CREATE TABLE of_others (a int)"));
        await using var console = await TestConsole.StartAsync(kind, settings: new Dictionary<string, string> { ["Database:ConnectionString"] = half.Connection });
        using var analyst = await ApiClient.SignInAsync(console.Address, "experiencia@demo.example");
        Assert.Equal(1_200, (await analyst.PostAsync("cases/search", new { campaign = DemoDesk.Campaign, limit = 1 })).Body.GetProperty("total").GetInt32());
        Assert.Equal(0, await half.ReadAsync(db => db.Users.CountAsync(u => u.Email == "media@example.test")));
        if (kind == DatabaseKind.PostgreSql)
            await half.ReadAsync(db => db.Database.ExecuteSqlRawAsync("INSERT INTO of_others VALUES (1)"));
        Assert.Equal(DemoDesk.Made, await half.Get<SetupDesk>().SettingAsync(SetupDesk.MadeWithDemo, CancellationToken.None));
    }
}
