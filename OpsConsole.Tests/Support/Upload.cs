using System.Text;
using OpsConsole.Domain.Imports;
using OpsConsole.Web.Files;
using Xunit;

namespace OpsConsole.Tests.Support;

/// <summary>A file as somebody might upload it, opened as the console opens it.</summary>
internal sealed class Upload : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private Upload(byte[] bytes, ImportOptions? limits)
    {
        Limits = limits ?? new();
        Path = _folder.File("upload");
        File.WriteAllBytes(Path, bytes);
    }

    public string Path { get; }

    public ImportOptions Limits { get; }

    public static Upload Of(byte[] bytes, ImportOptions? limits = null) => new(bytes, limits);

    public static Upload Of(string text, ImportOptions? limits = null) => new(Encoding.UTF8.GetBytes(text), limits);

    public Task<IRowSource> OpenAsync(ImportMapping? mapping = null) => TableFile.OpenAsync(Path, mapping ?? new(), Limits, CancellationToken.None);

    public async Task<List<RawRow>> RowsAsync(ImportMapping? mapping = null)
    {
        var rows = new List<RawRow>();
        await foreach (var row in (await OpenAsync(mapping)).ReadAsync(CancellationToken.None))
            rows.Add(row);
        return rows;
    }

    /// <summary>The fault that reading the file to its end earns.</summary>
    public async Task<FileFault> FaultAsync(ImportMapping? mapping = null) => (await Assert.ThrowsAsync<FileFaultException>(() => RowsAsync(mapping))).Fault;

    public void Dispose() => _folder.Dispose();
}
