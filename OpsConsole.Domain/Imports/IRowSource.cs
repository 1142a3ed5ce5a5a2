namespace OpsConsole.Domain.Imports;

/// <summary>A file opened as a table; it can be read any number of times and is never held in memory.</summary>
public interface IRowSource
{
    IReadOnlyList<string> Header { get; }

    long HeaderLine { get; }

    /// <summary>The first rows of the file, those above the header and the header included: what a person needs to see to say where the names stand.</summary>
    IReadOnlyList<RawRow> Top { get; }

    /// <summary>How the file was understood, for the page to show.</summary>
    FileShape Shape { get; }

    /// <summary>The rows under the header; a fault of the file ends the reading with a <see cref="FileFaultException"/>.</summary>
    IAsyncEnumerable<RawRow> ReadAsync(CancellationToken ct);
}

/// <summary>How a file was understood: csv with encoding and separator, or xlsx with its sheet.</summary>
public sealed record FileShape(string Format, string? Encoding = null, string? Delimiter = null, string? Sheet = null);
