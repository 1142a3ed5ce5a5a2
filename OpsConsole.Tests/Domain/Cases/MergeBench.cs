using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Customers;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;
using OpsConsole.Tests.Support;
using Xunit;

namespace OpsConsole.Tests.Domain.Cases;

/// <summary>Cases of one kind and another, and everything of them that a merge must bring back.</summary>
internal sealed class MergeBench : IAsyncDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;

    public required TestDatabase Database { get; init; }
    public required Organisation Organisation { get; init; }
    public required Campaign Service { get; init; }
    public required Actor Agent { get; init; }
    public required Actor Head { get; init; }
    public CaseDesk Desk => Database.Get<CaseDesk>();

    public static async Task<MergeBench> OpenAsync(DatabaseKind kind)
    {
        var database = await TestDatabase.CreateAsync(kind);
        var organisation = await Organisation.CreateAsync(database);
        var service = await organisation.ServiceAsync();
        return new() { Database = database, Organisation = organisation, Service = service, Agent = await organisation.ActorAsync(Role.Agent), Head = await organisation.ActorAsync(Role.BranchHead) };
    }

    /// <param name="customer">Id of a known one.</param>
    public async Task<string> MadeAsync(string priority = "normal", string? customer = null, string branch = Organisation.Home, Actor? by = null) =>
        Done(await Desk.CreateAsync("servicio", branch, new() { Priority = priority, Description = "Cobro doble" }, customer, null, by ?? Agent, None)).Id!;

    public async Task<string> CustomerAsync(CustomerForm form) => Done(await Database.Get<CustomerDesk>().CreateAsync(form, Agent, None)).Id!;

    public async Task AttemptAsync(string number, string contactPoint, Actor? by = null) =>
        Done(await Desk.RecordAttemptAsync(number, new("phone", contactPoint, "no_answer"), by ?? Agent, None));

    public async Task<Outcome.Done> MergeAsync(string number, string target, Actor? by = null, bool confirm = false) => Done(await Desk.MergeAsync(number, target, confirm, by ?? Agent, None));

    public async Task<string> RefusedAsync(string number, string? target, Actor? by = null, bool confirm = false) =>
        Assert.IsType<Outcome.Refused>(await Desk.MergeAsync(number, target, confirm, by ?? Agent, None)).Reasons[0].Code;

    public async Task<MergeTakenBack> UndoAsync(string number, Actor? by = null) => Assert.IsType<MergeTakenBack>(await Desk.UndoAsync(number, by ?? Agent, None));

    public async Task<string> UndoRefusedAsync(string number, Actor? by = null) => Assert.IsType<Outcome.Refused>(await Desk.UndoAsync(number, by ?? Agent, None)).Reasons.Single().Code;

    public Task<Case> FindAsync(string number) => Database.ReadAsync(db => db.Cases.AsNoTracking().Include(c => c.Attempts).Include(c => c.Shares).SingleAsync(c => c.Id == CaseNumber.IdOf(number)));

    public Task<List<string>> LogAsync(string number) => Database.ReadAsync(db => db.CaseEvents.Where(e => e.CaseId == CaseNumber.IdOf(number)).OrderBy(e => e.Version).Select(e => e.Type).ToListAsync());

    public async Task<List<string>> PointsAsync(string number) => [.. (await FindAsync(number)).Attempts.OrderBy(a => a.Id).Select(a => a.ContactPoint)];

    /// <summary>Everything but the version and the log, which only grow.</summary>
    public async Task<string> SnapshotAsync(string number)
    {
        var c = await FindAsync(number);
        var attempts = c.Attempts.OrderBy(a => a.Id).Select(a => $"{a.Id} {a.CaseId} {a.At:O} {a.RecordedAt:O} {a.ContactPoint} {a.Result} {a.ById}");
        return $"{string.Join(' ', Case.StateFields.Select(f => f.Name + "=" + JsonSerializer.Serialize(f.Get(c))))} {c.IsOpen} {c.AttemptCount} {Keys(c.Numbers)} {Keys(c.Folded)} {c.SearchText} {string.Join('/', attempts)}";
    }

    public static Outcome.Done Done(Outcome outcome) => Assert.IsAssignableFrom<Outcome.Done>(outcome);

    public ValueTask DisposeAsync() => Database.DisposeAsync();

    // PostgreSQL orders keys by itself
    private static string Keys(string json) => string.Join(',', JsonElement.Parse(json).EnumerateObject().OrderBy(p => p.Name, StringComparer.Ordinal).Select(p => $"{p.Name}:{p.Value}"));
}
