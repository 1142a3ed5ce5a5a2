using System.Globalization;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace OpsConsole.Web.Hosting;

/// <summary>Inserts many rows into one table. The table's triggers are asleep meanwhile, and what they keep is the caller's to write: for a statement that a trigger hangs on,
/// SQLite first copies every page it touches, of the table and of each index, so that the row could be undone by itself; that costs as much as the rows.
/// Values are bound by position, as Microsoft.Data.Sqlite would bind them.</summary>
internal static class SqliteRows
{
    private const int EnableTrigger = 1003;     // SQLITE_DBCONFIG_ENABLE_TRIGGER

    public static void Insert(SqliteConnection into, string table, IReadOnlyList<string> columns, IEnumerable<object?[]> rows)
    {
        var sql = $"""INSERT INTO "{table}" ({string.Join(',', columns.Select(c => $"\"{c}\""))}) VALUES ({string.Join(',', columns.Select(_ => '?'))})""";
        Check(into, raw.sqlite3_db_config(into.Handle, EnableTrigger, 0, out _));
        try
        {
            Check(into, raw.sqlite3_prepare_v2(into.Handle, sql, out var statement));
            using (statement)
                foreach (var row in rows)
                    Run(into, statement, row);
        }
        finally
        {
            Check(into, raw.sqlite3_db_config(into.Handle, EnableTrigger, 1, out _));
        }
    }

    private static void Run(SqliteConnection into, sqlite3_stmt statement, object?[] row)
    {
        for (var i = 0; i < row.Length; i++)
            Check(into, Bind(statement, i + 1, row[i]));
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
