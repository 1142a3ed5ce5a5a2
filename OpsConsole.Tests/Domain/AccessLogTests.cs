using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using OpsConsole.Domain.Attachments;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Customers;
using OpsConsole.Domain.Live;
using OpsConsole.Domain.Messages;
using OpsConsole.Domain.People;
using OpsConsole.Tests.Domain.Cases;
using OpsConsole.Tests.Support;
using Xunit;

namespace OpsConsole.Tests.Domain;

/// <summary>Who looked at personal data is written down (docs/rules.md, "Views of personal data").</summary>
public sealed class AccessLogTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory, OnEveryDatabase]
    public async Task Every_way_to_a_case_notes_who_saw_which_case_of_which_customer_and_a_refused_look_notes_nothing(DatabaseKind kind)
    {
        await using var at = await MergeBench.OpenAsync(kind);
        var customer = await at.CustomerAsync(new() { FirstName = "Elena", FirstSurname = "Prado" });
        var number = await at.MadeAsync(customer: customer);
        await SeenAsync(at.Database);
        foreach (var look in new Func<Actor, Task>[]
        {
            a => at.Database.Get<CaseHistoryQueries>().FindAsync(number, a, None), a => at.Database.Get<CaseHistoryQueries>().EventsAsync(number, 0, 10, a, None),
            a => at.Database.Get<CaseHistoryQueries>().NewestAsync(number, long.MaxValue, 10, a, None), a => at.Database.Get<CustomerQueries>().OfCaseAsync(number, a, None),
            a => at.Database.Get<MessageQueries>().PageAsync(number, null, a, None), a => at.Database.Get<MessageQueries>().ConversationAsync(number, null, a, None),
            a => at.Database.Get<MessageQueries>().BenchAsync(number, a, None), a => at.Database.Get<AttachmentQueries>().ListAsync(number, a, None),
            a => at.Database.Get<PreviewQueries>().FindAsync(number, a, None),
        })
        {
            at.Database.Clock.Advance(AccessLog.Same);
            var since = at.Database.Clock.UtcNow;
            await look(at.Agent);
            await look(await at.Organisation.ActorAsync(Role.BranchHead, Organisation.Far));
            var seen = Assert.Single(await SeenAsync(at.Database), e => e.At >= since);
            Assert.Equal((at.Agent.Id, (long?)CaseNumber.IdOf(number), customer, since), (seen.ById, seen.CaseId, seen.CustomerId, seen.At));
            Assert.Contains(seen.Type, new[] { AccessType.View, AccessType.Preview });
            Assert.NotNull(seen.CampaignId);
        }
    }

    [Theory, OnEveryDatabase]
    public async Task Looks_of_one_person_at_one_case_within_a_minute_are_one_and_those_of_another_person_are_another(DatabaseKind kind)
    {
        await using var at = await MergeBench.OpenAsync(kind);
        var number = await at.MadeAsync();
        await SeenAsync(at.Database);
        at.Database.Clock.Advance(AccessLog.Same);
        var since = at.Database.Clock.UtcNow;
        var other = await at.Organisation.ActorAsync(Role.ExperienceAnalyst);
        for (var i = 0; i < 5; i++)
        {
            await at.Database.Get<CaseHistoryQueries>().FindAsync(number, at.Agent, None);
            at.Database.Clock.Advance(TimeSpan.FromSeconds(10));
        }
        await at.Database.Get<CaseHistoryQueries>().FindAsync(number, other, None);
        at.Database.Clock.Advance(TimeSpan.FromSeconds(10));
        await at.Database.Get<CaseHistoryQueries>().FindAsync(number, at.Agent, None);
        Assert.Equal([at.Agent.Id, other.Id, at.Agent.Id], (await SeenAsync(at.Database)).Where(e => e.At >= since).Select(e => e.ById));
    }

    [Theory, OnEveryDatabase]
    public async Task Searches_by_document_or_phone_are_noted_without_what_was_typed_and_found_again_by_it(DatabaseKind kind)
    {
        await using var at = await MergeBench.OpenAsync(kind);
        var known = await at.CustomerAsync(new() { FirstName = "Elena", FirstSurname = "Prado", Document = new("DNI", "44556677") });
        await at.Database.Get<CustomerQueries>().MatchAsync(new("44.556.677", [], ["+51 987 654 321"], []), at.Agent, None);
        var campaign = at.Organisation.Campaign.Id;
        await at.Database.Get<CaseQueries>().PageAsync(new(campaign) { Search = "44556677 prado" }, at.Agent, None);
        await at.Database.Get<CaseQueries>().PageAsync(new(campaign) { Search = "prado" }, at.Agent, None);
        var seen = await SeenAsync(at.Database);
        var hash = await at.Database.Get<SearchedTerms>().HashAsync("44556677", None);
        Assert.Equal([AccessType.Match, AccessType.Search], seen.Where(e => e.Term == hash).Select(e => e.Type));
        Assert.Equal(3, seen.Count(e => e.Term is not null));
        Assert.Contains(seen, e => e.Type == AccessType.Match && e.CustomerId == known);
        Assert.Single(seen, e => e.Type == AccessType.List && e.CampaignId == campaign);
        Assert.All(seen, e => Assert.DoesNotContain("44556677", $"{e.Term}{e.CustomerId}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_was_noted_is_written_within_a_second_and_at_the_latest_when_the_console_stops()
    {
        await using var at = await MergeBench.OpenAsync(DatabaseKind.Sqlite);
        var numbers = new[] { await at.MadeAsync(), await at.MadeAsync() };
        var log = new AccessLog(at.Database.Contexts, at.Database.Log, at.Database.Get<SearchedTerms>(), at.Database.Clock, NullLogger<AccessLog>.Instance);
        await log.StartAsync(None);
        await log.CaseAsync(at.Agent, AccessType.View, CaseNumber.IdOf(numbers[0]), None);
        while (await CountAsync(at.Database) == 0)
        {
            at.Database.Clock.Advance(AccessLog.Wait);
            await Task.Yield();
        }
        await log.CaseAsync(at.Agent, AccessType.View, CaseNumber.IdOf(numbers[1]), None);
        await log.StopAsync(None);
        Assert.Equal(2, await CountAsync(at.Database));
    }

    [Fact]
    public async Task More_looks_than_may_wait_are_all_written_without_a_writer_that_runs()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        var actor = await (await Organisation.CreateAsync(database)).ActorAsync(Role.Agent);
        var log = database.Get<AccessLog>();
        const int many = 5_010;
        for (var i = 0; i < many; i++)
            await log.CustomerAsync(actor, AccessType.Customer, $"c{i}", None);
        await log.FlushAsync();
        Assert.Equal(many, await CountAsync(database));
    }

    private static async Task<List<AccessEntry>> SeenAsync(TestDatabase database)
    {
        await database.Get<AccessLog>().FlushAsync();
        return await database.ReadAsync(db => db.Accesses.AsNoTracking().OrderBy(e => e.Sequence).ToListAsync());
    }

    private static Task<int> CountAsync(TestDatabase database) => database.ReadAsync(db => db.Accesses.CountAsync());
}
