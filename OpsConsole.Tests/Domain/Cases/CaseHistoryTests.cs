using OpsConsole.Domain.Cases;
using OpsConsole.Domain.People;
using OpsConsole.Tests.Support;
using Xunit;

namespace OpsConsole.Tests.Domain.Cases;

/// <summary>What happened to a case and to its customer (docs/rules.md, "History").</summary>
public sealed class CaseHistoryTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory, OnEveryDatabase]
    public async Task The_history_of_a_customer_holds_all_of_their_cases_that_the_reader_may_see_and_no_other(DatabaseKind kind)
    {
        await using var at = await MergeBench.OpenAsync(kind);
        var (customer, stranger) = (await at.CustomerAsync(new() { FirstName = "Elena", FirstSurname = "Prado" }), await at.CustomerAsync(new() { FirstName = "Julio", FirstSurname = "Salas" }));
        var (far, analyst) = (await at.Organisation.ActorAsync(Role.BranchHead, Organisation.Far), await at.Organisation.ActorAsync(Role.ExperienceAnalyst));
        var (first, second, elsewhere, other) = (await at.MadeAsync(customer: customer), await at.MadeAsync(customer: customer),
            await at.MadeAsync(customer: customer, branch: Organisation.Far, by: analyst), await at.MadeAsync(customer: stranger));
        MergeBench.Done(await at.Desk.NoteAsync(first, "de antes", at.Agent, None));
        MergeBench.Done(await at.Desk.NoteAsync(other, "de otra persona", at.Agent, None));

        var queries = at.Database.Get<CaseHistoryQueries>();
        var all = (await queries.NewestAsync(second, long.MaxValue, 100, at.Agent, None, ofCustomer: true))!;
        Assert.Equal([first, second], all.Select(e => e.Number).Distinct().Order());
        Assert.Contains(all, e => e is { Type: CaseEventType.Note, ByName: not null } && e.Number == first);
        Assert.Equal(all.Select(e => e.Sequence).OrderDescending(), all.Select(e => e.Sequence));
        Assert.Equal(all.Reverse().Select(e => e.Sequence), (await queries.EventsAsync(second, 0, 100, at.Agent, None, ofCustomer: true))!.Select(e => e.Sequence));
        Assert.Equal([elsewhere], (await queries.NewestAsync(elsewhere, long.MaxValue, 100, far, None, ofCustomer: true))!.Select(e => e.Number).Distinct());
        Assert.Null(await queries.NewestAsync(elsewhere, long.MaxValue, 100, at.Agent, None, ofCustomer: true));
        Assert.Equal([second], (await queries.NewestAsync(second, long.MaxValue, 100, at.Agent, None))!.Select(e => e.Number).Distinct());
    }

    [Theory, OnEveryDatabase]
    public async Task A_long_history_is_read_in_pieces_without_a_gap_or_a_double(DatabaseKind kind)
    {
        await using var at = await MergeBench.OpenAsync(kind);
        var number = await at.MadeAsync();
        for (var i = 0; i < 23; i++)
            MergeBench.Done(await at.Desk.NoteAsync(number, $"nota {i}", at.Agent, None));
        var (queries, read) = (at.Database.Get<CaseHistoryQueries>(), new List<HistoryEntry>());
        while (await queries.NewestAsync(number, read.Count == 0 ? long.MaxValue : read[^1].Sequence, 5, at.Agent, None) is { Count: > 0 } piece)
            read.AddRange(piece);
        Assert.Equal(Enumerable.Range(1, 24).Select(v => (long)v).Reverse(), read.Select(e => e.Version));
    }
}
