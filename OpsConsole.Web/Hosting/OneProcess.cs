namespace OpsConsole.Web.Hosting;

/// <summary>SQLite has one writer: a second console on the same file would be a second one. A lock beside the file keeps it out; the system lifts it even when the process is killed.</summary>
public sealed class OneProcess : IDisposable
{
    private FileStream? _lock;

    /// <summary>Null when the file is ours from here on; else what to tell the person.</summary>
    public string? Refusal(string file)
    {
        try
        {
            _lock = new(file + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            return null;
        }
        catch (IOException)
        {
            return $"Another console works on {file}: stop it first, or give another Database:ConnectionString.";
        }
    }

    public void Dispose() => _lock?.Dispose();
}
