using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace OpsConsole.Web.Hosting;

/// <summary>What the model says of a table, so that rows can be written without EF and stay what EF would have written.</summary>
public sealed class TableRows<T> where T : class
{
    private readonly List<(string Column, Func<T, object?> Read)> _columns = [];

    /// <param name="given">Columns whose values are known only when the row is written.</param>
    public TableRows(IModel model, params string[] given) : this(model, given, [])
    {
    }

    /// <param name="without">Columns that the database fills by itself.</param>
    public TableRows(IModel model, string[] given, string[] without)
    {
        var entity = model.FindEntityType(typeof(T))!;
        Table = entity.GetTableName()!;
        foreach (var property in entity.GetProperties())
        {
            var column = property.GetColumnName();
            if (given.Contains(column) || without.Contains(column))
                continue;
            var (getter, converter) = (property.GetGetter(), property.GetTypeMapping().Converter);
            _columns.Add((column, row => getter.GetClrValue(row) is { } value ? converter is null ? value : converter.ConvertToProvider(value) : null));
        }
        Columns = [.. given, .. _columns.Select(c => c.Column)];
    }

    public string Table { get; }
    public IReadOnlyList<string> Columns { get; }

    public string ColumnList => string.Join(", ", Columns.Select(c => $"\"{c}\""));

    /// <summary>The values in the order of <see cref="Columns"/>.</summary>
    public void Fill(object?[] values, T row, params object?[] given)
    {
        given.CopyTo(values, 0);
        for (var i = 0; i < _columns.Count; i++)
            values[given.Length + i] = _columns[i].Read(row);
    }
}
