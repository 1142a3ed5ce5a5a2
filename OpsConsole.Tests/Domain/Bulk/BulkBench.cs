using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Bulk;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Jobs;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Live;
using OpsConsole.Domain.People;
using OpsConsole.Tests.Support;
using Xunit;

namespace OpsConsole.Tests.Domain.Bulk;

/// <summary>Many alerts, some of them worked on as far as finishing needs, and the desks that change them together.</summary>
internal sealed class BulkBench : IAsyncDisposable
{
    private const int Slice = 500;

    private static readonly CancellationToken None = CancellationToken.None;

    public required TestDatabase Database { get; init; }

    public required Organisation Organisation { get; init; }

    public required Actor Head { get; init; }

    public BulkDesk Desk => Database.Get<BulkDesk>();

    public static async Task<BulkBench> CreateAsync(DatabaseKind kind)
    {
        var database = await TestDatabase.CreateAsync(kind);
        var organisation = await Organisation.CreateAsync(database);
        return new() { Database = database, Organisation = organisation, Head = await organisation.ActorAsync(Role.BranchHead) };
    }

    /// <summary>Alerts with a reached customer and a complete form; every so many one lacks the form.</summary>
    public async Task FillAsync(int cases, Func<int, bool> lacks)
    {
        var time = CampaignTime.Of(Organisation.Campaign, Database.Clock);
        for (var from = 0; from < cases; from += Slice)
        {
            var made = Enumerable.Range(from, Math.Min(Slice, cases - from)).Select(i => (Lacks: lacks(i), Case: Organisation.Alert())).ToList();
            await Database.CommitAsync(db =>
            {
                db.Cases.AddRange(made.Select(m => m.Case));
                db.CaseEvents.AddRange(made.SelectMany(m => m.Case.Log));
            });
            var known = made.Select(m => m.Case.Log.Count).ToList();
            await Database.CommitAsync(db =>
            {
                db.AttachRange(made.Select(m => m.Case));
                foreach (var (lacking, alert) in made)
                {
                    alert.Record(Organisation.Campaign, new() { CaseId = alert.Id, At = time.UtcNow, RecordedAt = time.UtcNow, Channel = AttemptChannel.Phone, ContactPoint = "044 555 010", Result = AttemptResult.Effective, ById = Head.Id }, Head, time.UtcNow);
                    alert.Save(Organisation.Campaign, lacking ? new() { State = AlertForm.FollowUpState } : Forms.Finished() with { State = AlertForm.FollowUpState }, Head, time.UtcNow, time);
                }
                db.CaseEvents.AddRange(made.SelectMany((m, i) => m.Case.Log.Skip(known[i])));
            });
        }
    }

    public async Task<BulkView> PrepareAsync(string action, BulkArgs? args = null, Actor? actor = null, IReadOnlyList<string>? numbers = null, string campaign = "operaciones")
    {
        var outcome = await Desk.PrepareAsync(new(campaign, action, args ?? new(), numbers is null ? id => new(id) : null, numbers), actor ?? Head, None);
        return await FindAsync(Assert.IsAssignableFrom<Outcome.Done>(outcome).Id!, actor);
    }

    public async Task<BulkView> FindAsync(string id, Actor? actor = null) => (await Database.Get<BulkQueries>().FindAsync(id, actor ?? Head, None))!;

    /// <summary>As the runner does it.</summary>
    public async Task<BulkView> RunAsync(string id, Actor? actor = null)
    {
        Assert.IsAssignableFrom<Outcome.Done>(await Desk.RunAsync(id, actor ?? Head, None));
        return await WorkAsync(id, actor);
    }

    public async Task<BulkView> UndoAsync(string id, Actor? actor = null)
    {
        Assert.IsAssignableFrom<Outcome.Done>(await Desk.UndoAsync(id, actor ?? Head, None));
        return await WorkAsync(id, actor);
    }

    public async Task<BulkView> WorkAsync(string id, Actor? actor = null)
    {
        var (queue, desk, progress) = (Database.Get<BulkQueue>(), Database.Get<BulkRunDesk>(), new JobProgress());
        var job = (await queue.ClaimAsync(None))!;
        Assert.Equal(id, job.Id);
        var undoes = job.State == JobState.Undoing;
        Assert.IsAssignableFrom<Outcome.Done>(undoes ? await desk.UndoAsync(id, progress, actor ?? Head, None) : await desk.RunAsync(id, progress, actor ?? Head, None));
        await queue.FinishAsync(job, undoes ? JobState.Undone : JobState.Done, null, progress, None);
        return await FindAsync(id, actor);
    }

    /// <summary>Everything of the cases that people can change or look for; the log and its count are apart.</summary>
    public Task<List<string>> SnapshotAsync() => Database.ReadAsync(async db => (await db.Cases.AsNoTracking().Include(c => c.Shares).OrderBy(c => c.Id).ToListAsync()).ConvertAll(c =>
        $"{c.Number} {string.Join(' ', Case.StateFields.Select(f => System.Text.Json.JsonSerializer.Serialize(f.Get(c))))} {c.IsOpen} {c.AttemptCount} {c.Numbers.Length} {string.Join('/', c.SearchText.Split('\n').Order())} {string.Join(',', c.Values.OrderBy(v => v.Key))}"));

    public ValueTask DisposeAsync() => Database.DisposeAsync();
}
