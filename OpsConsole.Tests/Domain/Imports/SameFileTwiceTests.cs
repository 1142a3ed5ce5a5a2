using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Imports;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;
using OpsConsole.Tests.Support;
using Xunit;

namespace OpsConsole.Tests.Domain.Imports;

/// <summary>Promise F6: the same file twice is the same file once, whatever happens meanwhile.</summary>
public sealed class SameFileTwiceTests
{
    private static readonly int Rows = Counts.Of(10_000);

    [Theory, OnEveryDatabase]
    public async Task The_same_file_again_and_shuffled_changes_nothing(DatabaseKind kind)
    {
        await using var bench = await ImportBench.CreateAsync(kind);
        Assert.Equal(Rows, (await bench.ImportAsync(new LongTable(Rows))).Created);
        foreach (var shuffle in new[] { 0, 7 })
        {
            var again = await bench.ImportAsync(new LongTable(Rows) { Shuffle = shuffle });
            Assert.Equal((Rows, Rows, 0), (again.Total, again.Unchanged, again.Created + again.Updated + again.Rejected));
        }

        await AssertOnceAsync(bench);
    }

    [Theory, OnEveryDatabase]
    public async Task Two_people_at_the_same_moment_make_each_row_once(DatabaseKind kind)
    {
        await using var bench = await ImportBench.CreateAsync(kind);
        var colleague = await bench.Organisation.ActorAsync(Role.BackOffice);
        var (one, two) = (await bench.ReceiveAsync(), await bench.ReceiveAsync());
        await Task.WhenAll(Task.Run(() => bench.RunAsync(one, new LongTable(Rows))), Task.Run(() => bench.RunAsync(two, new LongTable(Rows) { Shuffle = 3 }, colleague)));
        var (first, second) = (await bench.FindAsync(one), await bench.FindAsync(two));
        Assert.Equal((ImportState.Completed, ImportState.Completed, Rows), (first.State, second.State, first.Created + second.Created));
        Assert.Equal((Rows, Rows), (first.Created + first.Unchanged, second.Created + second.Unchanged));
        await AssertOnceAsync(bench);
    }

    [Theory, OnEveryDatabase]
    public async Task Interrupted_at_a_third_it_goes_on_from_its_last_batch(DatabaseKind kind)
    {
        await using var bench = await ImportBench.CreateAsync(kind);
        var id = await bench.ReceiveAsync();
        var cut = new LongTable(Rows) { At = Rows / 3 + 200, Happens = () => throw new IOException("pulled") };
        await Assert.ThrowsAsync<IOException>(() => bench.RunAsync(id, cut));
        var half = await bench.FindAsync(id);
        Assert.Equal((ImportState.Running, half.Created), (half.State, half.Total));
        Assert.InRange(half.Total, 1, Rows - 1);
        Assert.IsAssignableFrom<Outcome.Done>(await bench.RunAsync(id, new LongTable(Rows)));
        var done = await bench.FindAsync(id);
        Assert.Equal((ImportState.Completed, Rows, Rows), (done.State, done.Total, done.Created));
        await AssertOnceAsync(bench);
        await bench.TakeBackAsync(id);
        Assert.Empty(await bench.CasesAsync());
    }

    private static async Task AssertOnceAsync(ImportBench bench)
    {
        Assert.Equal(Rows, await bench.Database.ReadAsync(db => db.Cases.CountAsync()));
        Assert.Equal(Rows, await bench.Database.ReadAsync(db => db.Cases.Select(c => c.ExternalId).Distinct().CountAsync()));
        Assert.Equal(Rows, await bench.Database.ReadAsync(db => db.CaseEvents.CountAsync()));
    }
}
