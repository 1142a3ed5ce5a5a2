using OpsConsole.Domain.Customers;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.People;
using OpsConsole.Tests.Filters;
using OpsConsole.Tests.Support;
using Xunit;

namespace OpsConsole.Tests.Domain.Customers;

/// <summary>The index of matching in the databases: it holds what the keys say, and a question reads a bounded part of it (docs/rules.md, "Matching").</summary>
public sealed class CustomerMatchQueryTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly string[] Names = ["Ana", "Luis", "Rosa", "Juan", "Elena", "Pedro"], Surnames = ["Quispe", "Huamán", "Rojas", "Muñoz", "Ccori", "Vega", "Salas"];

    [Theory, OnEveryDatabase]
    public async Task The_database_gives_the_answer_that_the_keys_give(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var agent = await (await Organisation.CreateAsync(database)).ActorAsync(Role.Agent);
        var made = Enumerable.Range(0, 60).Select(Person).ToList();
        await StoreAsync(database, made);
        var stored = made.Select(MatchCandidate.Of).ToList();
        foreach (var i in Enumerable.Range(0, 60))
        {
            var c = made[i];
            MatchRequest asked = (i % 4) switch
            {
                0 => new(c.DocumentKey, [], [], []),
                1 => new(null, [c.SecondSurname!, c.FirstSurname!, c.FirstName!], [], []),
                2 => new(null, [c.FirstSurname![1..], c.FirstName!], [c.ContactPoints[0].Value], []),
                _ => new(c.DocumentKey![1] + c.DocumentKey[..1] + c.DocumentKey[2..], [c.FirstName!, c.FirstSurname!], [], []),
            };
            var expected = CandidateRanking.Best(asked, stored.Where(s => CustomerKeys.Of(asked).Any(k => CustomerKeys.Of(s).Contains(k.Key))), CustomerQueries.MostMatches);
            var given = await database.Get<CustomerQueries>().MatchAsync(asked, agent, None);
            Assert.Equal(expected.Select(m => (m.Customer.Id, m.Score)), given.Select(m => (m.Customer.Id, m.Score)));
            Assert.Contains(given.Take(5), m => m.Customer.Id == c.PublicId);
        }
    }

    [Theory, OnEveryDatabase]
    public async Task A_match_is_two_statements_and_reads_a_bounded_part_of_a_key_that_everybody_has(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var agent = await (await Organisation.CreateAsync(database)).ActorAsync(Role.Agent);
        await StoreAsync(database, [.. Enumerable.Range(0, CandidateRanking.MostOfAKey + 50).Select(i => Customer.Create(new() { FirstName = "Ana", FirstSurname = "Rojas", Document = new("DNI", $"{10_000_000 + i * 7}") }, null, database.Clock.UtcNow))]);
        var asked = new MatchRequest("10000700", ["Ana Rojas"], [], []);
        using var log = new StatementLog(database.Connection);
        var best = await database.Get<CustomerQueries>().MatchAsync(asked, agent, None);
        Assert.Equal(2, log.Statements.Count);
        Assert.Equal("10000700", best[0].Customer.DocumentNumber);
        var hits = await database.ReadAsync(db => db.HitsAsync(CustomerKeys.Of(asked), None));
        Assert.All(hits.GroupBy(h => h.Key), key => Assert.InRange(key.Count(), 1, CandidateRanking.MostOfAKey));
        Assert.Equal(CandidateRanking.MostOfAKey, hits.GroupBy(h => h.Key).Max(key => key.Count()));
        Assert.InRange(CandidateRanking.Rank(CustomerKeys.Of(asked), hits).Count, 1, CandidateRanking.MostCandidates);
    }

    private static Customer Person(int i)
    {
        var made = Customer.Create(new()
        {
            FirstName = Names[i % Names.Length],
            FirstSurname = Surnames[i % Surnames.Length],
            SecondSurname = Surnames[(i * 3 + 1) % Surnames.Length],
            Document = new("DNI", $"{40_000_000 + i * 738_391}"),
        }, null, FakeClock.Start);
        made.ContactPoints.Add(new() { Type = ContactPointType.Mobile, Value = $"9{10_000_000 + i * 31_337}", Normalised = $"+519{10_000_000 + i * 31_337}", CreatedAt = FakeClock.Start });
        return made;
    }

    private static Task StoreAsync(TestDatabase database, List<Customer> customers) => database.CommitAsync(db =>
    {
        db.Customers.AddRange(customers);
        db.CustomerKeys.AddRange(customers.SelectMany(c => CustomerKeys.Of(MatchCandidate.Of(c)).Select(key => new CustomerKey { Key = key, Customer = c })));
    });
}
