using System.Globalization;
using BenchmarkDotNet.Attributes;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.RepeatContacts;
using OpsConsole.Tests.Domain.RepeatContacts;
using OpsConsole.Tests.Support;

namespace OpsConsole.Tests.Benchmarks;

/// <summary>Marking one contact among 1,000,000 that are logged, beside its window by one hand-written look-up (aim: at most twice, the column Ratio). OPSCONSOLE_BENCH_CONTACTS says how many are logged.</summary>
[Config(typeof(OnDemandSlow))]
public class ContactBenchmarks
{
    private const int ContactsEach = 10, Minutes = 525_600;

    private static readonly int All = int.Parse(Environment.GetEnvironmentVariable("OPSCONSOLE_BENCH_CONTACTS") ?? "1000000", CultureInfo.InvariantCulture);

    private Cell _cell = null!;
    private Campaign _campaign = null!;
    private OpsDbContext _db = null!;
    private int _next;

    [ParamsAllValues]
    public DatabaseKind Database { get; set; }

    /// <summary>The in-process toolchain does not wait for a setup that is a task.</summary>
    [GlobalSetup]
    public void Setup() => Task.WaitAll(SetupAsync());

    private async Task SetupAsync()
    {
        _cell = await Cell.OpenAsync(Database);
        await _cell.Database.Log.WriteAsync(transaction =>
        {
            using var command = transaction.Connection!.CreateCommand();
            (command.Transaction, command.CommandText, command.CommandTimeout) = (transaction, Fill(), 600);
            return command.ExecuteNonQuery();
        }, CancellationToken.None);
        _db = await _cell.Database.Contexts.CreateDbContextAsync();
        _campaign = await _db.Campaigns.AsNoTracking().SingleAsync(c => c.Code == Cell.Code);
        await _db.Database.OpenConnectionAsync();
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        _db.Dispose();
        Task.WaitAll(_cell.DisposeAsync().AsTask());
    }

    /// <summary>The floor: the customer's window from the index, counted by the database.</summary>
    [Benchmark(Baseline = true)]
    public long LookUpInSql()
    {
        using var command = _db.Database.GetDbConnection().CreateCommand();
        command.CommandText = """SELECT COUNT(*), SUM(CASE WHEN "SymptomKey" = @key AND ("IsComplaint" IS NULL OR "IsComplaint") THEN 1 ELSE 0 END) FROM "ContactLog" WHERE "HolderId" = @holder AND "At" >= @from AND "At" <= @at""";
        foreach (var (name, value) in new (string, object)[] { ("key", "C"), ("holder", (long)Next()), ("from", _cell.Now.AddDays(-7)), ("at", _cell.Now) })
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }
        using var reader = command.ExecuteReader();
        reader.Read();
        return reader.GetInt64(0);
    }

    /// <summary>What recording a contact does to mark it.</summary>
    [Benchmark]
    public ContactMark Mark()
    {
        var contact = new NewContact(_campaign.Id, null, $"cuenta {Next()}", _cell.Now, "phone") { Cause = "C" };
        var history = new HolderHistory([.. ContactBook.Read(_db, contact, _campaign).Contacts, new(long.MaxValue, contact.At, contact.SymptomKey, null)]);
        return history.MarkOf(history.Contacts.Count - 1, _campaign.Settings.Cell.Thresholds);
    }

    private int Next() => _next = ((_next + 7_919) % (All / ContactsEach)) + 1;

    private string Fill()
    {
        var isSqlite = Database == DatabaseKind.Sqlite;
        string Series(int many) => isSqlite ? $"(WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < {many}) SELECT n FROM s) s" : $"generate_series(1, {many}) s(n)";
        var ago = $"((s.n % {Minutes}) * 4001 % {Minutes})";      // within an integer of PostgreSQL
        var at = isSqlite ? $"datetime('{_cell.Now:yyyy-MM-dd HH:mm:ss}', '-' || {ago} || ' minutes')" : $"timestamptz '{_cell.Now:yyyy-MM-dd HH:mm:ss}+00' - {ago} * interval '1 minute'";
        return $"""
            INSERT INTO "AccountHolders" ("Id", "AccountKey", "HolderId") SELECT s.n, 'cuenta ' || s.n, s.n FROM {Series(All / ContactsEach)};
            INSERT INTO "ContactLog" ("CampaignId", "ExternalId", "Account", "HolderId", "At", "RecordedAt", "Channel", "Cause", "SymptomKey", "IsRecurrent", "IsRepeat", "InWindow", "SameInWindow")
            SELECT {_cell.CampaignId}, 'x' || s.n, 'cuenta ' || (s.n % {All / ContactsEach} + 1), s.n % {All / ContactsEach} + 1, {at}, {at}, 'phone', 'C', 'C', {(isSqlite ? "0, 0" : "false, false")}, 1, 1 FROM {Series(All)};
            ANALYZE;
            """;
    }
}
