using System.Data.Common;
using System.Globalization;
using System.Text;
using Npgsql;
using OpsConsole.Domain.Cases;

namespace OpsConsole.Web.Hosting.Generate;

/// <summary>Writes a slice within one transaction: prepared statements on SQLite, COPY on PostgreSQL.</summary>
public sealed class SliceWriter(TableRows<Case> cases, TableRows<CaseEvent> events)
{
    public int Write(DbTransaction transaction, IReadOnlyList<Case> made)
    {
        var (slice, heads) = (new CaseSlice(cases, events, made), CaseSlice.Heads(transaction));
        if (transaction is NpgsqlTransaction)
        {
            Copy(transaction, cases.Table, cases.ColumnList, slice.CaseRows(heads.CaseId));
            Copy(transaction, events.Table, events.ColumnList, slice.EventRows(heads.CaseId, heads.Sequence, heads.Hash));
            return made.Count;
        }
        return SqliteSearchIndex.InsertMany(transaction, () =>
        {
            Insert(transaction, cases.Table, cases.Columns, slice.CaseRows(heads.CaseId));
            Insert(transaction, events.Table, events.Columns, slice.EventRows(heads.CaseId, heads.Sequence, heads.Hash));
            return made.Count;
        });
    }

    private static void Insert(DbTransaction transaction, string table, IReadOnlyList<string> columns, IEnumerable<object?[]> rows)
    {
        using var command = transaction.Connection!.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = $"""INSERT INTO "{table}" ({string.Join(", ", columns.Select(c => $"\"{c}\""))}) VALUES ({string.Join(", ", columns.Select((_, i) => $"$p{i}"))})""";
        for (var i = 0; i < columns.Count; i++)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = $"$p{i}";
            command.Parameters.Add(parameter);
        }
        command.Prepare();
        foreach (var row in rows)
        {
            for (var i = 0; i < row.Length; i++)
                command.Parameters[i].Value = row[i] ?? DBNull.Value;
            command.ExecuteNonQuery();
        }
    }

    private static void Copy(DbTransaction transaction, string table, string columns, IEnumerable<object?[]> rows)
    {
        using var copy = ((NpgsqlConnection)transaction.Connection!).BeginTextImport($"""COPY "{table}" ({columns}) FROM STDIN""");
        var line = new StringBuilder();
        foreach (var row in rows)
        {
            line.Clear();
            foreach (var value in row)
                Append(line, value).Append('\t');
            line[^1] = '\n';
            copy.Write(line);
        }
    }

    private static StringBuilder Append(StringBuilder line, object? value)
    {
        switch (value)
        {
            case null:
                return line.Append("\\N");
            case bool flag:
                return line.Append(flag ? 't' : 'f');
            case DateTime at:
                return line.Append(at.ToString("yyyy-MM-dd HH:mm:ss.ffffff'+00'", CultureInfo.InvariantCulture));
            case DateOnly day:
                return line.Append(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            case string text:
                foreach (var c in text)
                    _ = c switch
                    {
                        '\\' => line.Append("\\\\"),
                        '\n' => line.Append("\\n"),
                        '\r' => line.Append("\\r"),
                        '\t' => line.Append("\\t"),
                        _ => line.Append(c),
                    };
                return line;
            case Enum code:
                return line.Append(Convert.ToInt64(code, CultureInfo.InvariantCulture));
            default:
                return line.Append(CultureInfo.InvariantCulture, $"{value}");
        }
    }
}
