using System.Collections.Concurrent;
using System.Data.Common;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace OpsConsole.Tests.Filters;

/// <summary>Every statement that EF sends while this lives, with its parameters; those of other tests too, unless a database is named.</summary>
public sealed class StatementLog : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private readonly string? _connection;
    private readonly Action<string>? _each;
    private readonly IDisposable _listeners;
    private readonly ConcurrentQueue<IDisposable> _events = new();
    private readonly ConcurrentQueue<(string Text, List<(string Name, object? Value)> Values)> _statements = new();

    /// <param name="each">Is given every statement before it is sent, on the thread that sends it: what it waits for, the statement waits for.</param>
    public StatementLog(string? connection = null, Action<string>? each = null)
    {
        (_connection, _each) = (connection, each);
        _listeners = DiagnosticListener.AllListeners.Subscribe(this);
    }

    public IReadOnlyList<string> Statements => [.. _statements.Select(s => s.Text)];

    /// <summary>Each with what it was given.</summary>
    public IReadOnlyList<(string Text, List<(string Name, object? Value)> Values)> All => [.. _statements];

    /// <summary>The last statement and what it was given.</summary>
    public (string Text, List<(string Name, object? Value)> Values) Last => _statements.Last();

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == DbLoggerCategory.Name)
            _events.Enqueue(value.Subscribe(this));
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Value is CommandEventData { Context: { } context } data && value.Key == RelationalEventId.CommandExecuting.Name
            && (_connection is null || Same(context.Database.GetConnectionString()!)))
        {
            _statements.Enqueue((data.Command.CommandText, [.. data.Command.Parameters.Cast<DbParameter>().Select(p => (p.ParameterName, p.Value))]));
            _each?.Invoke(data.Command.CommandText);
        }
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    public void Dispose()
    {
        _listeners.Dispose();
        foreach (var subscription in _events)
            subscription.Dispose();
    }

    // The console reads by a connection string of its own making: the file or database is the same.
    private bool Same(string connection) => Name(connection) == Name(_connection!);

    private static string Name(string connection) => new DbConnectionStringBuilder { ConnectionString = connection } is var parts
        && (parts.TryGetValue("Data Source", out var file) || parts.TryGetValue("Database", out file)) ? file.ToString()! : "";
}
