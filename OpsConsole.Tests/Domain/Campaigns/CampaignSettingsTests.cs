using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Imports;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;
using OpsConsole.Tests.Support;
using Xunit;

namespace OpsConsole.Tests.Domain.Campaigns;

public sealed class CampaignSettingsTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory, OnEveryDatabase]
    public async Task A_change_of_settings_is_kept_and_written_down_once_with_old_and_new(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var (desk, analyst, campaign) = await StartAsync(database);
        var change = CampaignChange.Of(campaign) with { Name = " Operaciones 2026 ", Status = CampaignStatus.Closed, TimeZone = "America/Bogota", PlanMinLength = 30, DetractorMax = 5, PassiveMax = 7 };
        var done = Assert.IsAssignableFrom<Outcome.Done>(await desk.ChangeAsync(campaign.Code, campaign.Version, change, analyst, None));
        var now = await ReadAsync(database);
        Assert.Equal((done.Version, "Operaciones 2026", CampaignStatus.Closed, "America/Bogota", 30), (now.Version, now.Name, now.Status, now.TimeZone, now.Settings.PlanMinLength));
        Assert.Equal((5, 7), (now.Settings.AlertRule.DetractorMax, now.Settings.AlertRule.PassiveMax));
        var entry = await database.ReadAsync(db => db.Audit.SingleAsync(a => a.Type == "campaign.changed"));
        Assert.Equal(("campaign:operaciones", analyst.Id), (entry.Target, entry.ById));
        var changes = JsonElement.Parse(entry.Data).GetProperty("changes");
        Assert.Equal("[20,30]", changes.GetProperty("planMinLength").GetRawText());
        Assert.False(changes.TryGetProperty("scoreField", out _));
    }

    [Theory, OnEveryDatabase]
    public async Task Saving_what_is_already_so_changes_and_writes_nothing(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var (desk, analyst, campaign) = await StartAsync(database);
        Assert.Equal(new Outcome.Done(campaign.Version), await desk.ChangeAsync(campaign.Code, campaign.Version, CampaignChange.Of(campaign), analyst, None));
        Assert.Equal(new Outcome.Done(campaign.Version), await desk.ShareAsync(campaign.Code, campaign.Version, new(), analyst, None));
        Assert.Equal(0, await database.ReadAsync(db => db.Audit.CountAsync(a => a.Type.StartsWith("campaign."))));
    }

    [Theory, OnEveryDatabase]
    public async Task A_campaign_of_service_cases_is_held_to_what_its_kind_has(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var (desk, analyst, _) = await StartAsync(database);
        var campaign = CampaignTemplate.Create(CampaignKind.ServiceCase, "servicio", "Servicio", database.Clock.UtcNow);
        await database.CommitAsync(db => db.Campaigns.Add(campaign));
        var good = CampaignChange.Of(campaign);
        Assert.Equal(new Outcome.Done(campaign.Version), await desk.ChangeAsync("servicio", campaign.Version, good, analyst, None));
        Assert.Equal([new("campaign.type_twice", "caseTypes")], (good with { CaseTypes = ["Falla", "FALLA"] }).Check(campaign));
        Assert.Equal("too_long", Assert.Single((good with { CaseTypes = [new('x', 81)] }).Check(campaign)).Code);
        Assert.Equal("campaign.too_many_types", Assert.Single((good with { CaseTypes = [.. Enumerable.Range(0, 51).Select(n => $"{n}")] }).Check(campaign)).Code);
        Assert.IsAssignableFrom<Outcome.Done>(await desk.ChangeAsync("servicio", campaign.Version, good with { AgentsMayClose = false }, analyst, None));
        var entry = await database.ReadAsync(db => db.Audit.SingleAsync(a => a.Type == "campaign.changed"));
        Assert.Equal("""{"agentsMayClose":[true,false]}""", JsonElement.Parse(entry.Data).GetProperty("changes").GetRawText());
    }

    [Theory, OnEveryDatabase]
    public async Task A_campaign_of_withdrawal_requests_says_how_many_attempts_on_how_many_days_and_keeps_its_product_lines(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var (desk, analyst, _) = await StartAsync(database);
        var campaign = CampaignTemplate.Create(CampaignKind.Retention, "retencion", "Retención", database.Clock.UtcNow);
        await database.CommitAsync(db => db.Campaigns.Add(campaign));
        var good = CampaignChange.Of(campaign);
        Assert.Equal((3, 3), (good.UnreachedNeeds, good.AttemptDays));
        Assert.Equal(new Outcome.Done(campaign.Version), await desk.ChangeAsync("retencion", campaign.Version, good, analyst, None));
        Assert.Equal([new("campaign.number_range", "unreachedNeeds", 1, 10)], (good with { UnreachedNeeds = 11, AttemptDays = 1 }).Check(campaign));
        Assert.Equal([new("campaign.number_range", "attemptDays", 1, 2)], (good with { UnreachedNeeds = 2 }).Check(campaign));
        Assert.Equal([new("required", "attemptDays")], (good with { AttemptDays = null }).Check(campaign));
        Assert.Equal([new("campaign.type_twice", "caseTypes")], (good with { CaseTypes = ["DTH", "dth"] }).Check(campaign));
        Assert.IsAssignableFrom<Outcome.Done>(await desk.ChangeAsync("retencion", campaign.Version, good with { AttemptDays = 2, CaseTypes = ["DTH"] }, analyst, None));
        var now = await database.ReadAsync(db => db.Campaigns.SingleAsync(c => c.Code == "retencion"));
        Assert.Equal((3, 2, "DTH"), (now.Settings.AttemptProtocol.UnreachedNeeds, now.Settings.AttemptProtocol.Days, Assert.Single(now.Settings.CaseTypes)));
        Assert.Equal(7, now.Settings.Retention.States.Count);
        var entry = await database.ReadAsync(db => db.Audit.SingleAsync(a => a.Type == "campaign.changed"));
        Assert.Equal("[3,2]", JsonElement.Parse(entry.Data).GetProperty("changes").GetProperty("attemptDays").GetRawText());
    }

    [Theory, OnEveryDatabase]
    public async Task No_change_of_settings_touches_how_deadlines_are_counted_that_is_asked_with_its_preview_alone(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var (desk, analyst, campaign) = await StartAsync(database);
        Assert.DoesNotContain(typeof(CampaignChange).GetProperties(), p => p.Name.StartsWith("Sla", StringComparison.Ordinal) || p.PropertyType == typeof(SlaPolicy));
        Assert.IsAssignableFrom<Outcome.Done>(await desk.ChangeAsync(campaign.Code, campaign.Version, CampaignChange.Of(campaign) with { Name = "Otro", PlanMinLength = 30 }, analyst, None));
        Assert.Equal(Json.Write(campaign.Settings.Sla), Json.Write((await ReadAsync(database)).Settings.Sla));
        Assert.Equal(0, await database.ReadAsync(db => db.DeadlineJobs.CountAsync()));
    }

    public static TheoryData<string, string> WrongChanges => new()
    {
        { "name", "required" }, { "status", "required" }, { "timeZone", "campaign.time_zone" }, { "scoreField", "unknown" },
        { "detractorMax", "required" }, { "passiveMax", "campaign.limits_order" }, { "satisfactionField", "campaign.same_question" }, { "dissatisfiedMax", "campaign.number_range" },
        { "planMinLength", "campaign.number_range" }, { "columns", "unknown" },
    };

    [Theory, MemberData(nameof(WrongChanges))]
    public void Each_wrong_setting_is_refused_at_its_field(string field, string code)
    {
        var campaign = CampaignTemplate.Create(CampaignKind.CloseTheLoop, "a", "A", FakeClock.Start);
        var good = CampaignChange.Of(campaign);
        var wrong = field switch
        {
            "name" => good with { Name = " " },
            "status" => good with { Status = null },
            "timeZone" => good with { TimeZone = "America/Atlantida" },
            "scoreField" => good with { ScoreField = "No hay" },
            "detractorMax" => good with { DetractorMax = null },
            "passiveMax" => good with { PassiveMax = 5 },
            "satisfactionField" => good with { SatisfactionField = good.ScoreField },
            "dissatisfiedMax" => good with { DissatisfiedMax = 6 },
            "planMinLength" => good with { PlanMinLength = 0 },
            _ => good with { Columns = [new("b999", FieldType.Text, false)] },
        };
        Assert.Empty(good.Check(campaign));
        var refusal = Assert.Single(wrong.Check(campaign));
        Assert.Equal((field, code), (refusal.Field, refusal.Code));
    }

    [Theory]
    [InlineData("America/Lima", true)]
    [InlineData("UTC", true)]
    [InlineData("SA Pacific Standard Time", false)]
    [InlineData("../Lima", false)]
    public void A_zone_is_an_IANA_name(string zone, bool valid)
    {
        var campaign = CampaignTemplate.Create(CampaignKind.CloseTheLoop, "a", "A", FakeClock.Start);
        Assert.Equal(valid, (CampaignChange.Of(campaign) with { TimeZone = zone }).Check(campaign).Count == 0);
    }

    [Fact]
    public void A_question_of_texts_cannot_be_the_score_and_metadata_keeps_its_kind()
    {
        var campaign = CampaignTemplate.Create(CampaignKind.CloseTheLoop, "a", "A", FakeClock.Start);
        var score = campaign.Schema.Find(SchemaField.Survey, campaign.Settings.AlertRule.ScoreField)!;
        var meta = campaign.Schema.Of(SchemaField.Meta).First(f => f.Type == FieldType.Text);
        Assert.Equal(new Refusal("campaign.question_not_number", "scoreField"), Assert.Single(With(campaign, score.Key, c => c with { Type = FieldType.Text }).Check(campaign)));
        Assert.Equal(new Refusal("unknown", $"column.{meta.Key}"), Assert.Single(With(campaign, meta.Key, c => c with { Type = FieldType.Number }).Check(campaign)));
    }

    [Fact]
    public void No_more_columns_are_indexed_than_a_campaign_may_have()
    {
        var campaign = CampaignTemplate.Create(CampaignKind.CloseTheLoop, "a", "A", FakeClock.Start);
        var good = CampaignChange.Of(campaign);
        CampaignChange Marked(int count) => good with { Columns = [.. good.Columns.Select((c, at) => c with { Indexed = at < count })] };
        Assert.Empty(Marked(BaseSchema.MaxIndexed).Check(campaign));
        Assert.Equal(new Refusal("campaign.too_many_indexed", "columns", 13, 12), Assert.Single(Marked(13).Check(campaign)));
    }

    [Theory, OnEveryDatabase]
    public async Task Whoever_saves_over_anothers_change_learns_who_when_and_what(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var (desk, analyst, campaign) = await StartAsync(database);
        var good = CampaignChange.Of(campaign);
        await desk.ChangeAsync(campaign.Code, campaign.Version, good with { PlanMinLength = 90 }, analyst, None);
        var conflict = Assert.IsType<Outcome.Conflict>(await desk.ChangeAsync(campaign.Code, campaign.Version, good with { Name = "Otro" }, analyst, None));
        Assert.Equal((campaign.Version + 1, analyst.Name), (conflict.Version, conflict.ChangedBy));
        Assert.Equal(database.Clock.UtcNow, conflict.ChangedAt!.Value, TimeSpan.FromSeconds(1));
        Assert.Equal(["name", "planMinLength"], conflict.Theirs.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(90, conflict.Theirs["planMinLength"]);
        Assert.IsType<Outcome.Conflict>(await desk.ShareAsync(campaign.Code, campaign.Version, new() { Roles = ["Agent"] }, analyst, None));
        Assert.Equal("Operaciones", (await ReadAsync(database)).Name);
    }

    [Theory, OnEveryDatabase]
    public async Task Of_two_who_save_at_the_same_moment_one_is_told(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var (desk, analyst, campaign) = await StartAsync(database);
        var good = CampaignChange.Of(campaign);
        var outcomes = await Task.WhenAll(Enumerable.Range(1, 4).Select(n => desk.ChangeAsync(campaign.Code, campaign.Version, good with { PlanMinLength = 30 + n }, analyst, None)));
        Assert.Single(outcomes.OfType<Outcome.Done>());
        Assert.Equal(3, outcomes.OfType<Outcome.Conflict>().Count());
    }

    [Theory, OnEveryDatabase]
    public async Task A_mark_makes_its_index_and_the_last_campaign_to_unmark_takes_it_away(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var (desk, analyst, first) = await StartAsync(database);
        await desk.CreateAsync("otra", "Otra", CampaignKind.CloseTheLoop, analyst, None);
        var key = first.Schema.Of(SchemaField.Base).First(f => !f.Indexed).Key;
        var text = FieldIndexes.Name(key, number: false);
        foreach (var code in new[] { "operaciones", "otra" })
            await MarkAsync(database, code, key, c => c with { Indexed = true, Type = FieldType.Text }, analyst);
        Assert.Contains(text, await IndexesAsync(database));
        await MarkAsync(database, "otra", key, c => c with { Type = FieldType.Number }, analyst);
        Assert.Superset(new HashSet<string> { text, FieldIndexes.Name(key, number: true) }, await IndexesAsync(database));
        await MarkAsync(database, "operaciones", key, c => c with { Indexed = false }, analyst);
        Assert.DoesNotContain(text, await IndexesAsync(database));
        await MarkAsync(database, "otra", key, c => c with { Indexed = false }, analyst);
        var left = await IndexesAsync(database);
        Assert.DoesNotContain(FieldIndexes.Name(key, number: true), left);
        Assert.Superset(FieldIndexes.Always.Select(i => FieldIndexes.Name(i.Key, i.Number)).ToHashSet(), left);
    }

    [Theory, OnEveryDatabase]
    public async Task A_changed_rule_judges_new_answers_only(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var organisation = await Organisation.CreateAsync(database);
        await organisation.AlertAsync(score: 5);
        var analyst = await organisation.ActorAsync(Role.ExperienceAnalyst);
        var campaign = await ReadAsync(database);
        Assert.IsAssignableFrom<Outcome.Done>(await database.Get<CampaignDesk>().ChangeAsync(campaign.Code, campaign.Version, CampaignChange.Of(campaign) with { DetractorMax = 4 }, analyst, None));
        Assert.True(await database.ReadAsync(db => db.Cases.Select(c => c.IsAlert).SingleAsync()));
        Assert.False((await ReadAsync(database)).Settings.AlertRule.Judge(5, null).IsAlert);
    }

    [Theory, OnEveryDatabase]
    public async Task Sharing_narrows_who_sees_it_and_only_those_who_lose_it_sign_in_again(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var organisation = await Organisation.CreateAsync(database);
        var analyst = await organisation.ActorAsync(Role.ExperienceAnalyst);
        var (agent, head, far, named, region) = (await organisation.PersonAsync(Role.Agent), await organisation.PersonAsync(Role.BranchHead), await organisation.PersonAsync(Role.BranchHead, Organisation.Far),
            await organisation.PersonAsync(Role.BackOffice), await organisation.PersonAsync(Role.RegionalSupervisor));
        var access = new CampaignAccess { Roles = ["BranchHead", "RegionalSupervisor"], BranchIds = [organisation.Branches[Organisation.Sister].Id, organisation.Branches[Organisation.Home].Id], UserIds = [named.Id] };
        var campaign = await ReadAsync(database);
        Assert.IsAssignableFrom<Outcome.Done>(await database.Get<CampaignDesk>().ShareAsync(campaign.Code, campaign.Version, access, analyst, None));
        foreach (var (person, sees) in new[] { (agent, false), (head, true), (far, false), (named, true), (region, true) })
        {
            var actor = await database.ActorAsync(person);
            Assert.Equal((sees, !sees), (actor.SeesCampaign(campaign.Id), actor.Stamp > person.RightsStamp));
        }
        Assert.Contains("BranchHead", (await database.ReadAsync(db => db.Audit.SingleAsync(a => a.Type == "campaign.shared"))).Data);
    }

    [Fact]
    public async Task Sharing_with_what_is_not_there_is_refused_at_its_field()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        var (desk, analyst, campaign) = await StartAsync(database);
        var outcome = await desk.ShareAsync(campaign.Code, campaign.Version, new() { Roles = ["Administrator"], BranchIds = [999], UserIds = [999] }, analyst, None);
        Assert.Equal(["roles", "branches", "people"], Assert.IsType<Outcome.Invalid>(outcome).Errors.Select(e => e.Field));
    }

    [Fact]
    public async Task People_to_share_with_are_found_by_parts_of_name_and_mail_unless_disabled()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        var organisation = await Organisation.CreateAsync(database);
        var analyst = await organisation.ActorAsync(Role.ExperienceAnalyst);
        var agent = await organisation.PersonAsync(Role.Agent);
        var queries = database.Get<CampaignAccessQueries>();
        Assert.Equal([agent.Id], (await queries.SearchAsync("HOME agent", analyst, None)).Select(p => p.Id));
        Assert.Empty(await queries.SearchAsync("a", analyst, None));
        await database.CommitAsync(db => db.Users.Single(u => u.Id == agent.Id).IsDisabled = true);
        Assert.Empty(await queries.SearchAsync("HOME agent", analyst, None));
        Assert.Equal([agent.Id], (await queries.PeopleAsync([agent.Id], analyst, None)).Select(p => p.Id));
    }

    private static async Task<(CampaignDesk Desk, Actor Analyst, Campaign Campaign)> StartAsync(TestDatabase database)
    {
        var analyst = await (await Organisation.CreateAsync(database)).ActorAsync(Role.ExperienceAnalyst);
        return (database.Get<CampaignDesk>(), analyst, await ReadAsync(database));
    }

    private static Task<Campaign> ReadAsync(TestDatabase database, string code = "operaciones") => database.ReadAsync(db => db.Campaigns.AsNoTracking().SingleAsync(c => c.Code == code));

    private static async Task MarkAsync(TestDatabase database, string code, string key, Func<ColumnChange, ColumnChange> change, Actor actor)
    {
        var campaign = await ReadAsync(database, code);
        Assert.IsAssignableFrom<Outcome.Done>(await database.Get<CampaignDesk>().ChangeAsync(code, campaign.Version, With(campaign, key, change), actor, None));
    }

    private static CampaignChange With(Campaign campaign, string key, Func<ColumnChange, ColumnChange> change)
    {
        var now = CampaignChange.Of(campaign);
        return now with { Columns = [.. now.Columns.Select(c => c.Key == key ? change(c) : c)] };
    }

    private static async Task<HashSet<string>> IndexesAsync(TestDatabase database) => [.. await database.ReadAsync(db => db.Database.SqlQueryRaw<string>(
        database.Kind == DatabaseKind.Sqlite ? "SELECT name AS \"Value\" FROM sqlite_master WHERE type = 'index'" : "SELECT indexname AS \"Value\" FROM pg_indexes").ToListAsync())];
}
