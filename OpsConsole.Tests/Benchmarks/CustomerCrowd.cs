using System.Data.Common;
using System.Globalization;
using Npgsql;
using NpgsqlTypes;
using OpsConsole.Domain.Customers;
using OpsConsole.Tests.Support;

namespace OpsConsole.Tests.Benchmarks;

/// <summary>Any number of invented customers, written beside the desks as fast as the database takes them. Names are put together from syllables: frequent ones are frequent, as among people.</summary>
public sealed class CustomerCrowd(int customers, int seed)
{
    private static readonly string[] Starts = ["ma", "ro", "ca", "lu", "an", "jo", "pe", "te", "gar", "men", "qui", "hua", "sal", "cas", "mo", "ra", "fer", "gon", "ve", "zam"];
    private static readonly string[] Middles = ["ri", "sa", "lo", "me", "di", "na", "ta", "ne", "be", "mi", "do", "ra", "le", "vi", "co", "pa"];
    private static readonly string[] Ends = ["a", "o", "ez", "na", "ro", "lia", "no", "ri", "da", "spe", "mán", "ño"];

    public long Keys { get; private set; }

    /// <summary>As the contract names the customer.</summary>
    public string IdOf(int question) => Id(Meant(question));

    /// <summary>A customer with its document's digits swapped, its second names missing and its phone in another notation, in turns.</summary>
    public MatchRequest Question(int question)
    {
        var c = Make(Meant(question));
        var document = c.DocumentKey!;
        return (question % 4) switch
        {
            0 => new(document[..3] + document[4] + document[3] + document[5..], [c.FirstName!, c.FirstSurname!], [], []),
            1 => new(document, [c.FirstSurname!, c.FirstName!], ["0051 " + c.Phones[0][3..]], []),
            2 => new(null, [c.FirstName!, c.SecondName!, c.FirstSurname!, c.SecondSurname!], [c.Phones[0]], [c.Emails[0]]),
            _ => new(document, [c.FirstName!, c.SecondName!, c.SecondSurname!, c.FirstSurname![1..]], [c.Phones[0]], [c.Emails[0]]),
        };
    }

    public async Task FillAsync(TestDatabase database)
    {
        if (database.Kind == DatabaseKind.PostgreSql)
            await CopyAsync(database.Connection);
        else
            await database.Log.WriteAsync(Insert, CancellationToken.None);
    }

    private int Meant(int question) => (int)((question * 7_919L + 13) % customers);

    private static string Id(int number) => $"crowd-{number:D16}";

    private MatchCandidate Make(int number)
    {
        var random = new Random(HashCode.Combine(seed, number) & int.MaxValue);
        string Word(bool surname) => Starts[Often(random, Starts.Length)] + Middles[Often(random, Middles.Length)] + (surname || random.Next(3) == 0 ? Middles[Often(random, Middles.Length)] : "") + Ends[Often(random, Ends.Length)];
        var (name, second, surname, mother) = (Word(false), Word(false), Word(true), Word(true));
        // One step through all eight-digit numbers: never the same twice.
        var document = ((10_000_000 + number * 48_271L) % 100_000_000).ToString("D8", CultureInfo.InvariantCulture);
        return new(new(Id(number), null, "DNI", document, "PE", true, 1), name, second, surname, mother, document, [$"+519{(number * 69_621L + 7) % 100_000_000:D8}"], [$"{name}.{surname}{number % 9_000}@correo.example"]);
    }

    /// <summary>The first of a list far more often than the last.</summary>
    private static int Often(Random random, int count) => (int)(Math.Pow(random.NextDouble(), 1.7) * count);

    /// <summary>In the order of the primary key: its tree grows at the end only.</summary>
    private IEnumerable<(long Key, long CustomerId)> AllKeys()
    {
        Keys = 0;
        for (var n = 0; n < customers; n++)
            foreach (var key in CustomerKeys.Of(Make(n)).Order())
            {
                Keys++;
                yield return (key, n + 1L);
            }
    }

    private int Insert(DbTransaction transaction)
    {
        void Run(string sql, IEnumerable<object?[]> rows)
        {
            using var command = transaction.Connection!.CreateCommand();
            (command.Transaction, command.CommandText) = (transaction, sql);
            foreach (var row in rows)
            {
                while (command.Parameters.Count < row.Length)
                {
                    var parameter = command.CreateParameter();
                    parameter.ParameterName = "$" + command.Parameters.Count;
                    command.Parameters.Add(parameter);
                }
                for (var i = 0; i < row.Length; i++)
                    command.Parameters[i].Value = row[i];
                command.ExecuteNonQuery();
            }
        }
        var now = "2026-01-01 00:00:00";
        Run($"""INSERT INTO "Customers" ("Id","PublicId","FirstName","SecondName","FirstSurname","SecondSurname","DocumentType","DocumentCountry","DocumentNumber","DocumentKey","IsDocumentValid","Version","CreatedAt","ChangedAt") VALUES ($0,$1,$2,$3,$4,$5,'DNI','PE',$6,$6,1,1,'{now}','{now}')""",
            Enumerable.Range(0, customers).Select(n => (n, c: Make(n))).Select(p => new object?[] { p.n + 1L, p.c.Summary.Id, p.c.FirstName, p.c.SecondName, p.c.FirstSurname, p.c.SecondSurname, p.c.DocumentKey }));
        Run($"""INSERT INTO "ContactPoints" ("CustomerId","Type","Value","Normalised","IsValid","CreatedAt") VALUES ($0,$1,$2,$2,1,'{now}')""",
            Enumerable.Range(0, customers).Select(n => (n, c: Make(n))).SelectMany(p => new[] { new object?[] { p.n + 1L, (int)ContactPointType.Mobile, p.c.Phones[0] }, [p.n + 1L, (int)ContactPointType.Email, p.c.Emails[0]] }));
        Run("""DROP INDEX "IX_CustomerKeys_Key_CustomerId" """, [[]]);
        Run("""INSERT INTO "CustomerKeys" ("CustomerId","Key") VALUES ($0,$1)""", AllKeys().Select(k => new object?[] { k.CustomerId, k.Key }));
        Run("""CREATE INDEX "IX_CustomerKeys_Key_CustomerId" ON "CustomerKeys" ("Key","CustomerId")""", [[]]);
        Run("ANALYZE", [[]]);
        return customers;
    }

    private async Task CopyAsync(string connection)
    {
        await using var open = new NpgsqlConnection(connection);
        await open.OpenAsync();
        var now = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        await using (var rows = await open.BeginBinaryImportAsync("""COPY "Customers" ("Id","PublicId","FirstName","SecondName","FirstSurname","SecondSurname","DocumentType","DocumentCountry","DocumentNumber","DocumentKey","IsDocumentValid","Version","CreatedAt","ChangedAt") FROM STDIN (FORMAT BINARY)"""))
        {
            for (var n = 0; n < customers; n++)
            {
                var c = Make(n);
                await rows.WriteRowAsync(CancellationToken.None, n + 1L, c.Summary.Id, c.FirstName!, c.SecondName!, c.FirstSurname!, c.SecondSurname!, "DNI", "PE", c.DocumentKey!, c.DocumentKey!, true, 1L, now, now);
            }
            await rows.CompleteAsync();
        }
        await using (var rows = await open.BeginBinaryImportAsync("""COPY "ContactPoints" ("CustomerId","Type","Value","Normalised","IsValid","CreatedAt") FROM STDIN (FORMAT BINARY)"""))
        {
            for (var n = 0; n < customers; n++)
            {
                var c = Make(n);
                await rows.WriteRowAsync(CancellationToken.None, n + 1L, (int)ContactPointType.Mobile, c.Phones[0], c.Phones[0], true, now);
                await rows.WriteRowAsync(CancellationToken.None, n + 1L, (int)ContactPointType.Email, c.Emails[0], c.Emails[0], true, now);
            }
            await rows.CompleteAsync();
        }
        await RunAsync(open, """ALTER TABLE "CustomerKeys" DROP CONSTRAINT "FK_CustomerKeys_Customers_CustomerId"; DROP INDEX "IX_CustomerKeys_Key_CustomerId" """);
        await using (var rows = await open.BeginBinaryImportAsync("""COPY "CustomerKeys" ("CustomerId","Key") FROM STDIN (FORMAT BINARY)"""))
        {
            foreach (var (key, customer) in AllKeys())
            {
                await rows.StartRowAsync();
                await rows.WriteAsync(customer, NpgsqlDbType.Bigint);
                await rows.WriteAsync(key, NpgsqlDbType.Bigint);
            }
            await rows.CompleteAsync();
        }
        await RunAsync(open, """CREATE INDEX "IX_CustomerKeys_Key_CustomerId" ON "CustomerKeys" ("Key","CustomerId"); """);
        await RunAsync(open, "VACUUM ANALYZE");
    }

    private static async Task RunAsync(NpgsqlConnection open, string sql)
    {
        await using var command = open.CreateCommand();
        (command.CommandText, command.CommandTimeout) = (sql, 0);
        await command.ExecuteNonQueryAsync();
    }
}
