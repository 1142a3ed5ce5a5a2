using Microsoft.Extensions.Options;
using OpsConsole.Domain.Imports;

namespace OpsConsole.Web.Files;

/// <summary>A look into an upload for the pages: its header, its first rows, or the fault that stands in the way.</summary>
public sealed class ImportPeek(UploadStore store, IOptions<ImportOptions> limits)
{
    public ImportOptions Limits => limits.Value;

    public async Task<(IRowSource? File, FileFault? Fault)> OpenAsync(ImportView import, ImportMapping mapping, CancellationToken ct)
    {
        if (import.UploadName is not { } name || !File.Exists(store.PathOf(name)))
            return (null, new FileFault("import.file_gone"));
        try
        {
            return (await TableFile.OpenAsync(store.PathOf(name), mapping, limits.Value, ct), null);
        }
        catch (FileFaultException e)
        {
            return (null, e.Fault);
        }
    }

    public static async Task<IReadOnlyList<RawRow>> FirstAsync(IRowSource file, int count, CancellationToken ct)
    {
        List<RawRow> rows = [];
        await foreach (var row in file.ReadAsync(ct))
        {
            rows.Add(row);
            if (rows.Count == count)
                break;
        }

        return rows;
    }
}
