using System.Data.Common;
using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;
using OpsConsole.Domain.Cases;
using OpsConsole.Web.Migrations;

namespace OpsConsole.Web.Hosting;

/// <summary>Writes new cases, their events and attempts within one transaction: prepared statements on SQLite, COPY on PostgreSQL.</summary>
public sealed class SliceWriter(TableRows<Case> cases, TableRows<CaseEvent> events, TableRows<ContactAttempt> attempts)
{
    public SliceWriter(IModel model) : this(new(model, "Id"), new(model), new(model, ["CaseId"], ["Id"]))
    {
    }

    /// <summary>Within a SaveChanges: what fails is said as EF says it.</summary>
    public int Save(DbTransaction transaction, IReadOnlyList<Case> made)
    {
        try
        {
            return made.Count == 0 ? 0 : Write(transaction, made);
        }
        catch (DbException e)
        {
            throw new DbUpdateException("The slice was not written.", e);
        }
    }

    public int Write(DbTransaction transaction, IReadOnlyList<Case> made)
    {
        var (slice, heads) = (new CaseSlice(cases, events, attempts, made), CaseSlice.Heads(transaction));
        if (transaction is NpgsqlTransaction)
        {
            Copy(transaction, cases.Table, cases.ColumnList, slice.CaseRows(heads.CaseId));
            Copy(transaction, events.Table, events.ColumnList, slice.EventRows(heads.CaseId, heads.Sequence, heads.Hash));
            if (slice.HasAttempts)
                Copy(transaction, attempts.Table, attempts.ColumnList, slice.AttemptRows(heads.CaseId));
            return made.Count;
        }
        var into = (SqliteConnection)transaction.Connection!;
        SqliteRows.Insert(into, cases.Table, cases.Columns, slice.CaseRows(heads.CaseId));
        SqliteRows.Insert(into, events.Table, events.Columns, slice.EventRows(heads.CaseId, heads.Sequence, heads.Hash));
        if (slice.HasAttempts)
            SqliteRows.Insert(into, attempts.Table, attempts.Columns, slice.AttemptRows(heads.CaseId));
        using var kept = into.CreateCommand();
        (kept.Transaction, kept.CommandText) = ((SqliteTransaction)transaction, SqliteSearchIndex.AddSql + CaseTotalsSql.SqliteAdd);
        kept.Parameters.AddWithValue("$above", heads.CaseId);
        kept.ExecuteNonQuery();
        return made.Count;
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
