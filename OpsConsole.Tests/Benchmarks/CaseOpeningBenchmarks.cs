using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Customers;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Messages;
using OpsConsole.Domain.People;
using OpsConsole.Tests.Support;

namespace OpsConsole.Tests.Benchmarks;

/// <summary>Opening a case with 5,000 entries in its log and 500 messages beside one with five of each, with every read of the page (aims: p95 of at most 30 ms, at most 1.5 times the short one).</summary>
[Config(typeof(OnDemand))]
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory)]
[CategoriesColumn]
public class CaseOpeningBenchmarks
{
    private TestDatabase _database = null!;
    private Actor _agent = null!;
    private string _short = "", _long = "";

    [ParamsAllValues]
    public DatabaseKind Database { get; set; }

    /// <summary>The in-process toolchain does not wait for a setup that is a task.</summary>
    [GlobalSetup]
    public void Setup() => Task.WaitAll(SetupAsync());

    private async Task SetupAsync()
    {
        _database = await TestDatabase.CreateAsync(Database);
        var organisation = await Organisation.CreateAsync(_database);
        await organisation.ServiceAsync();
        _agent = await organisation.ActorAsync(Role.Agent);
        (_short, _long) = (await MakeAsync("Elena", 5, 5), await MakeAsync("Rita", 4_499, 500));
    }

    [GlobalCleanup]
    public void Cleanup() => Task.WaitAll(_database.DisposeAsync().AsTask());

    [Benchmark(Baseline = true), BenchmarkCategory("conversation")]
    public Task<int> ShortConversationAsync() => OpenAsync(_short, ConversationAsync);

    [Benchmark, BenchmarkCategory("conversation")]
    public Task<int> LongConversationAsync() => OpenAsync(_long, ConversationAsync);

    [Benchmark(Baseline = true), BenchmarkCategory("history")]
    public Task<int> ShortHistoryAsync() => OpenAsync(_short, HistoryAsync);

    [Benchmark, BenchmarkCategory("history")]
    public Task<int> LongHistoryAsync() => OpenAsync(_long, HistoryAsync);

    /// <summary>What the page reads, in its order: the case, its customer, what writing starts from, and the part that is shown.</summary>
    private async Task<int> OpenAsync(string number, Func<string, Task<int>> part)
    {
        var found = await _database.Get<CaseHistoryQueries>().FindAsync(number, _agent, CancellationToken.None);
        var customer = await _database.Get<CustomerQueries>().OfCaseAsync(number, _agent, CancellationToken.None);
        var bench = await _database.Get<MessageQueries>().BenchAsync(number, _agent, CancellationToken.None);
        return await part(number) + found!.Attempts.Count + customer!.ContactPoints.Count + bench!.Channels.Count;
    }

    private async Task<int> ConversationAsync(string number) => (await _database.Get<MessageQueries>().ConversationAsync(number, null, _agent, CancellationToken.None))!.Entries.Count;

    private async Task<int> HistoryAsync(string number) => (await _database.Get<CaseHistoryQueries>().NewestAsync(number, long.MaxValue, 50, _agent, CancellationToken.None, ofCustomer: true))!.Count;

    private async Task<string> MakeAsync(string name, int notes, int messages)
    {
        var made = await _database.Get<CaseDesk>().CreateAsync("servicio", Organisation.Home, new() { Description = "Sin servicio" }, null, new() { FirstName = name, FirstSurname = "Prado" }, _agent, CancellationToken.None);
        var number = ((Outcome.Done)made).Id!;
        await LongCase.FillAsync(_database.Services, number, notes, messages, _agent);
        return number;
    }
}
