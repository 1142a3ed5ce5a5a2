using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.People;
using OpsConsole.Tests.Support;
using Xunit;
using Microsoft.EntityFrameworkCore;

namespace OpsConsole.Tests.Scope;

/// <summary>"¿Quién ve este caso y por qué?" names exactly those who see it (docs/rules.md, "Who sees a case and why").</summary>
public sealed class ViewersTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly string[] Branches = [Organisation.Home, Organisation.Sister, Organisation.Far];

    [Theory, OnEveryDatabase]
    public async Task The_people_named_for_any_case_are_those_whose_lists_hold_it(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var organisation = await Organisation.CreateAsync(database);
        await organisation.ServiceAsync();
        var random = new Random(Seed);
        var people = new List<OpsUser>();
        foreach (var role in Enum.GetValues<Role>())
            foreach (var branch in Branches)
                people.Add(await organisation.PersonAsync(role, branch));
        var analyst = await organisation.ActorAsync(Role.ExperienceAnalyst);
        var numbers = new List<string>();
        for (var i = 0; i < 12; i++)
        {
            var number = await organisation.AlertAsync(Branches[random.Next(3)]);
            numbers.Add(number);
            foreach (var person in people.Where(_ => random.Next(6) == 0))
                await database.Get<CaseDesk>().ShareAsync(number, person.Email!, analyst, None);
        }

        var some = people[random.Next(people.Count)].Id;
        foreach (var access in new[] { new CampaignAccess(), new() { Roles = [nameof(Role.BranchHead), nameof(Role.RegionalSupervisor)], UserIds = [some] }, new() { BranchIds = [organisation.Branches[Organisation.Sister].Id] } })
        {
            await database.CommitAsync(db =>
            {
                var campaign = db.Campaigns.Single(c => c.Id == organisation.Campaign.Id);
                campaign.Settings = campaign.Settings with { Access = access };
            });
            foreach (var number in numbers)
            {
                var expected = new List<int>();
                foreach (var user in await database.ReadAsync(db => db.Users.AsNoTracking().Where(u => !u.IsDisabled).ToListAsync()))
                {
                    var actor = await database.ActorAsync(user);
                    if (await database.ReadAsync(db => db.Cases.VisibleTo(actor).AnyAsync(c => c.Id == CaseNumber.IdOf(number))))
                        expected.Add(user.Id);
                }
                var viewers = (await database.Get<CaseViewerQueries>().OfAsync(number, analyst, None))!;
                Assert.True(expected.Order().SequenceEqual(viewers.People.Select(p => p.Id).Order()), $"seed {Seed}, case {number}");
                Assert.All(viewers.People, p => Assert.NotEmpty(p.Paths));
            }
        }
    }

    [Theory, OnEveryDatabase]
    public async Task Each_is_named_with_the_way_and_who_may_not_ask_learns_nothing(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var organisation = await Organisation.CreateAsync(database);
        var number = await organisation.AlertAsync();
        var (agent, head, far, back) = (await organisation.PersonAsync(Role.Agent), await organisation.PersonAsync(Role.BranchHead), await organisation.PersonAsync(Role.BranchHead, Organisation.Far), await organisation.PersonAsync(Role.BackOffice));
        var supervisor = await organisation.ActorAsync(Role.RegionalSupervisor);
        await database.Get<CaseDesk>().ShareAsync(number, far.Email!, supervisor, None);
        var viewers = (await database.Get<CaseViewerQueries>().OfAsync(number, supervisor, None))!;
        CasePath[] Of(int id) => [.. viewers.People.Single(p => p.Id == id).Paths];
        Assert.Equal([CasePath.BranchAndCampaign], Of(agent.Id));
        Assert.Equal([CasePath.Branch], Of(head.Id));
        Assert.Equal([CasePath.Shared], Of(far.Id));
        Assert.Equal([CasePath.Campaign], Of(back.Id));
        Assert.Equal([CasePath.Region], Of(supervisor.Id));
        Assert.Empty((await database.Get<CaseViewerQueries>().OfAsync(number, await database.ActorAsync(head), None))!.People);
        Assert.Null(await database.Get<CaseViewerQueries>().OfAsync(number, await organisation.ActorAsync(Role.RegionalSupervisor, Organisation.Far), None));
    }

    private static int Seed { get; } = Environment.TickCount & 0xffff;
}
