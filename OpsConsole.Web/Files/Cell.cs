using System.Globalization;

namespace OpsConsole.Web.Files;

public enum CellKind
{
    Empty,
    Text,
    Number,
    Moment,
    Day,
}

/// <summary>One cell of a file with its type; <see cref="Text"/> is what it says where types are unknown. Moments are local to the campaign.</summary>
public readonly record struct Cell(CellKind Kind, string? Text = null, double Number = 0, DateTime At = default)
{
    public static readonly Cell Empty = new(CellKind.Empty);

    public static Cell Of(string? text) => string.IsNullOrEmpty(text) ? Empty : new(CellKind.Text, text);

    public static Cell Of(double number, string? raw = null) => new(CellKind.Number, raw, number);

    public static Cell Moment(DateTime local) => new(CellKind.Moment, At: local);

    public static Cell Day(DateTime local) => new(CellKind.Day, At: local);

    /// <summary>As the grid shows it.</summary>
    public string Said => Kind switch
    {
        CellKind.Empty => "",
        CellKind.Text => Text!,
        CellKind.Number => Text ?? Number.ToString("R", CultureInfo.InvariantCulture),
        CellKind.Moment => At.ToString("dd/MM/yyyy HH:mm", CultureInfo.InvariantCulture),
        CellKind.Day => At.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture),
    };
}

/// <summary>Writes a table, row by row; nothing but a small buffer is held.</summary>
public interface ITableWriter : IAsyncDisposable
{
    ValueTask WriteAsync(ReadOnlyMemory<Cell> cells, CancellationToken ct);

    /// <summary>What closes the file; without it the file is cut.</summary>
    Task FinishAsync(CancellationToken ct);
}
