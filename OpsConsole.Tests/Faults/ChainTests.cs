using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.People;
using OpsConsole.Tests.Support;
using Xunit;

namespace OpsConsole.Tests.Faults;

/// <summary>The log of cases: in order of commit, chained, and never changed afterwards.</summary>
public sealed class ChainTests
{
    [Theory, OnEveryDatabase]
    public async Task Log_numbers_have_no_gap_and_each_entry_holds_the_hash_of_the_one_before(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var organisation = await Organisation.CreateAsync(database);
        var numbers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => organisation.AlertAsync()));
        var head = await organisation.ActorAsync(Role.BranchHead);
        var desk = database.Get<CaseDesk>();
        await Task.WhenAll(numbers.SelectMany(number => Enumerable.Range(0, 5).Select(i => desk.NoteAsync(number, $"nota {i} ñandú", head, CancellationToken.None))));

        var log = await EntriesAsync(database);
        Assert.Equal(60, log.Count);
        Assert.Equal(Enumerable.Range(1, 60).Select(i => (long)i), log.Select(e => e.Sequence));
        Assert.Empty(Broken(log));
    }

    [Theory, OnEveryDatabase]
    public async Task A_changed_and_a_missing_entry_both_break_the_chain(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var organisation = await Organisation.CreateAsync(database);
        for (var i = 0; i < 3; i++)
            await organisation.AlertAsync();
        var log = await EntriesAsync(database);
        Assert.Equal([3L], Broken([log[0], log[2]]));
        log[1] = new()
        {
            Sequence = log[1].Sequence,
            CaseId = log[1].CaseId,
            Version = log[1].Version,
            At = log[1].At.AddMilliseconds(1),
            Type = log[1].Type,
            Data = log[1].Data,
            PrevHash = log[1].PrevHash,
            Hash = log[1].Hash,
        };
        Assert.Equal([2L], Broken(log));
    }

    [Theory, OnEveryDatabase]
    public async Task The_database_itself_refuses_to_change_or_delete_an_entry(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var organisation = await Organisation.CreateAsync(database);
        await organisation.AlertAsync();
        foreach (var sql in new[] { """UPDATE "CaseEvents" SET "Type" = 'x'""", """DELETE FROM "CaseEvents" """ })
            await Assert.ThrowsAnyAsync<Exception>(() => database.Log.WriteAsync(transaction =>
            {
                using var command = transaction.Connection!.CreateCommand();
                command.Transaction = transaction;
                command.CommandText = sql;
                return command.ExecuteNonQuery();
            }, CancellationToken.None));
        Assert.Single(await EntriesAsync(database));
    }

    private static Task<List<CaseEvent>> EntriesAsync(TestDatabase database) =>
        database.ReadAsync(db => db.CaseEvents.AsNoTracking().OrderBy(e => e.Sequence).ToListAsync());

    // Written from docs/rules.md, "Log chain", not from LogChain.Hash.
    private static List<long> Broken(List<CaseEvent> log)
    {
        var broken = new List<long>();
        var before = "";
        foreach (var entry in log)
        {
            var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(entry.PrevHash + "\n" + LogChain.Canonical(entry))));
            if (entry.PrevHash != before || entry.Hash != hash)
                broken.Add(entry.Sequence);
            before = entry.Hash;
        }
        return broken;
    }
}
