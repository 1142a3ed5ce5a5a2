using System.Globalization;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace OpsConsole.Web.Hosting;

/// <summary>Inserts many rows into one table, some fifty a statement: each statement copies the pages it touches, of the table and of every index, so that it can be undone by itself.
/// Values are bound by position, as Microsoft.Data.Sqlite would bind them; by name each would be looked for among thousands.</summary>
internal static class SqliteRows
{
    private const int Together = 50;

    public static void Insert(SqliteConnection into, string table, IReadOnlyList<string> columns, IEnumerable<object?[]> rows)
    {
        using var many = Prepare(into, table, columns, Together);
        using var one = Prepare(into, table, columns, 1);
        var waiting = new List<object?[]>(Together);
        foreach (var row in rows)
        {
            waiting.Add([.. row]);
            if (waiting.Count < Together)
                continue;
            Run(into, many, waiting);
            waiting.Clear();
        }
        foreach (var row in waiting)
            Run(into, one, [row]);
    }

    private static sqlite3_stmt Prepare(SqliteConnection into, string table, IReadOnlyList<string> columns, int rows)
    {
        var row = $"({string.Join(',', columns.Select(_ => '?'))})";
        var sql = $"""INSERT INTO "{table}" ({string.Join(',', columns.Select(c => $"\"{c}\""))}) VALUES {string.Join(',', Enumerable.Repeat(row, rows))}""";
        Check(into, raw.sqlite3_prepare_v2(into.Handle, sql, out var statement));
        return statement;
    }

    private static void Run(SqliteConnection into, sqlite3_stmt statement, List<object?[]> rows)
    {
        var at = 0;
        foreach (var row in rows)
            foreach (var value in row)
                Check(into, Bind(statement, ++at, value));
        var done = raw.sqlite3_step(statement);
        raw.sqlite3_reset(statement);
        Check(into, done == raw.SQLITE_DONE ? raw.SQLITE_OK : done);
    }

    private static int Bind(sqlite3_stmt statement, int at, object? value) => value switch
    {
        null => raw.sqlite3_bind_null(statement, at),
        string text => raw.sqlite3_bind_text(statement, at, text),
        bool flag => raw.sqlite3_bind_int64(statement, at, flag ? 1 : 0),
        double number => raw.sqlite3_bind_double(statement, at, number),
        DateTime moment => raw.sqlite3_bind_text(statement, at, moment.ToString(@"yyyy\-MM\-dd HH\:mm\:ss.FFFFFFF", CultureInfo.InvariantCulture)),
        DateOnly day => raw.sqlite3_bind_text(statement, at, day.ToString(@"yyyy\-MM\-dd", CultureInfo.InvariantCulture)),
        Guid id => raw.sqlite3_bind_text(statement, at, id.ToString().ToUpperInvariant()),
        Enum code => raw.sqlite3_bind_int64(statement, at, Convert.ToInt64(code, CultureInfo.InvariantCulture)),
        int or long or short or byte => raw.sqlite3_bind_int64(statement, at, Convert.ToInt64(value, CultureInfo.InvariantCulture)),
        _ => throw new ArgumentException($"A {value.GetType().Name} cannot be bound.", nameof(value)),
    };

    private static void Check(SqliteConnection into, int code)
    {
        if (code != raw.SQLITE_OK)
            throw new SqliteException($"SQLite error {code}: {raw.sqlite3_errmsg(into.Handle).utf8_to_string()}", code);
    }
}
