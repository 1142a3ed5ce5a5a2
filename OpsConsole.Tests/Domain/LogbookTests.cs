using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Customers;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Live;
using OpsConsole.Domain.Logbook;
using OpsConsole.Domain.People;
using OpsConsole.Tests.Domain.Cases;
using OpsConsole.Tests.Filters;
using OpsConsole.Tests.Support;
using Xunit;

namespace OpsConsole.Tests.Domain;

/// <summary>The Bitácora: the three logs as one (docs/rules.md, "Bitácora").</summary>
public sealed class LogbookTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory, OnEveryDatabase]
    public async Task Pages_of_any_size_give_every_entry_of_the_three_logs_once_the_newest_first(DatabaseKind kind)
    {
        await using var at = await FilledAsync(kind);
        var analyst = await at.Organisation.ActorAsync(Role.ExperienceAnalyst);
        var all = (await at.Database.Get<LogbookQueries>().PageAsync(new() { Limit = 500 }, analyst, None)).Lines;
        var expected = await at.Database.ReadAsync(async db => await db.CaseEvents.CountAsync() + await db.Audit.CountAsync() + await db.Accesses.CountAsync());
        Assert.Equal(expected, all.Count);
        Assert.Equal(all.OrderByDescending(l => l.At).ThenBy(l => l.Source).ThenByDescending(l => l.Sequence), all);
        Assert.Equal(3, all.Select(l => l.Source).Distinct().Count());
        foreach (var size in new[] { 1, 3 })
        {
            var read = new List<(LogSource, long)>();
            string? cursor = null;
            do
            {
                var page = await at.Database.Get<LogbookQueries>().PageAsync(new() { Limit = size, Cursor = cursor }, analyst, None);
                read.AddRange(page.Lines.Select(l => (l.Source, l.Sequence)));
                cursor = page.NextCursor;
            }
            while (cursor is not null);
            Assert.Equal(all.Select(l => (l.Source, l.Sequence)), read);
        }
        await Assert.ThrowsAsync<RefusedException>(() => at.Database.Get<LogbookQueries>().PageAsync(new() { Cursor = "x" }, analyst, None));
    }

    [Theory, OnEveryDatabase]
    public async Task It_is_asked_by_who_what_when_case_and_customer_and_each_narrows_as_it_says(DatabaseKind kind)
    {
        await using var at = await FilledAsync(kind);
        var analyst = await at.Organisation.ActorAsync(Role.ExperienceAnalyst);
        var all = (await at.Database.Get<LogbookQueries>().PageAsync(new() { Limit = 500 }, analyst, None)).Lines;
        var middle = all[all.Count / 2].At;
        var number = all.First(l => l is { Source: LogSource.Access, Number: not null }).Number!;
        foreach (var (asked, test) in new (LogbookFilter, Func<LogbookLine, bool>)[]
        {
            (new() { PersonId = at.Agent.Id }, l => l.ById == at.Agent.Id),
            (new() { Source = LogSource.Console }, l => l.Source == LogSource.Console),
            (new() { Source = LogSource.Cases, Type = CaseEventType.Note }, l => l is { Source: LogSource.Cases, Type: CaseEventType.Note }),
            (new() { From = middle }, l => l.At >= middle), (new() { Before = middle }, l => l.At < middle),
            (new() { Case = number }, l => l.Number == number), (new() { CampaignId = at.Service.Id }, l => l.CampaignId == at.Service.Id),
        })
        {
            var expected = all.Where(test).Select(l => (l.Source, l.Sequence)).ToList();
            Assert.NotEmpty(expected);
            Assert.NotEqual(all.Count, expected.Count);
            Assert.Equal(expected, (await at.Database.Get<LogbookQueries>().PageAsync(asked with { Limit = 500 }, analyst, None)).Lines.Select(l => (l.Source, l.Sequence)));
        }
    }

    [Theory, OnEveryDatabase]
    public async Task Who_saw_a_customer_is_found_by_document_through_cases_the_customer_itself_and_searches_and_by_indexes_alone(DatabaseKind kind)
    {
        await using var at = await FilledAsync(kind);
        var analyst = await at.Organisation.ActorAsync(Role.ExperienceAnalyst);
        var head = await at.Organisation.ActorAsync(Role.BranchHead);
        await at.Database.Get<CaseQueries>().PageAsync(new(at.Service.Id) { Search = "44.556.677" }, head, None);
        await at.Database.Get<AccessLog>().FlushAsync();
        var customer = await at.Database.ReadAsync(db => db.Customers.Where(c => c.DocumentKey == "44556677").Select(c => c.PublicId).SingleAsync());
        Assert.Equal(customer, await at.Database.Get<LogbookQueries>().CustomerAsync("44556677", analyst, None));
        using var log = new StatementLog(at.Database.Connection);
        foreach (var asked in new[] { "44556677", customer })
        {
            var seen = (await at.Database.Get<LogbookQueries>().PageAsync(new() { Customer = asked, Source = LogSource.Access, Limit = 500 }, analyst, None)).Lines;
            Assert.Contains(seen, l => l.Type == AccessType.View && l.ById == at.Agent.Id && l.CustomerId == customer);
            Assert.Contains(seen, l => l.Type == AccessType.Match && l.CustomerId == customer);
            Assert.Contains(seen, l => l.Type == AccessType.Search && l.ById == head.Id);
            Assert.All(seen, l => Assert.True(l.CustomerId == customer || l.CustomerId is null && l.Type is AccessType.Search or AccessType.Match));
        }
        var statement = log.All.Last(s => s.Text.Contains("\"Accesses\"", StringComparison.Ordinal) && s.Text.Contains("UNION", StringComparison.Ordinal));
        var plan = await Plans.ExplainAsync(at.Database, statement);
        foreach (var index in new[] { "IX_Accesses_CustomerId", "IX_Accesses_CaseId", "IX_Accesses_Term" })
            Assert.Contains(index, plan, StringComparison.Ordinal);
        Assert.DoesNotContain("IX_Accesses_At", plan, StringComparison.Ordinal);
    }

    [Theory, OnEveryDatabase]
    public async Task Supervisors_read_what_belongs_to_their_region_and_others_nothing(DatabaseKind kind)
    {
        await using var at = await FilledAsync(kind);
        var (own, far) = (await at.Organisation.ActorAsync(Role.RegionalSupervisor), await at.Organisation.ActorAsync(Role.RegionalSupervisor, Organisation.Far));
        var lines = (await at.Database.Get<LogbookQueries>().PageAsync(new() { Limit = 500 }, own, None)).Lines;
        Assert.Contains(lines, l => l.Source == LogSource.Cases);
        Assert.Contains(lines, l => l.Source == LogSource.Access);
        Assert.Empty((await at.Database.Get<LogbookQueries>().PageAsync(new() { Limit = 500, Source = LogSource.Cases }, far, None)).Lines);
        Assert.DoesNotContain((await at.Database.Get<LogbookQueries>().PageAsync(new() { Limit = 500 }, far, None)).Lines, l => l.ById == at.Agent.Id);
        Assert.Empty((await at.Database.Get<LogbookQueries>().PageAsync(new() { Limit = 500 }, at.Agent, None)).Lines);
    }

    // Two cases of one customer and one of nobody; the agent worked and looked, and looked the customer up.
    private static async Task<MergeBench> FilledAsync(DatabaseKind kind)
    {
        var at = await MergeBench.OpenAsync(kind);
        var customer = await at.CustomerAsync(new() { FirstName = "Elena", FirstSurname = "Prado", Document = new("DNI", "44556677") });
        foreach (var owner in new[] { customer, customer, null })
        {
            at.Database.Clock.Advance(TimeSpan.FromMinutes(2));
            var number = await at.MadeAsync(customer: owner);
            await at.Desk.NoteAsync(number, "nota", at.Agent, None);
            await at.Database.Get<CaseHistoryQueries>().FindAsync(number, at.Agent, None);
        }
        await at.Database.Get<CustomerQueries>().MatchAsync(new("44556677", [], [], []), at.Agent, None);
        await at.Organisation.AlertAsync();
        await at.Database.Get<AccessLog>().FlushAsync();
        return at;
    }
}
