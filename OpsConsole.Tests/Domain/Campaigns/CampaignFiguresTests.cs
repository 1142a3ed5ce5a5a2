using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;
using OpsConsole.Tests.Support;
using Xunit;

namespace OpsConsole.Tests.Domain.Campaigns;

public sealed class CampaignFiguresTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory]
    [InlineData(141365, 4025, 2.8)]
    [InlineData(1000, 25, 2.5)]
    [InlineData(2000, 45, 2.3)]
    [InlineData(10, 0, 0.0)]
    public void Effectiveness_is_effective_by_base_with_half_rounded_up(int rows, int effective, double percent) =>
        Assert.Equal((decimal)percent, Figures(rows, effective).Effectiveness);

    [Theory]
    [InlineData(0)]
    [InlineData(null)]
    public void Without_a_base_there_is_no_effectiveness(int? rows) => Assert.Null(Figures(rows, 5).Effectiveness);

    [Theory, OnEveryDatabase]
    public async Task Responses_count_under_the_scope_and_stand_in_for_a_base_that_was_never_imported(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var organisation = await Organisation.CreateAsync(database);
        foreach (var branch in new[] { Organisation.Home, Organisation.Home, Organisation.Sister, Organisation.Far })
            await organisation.AlertAsync(branch);
        Assert.Equal((4, 4), await ReadAsync(database, organisation, Role.ExperienceAnalyst));
        Assert.Equal((3, 3), await ReadAsync(database, organisation, Role.RegionalSupervisor));
        Assert.Equal((2, 2), await ReadAsync(database, organisation, Role.BranchHead));
        Assert.Equal((2, 2), await ReadAsync(database, organisation, Role.Agent));
    }

    [Theory, OnEveryDatabase]
    public async Task An_imported_base_counts_its_rows_for_those_who_see_all_of_it(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var organisation = await Organisation.CreateAsync(database);
        await organisation.AlertAsync();
        await database.CommitAsync(db =>
        {
            foreach (var n in Enumerable.Range(1, 5))
                db.BaseRecords.Add(new() { CampaignId = organisation.Campaign.Id, Reference = $"R{n}", RowHash = "h", ImportId = "i", Values = "{}", IsRemoved = n == 5 });
        });
        Assert.Equal((4, 1), await ReadAsync(database, organisation, Role.ExperienceAnalyst));
        Assert.Equal((4, 1), await ReadAsync(database, organisation, Role.BackOffice));
        Assert.Equal((null, 1), await ReadAsync(database, organisation, Role.BranchHead));
    }

    [Theory, OnEveryDatabase]
    public async Task A_campaign_that_is_not_yours_is_not_there(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var organisation = await Organisation.CreateAsync(database);
        await database.CommitAsync(db => db.Campaigns.Add(CampaignTemplate.Create(CampaignKind.CloseTheLoop, "otra", "Otra", database.Clock.UtcNow)));
        var (agent, head) = (await organisation.ActorAsync(Role.Agent), await organisation.ActorAsync(Role.BranchHead));
        var queries = database.Get<CampaignQueries>();
        Assert.Equal(["operaciones"], (await queries.ListAsync(agent, None)).Select(c => c.Code));
        Assert.Null(await queries.FindAsync("otra", agent, None));
        Assert.NotNull(await queries.FindAsync("otra", head, None));
        Assert.Null(await queries.FindAsync("otra", head with { HiddenCampaignIds = [(await queries.FindAsync("otra", head, None))!.Id] }, None));
    }

    [Theory, OnEveryDatabase]
    public async Task A_new_project_starts_from_its_template_and_is_written_down(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var analyst = await (await Organisation.CreateAsync(database)).ActorAsync(Role.ExperienceAnalyst);
        var outcome = await database.Get<CampaignDesk>().CreateAsync("encuesta-2026", " Encuesta 2026 ", CampaignKind.CloseTheLoop, analyst, None);
        Assert.Equal("encuesta-2026", Assert.IsAssignableFrom<Outcome.Done>(outcome).Id);
        var made = await database.Get<CampaignQueries>().FindAsync("encuesta-2026", analyst, None);
        Assert.Equal(("Encuesta 2026", 6), (made!.Name, made.Settings.AlertRule.DetractorMax));
        Assert.Equal("campaign:encuesta-2026", (await database.ReadAsync(db => db.Audit.SingleAsync(e => e.Type == "campaign.created"))).Target);
    }

    [Theory]
    [InlineData("", "x", "required", "code")]
    [InlineData("Con Espacio", "x", "campaign.code_shape", "code")]
    [InlineData("-a", "x", "campaign.code_shape", "code")]
    [InlineData("a\n", "x", "campaign.code_shape", "code")]
    [InlineData("ñandú", "x", "campaign.code_shape", "code")]
    [InlineData("a", " ", "required", "name")]
    [InlineData("a", "x\0", "text.invalid", "name")]
    public async Task A_bad_code_or_name_is_refused_with_its_field(string code, string name, string refusal, string field)
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        var analyst = await (await Organisation.CreateAsync(database)).ActorAsync(Role.ExperienceAnalyst);
        var outcome = await database.Get<CampaignDesk>().CreateAsync(code, name, CampaignKind.CloseTheLoop, analyst, None);
        Assert.Equal(new Refusal(refusal, field), Assert.Single(Assert.IsType<Outcome.Invalid>(outcome).Errors));
    }

    [Theory, OnEveryDatabase]
    public async Task A_code_is_given_once_also_to_two_at_the_same_moment(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var analyst = await (await Organisation.CreateAsync(database)).ActorAsync(Role.ExperienceAnalyst);
        var desk = database.Get<CampaignDesk>();
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(n => desk.CreateAsync("igual", $"Proyecto {n}", CampaignKind.CloseTheLoop, analyst, None)));
        Assert.Single(outcomes.OfType<Outcome.Done>());
        Assert.All(outcomes.OfType<Outcome.Refused>(), refused => Assert.Equal("campaign.code_taken", refused.Reasons.Single().Code));
        Assert.Equal(3, outcomes.OfType<Outcome.Refused>().Count());
    }

    private static CampaignSummary Figures(int? rows, int effective) =>
        new(1, "a", "A", CampaignKind.CloseTheLoop, CampaignStatus.Published, FakeClock.Start, FakeClock.Start, rows, effective);

    private static async Task<(int? Base, int Effective)> ReadAsync(TestDatabase database, Organisation organisation, Role role)
    {
        var one = Assert.Single(await database.Get<CampaignQueries>().ListAsync(await organisation.ActorAsync(role), None));
        return (one.Base, one.Effective);
    }
}
