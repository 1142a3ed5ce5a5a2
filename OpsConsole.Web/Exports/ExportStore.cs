using Microsoft.Extensions.Options;
using OpsConsole.Web.Hosting;

namespace OpsConsole.Web.Exports;

/// <summary>Where the files lie, under their jobs' random ids; a file that is being written has another name, so that a cut one is never fetched.</summary>
public sealed class ExportStore(IOptions<StorageOptions> storage, IHostEnvironment environment)
{
    private const string Part = ".part";
    private readonly string _folder = Directory.CreateDirectory(storage.Value.FullPath(environment, "exports")).FullName;

    public FileStream Create(string id) => new(PathOf(id) + Part, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16, FileOptions.Asynchronous);

    public void Keep(string id) => File.Move(PathOf(id) + Part, PathOf(id), overwrite: true);

    /// <summary>Null where it is gone.</summary>
    public FileStream? Open(string id) =>
        File.Exists(PathOf(id)) ? new(PathOf(id), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1 << 16, FileOptions.Asynchronous | FileOptions.SequentialScan) : null;

    public void Delete(string id)
    {
        File.Delete(PathOf(id));
        File.Delete(PathOf(id) + Part);
    }

    /// <summary>Deletes what no job needs.</summary>
    public void Sweep(IReadOnlySet<string> inUse)
    {
        foreach (var path in Directory.EnumerateFiles(_folder))
            if (!inUse.Contains(Path.GetFileNameWithoutExtension(path)))
                File.Delete(path);
    }

    private string PathOf(string id) => Path.Combine(_folder, id);
}
